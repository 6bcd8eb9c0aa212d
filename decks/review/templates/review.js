// Starts what the page needs.
import { build, undo, whenOthersDo } from "./deeds.js";
import { help, listen } from "./keys.js";
import { moveRow, renewList, seek, showProgress, startList } from "./list.js";
import { page, showUndo, watch } from "./server.js";

const { dataset } = document.body;
const QUICK = 500;

// Call `renew` whenever notes were read again.
function follow(renew) {
  let revision = Number(dataset.revision);
  const look = watch(async (state) => {
    showUndo(state);
    if (state.revision === revision) return;
    ({ revision } = state);
    await renew();
  });
  addEventListener("focus", renew);
  return look;
}

async function list() {
  const renew = async () => {
    const fresh = await page("/");
    if (fresh) renewList(fresh);
  };
  startList();
  follow(renew);
  whenOthersDo(renew);
  listen(
    { "/": seek, j: () => moveRow(1), k: () => moveRow(-1), u: () => undo(renew), "?": help },
    { undo: () => undo(renew), build: () => build(renew), help },
  );
}

async function note() {
  const { BUTTONS, KEYS, MORE, renew, startNote } = await import("./note.js");
  startNote();
  const look = follow(renew);
  listen({ ...KEYS, "?": help }, { ...BUTTONS, build: () => build(look), help }, MORE);
}

function progress() {
  watch((state) => {
    showProgress(state);
    if (!state.is_busy) location.reload();
  }, QUICK);
}

({ list, note, progress })[dataset.page]();
