// Starts what the page needs.
import { build, copy } from "./build.js";
import { showUndo, whenOthersDo } from "./deeds.js";
import { help, listen } from "./keys.js";
import { moveRow, renewList, seek, showProgress, startList } from "./list.js";
import { BUTTONS, KEYS, MORE, startNote } from "./note.js";
import { renew } from "./renewing.js";
import { page, watch } from "./server.js";
import { undo } from "./undo.js";

const { dataset } = document.body;
const QUICK = 500;

// Renew what is seen; what is not, once it is.
function whenSeen(renew) {
  let isStale = false;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || !isStale) return;
    isStale = false;
    renew();
  });
  return () => (document.hidden ? (isStale = true) : renew());
}

// Call `renew` whenever notes were read again, or others may have decided.
function follow(renew) {
  let revision = Number(dataset.revision);
  const look = watch(async (state) => {
    showUndo(state);
    if (state.revision === revision) return;
    ({ revision } = state);
    await renew();
  });
  addEventListener("focus", renew);
  whenOthersDo(whenSeen(renew));
  return look;
}

function list() {
  const renewAll = async () => {
    const fresh = await page("/");
    if (fresh) renewList(fresh);
  };
  startList();
  follow(renewAll);
  listen(
    { "/": seek, j: () => moveRow(1), k: () => moveRow(-1), u: () => undo(renewAll), b: () => build(renewAll), "?": help },
    { undo: () => undo(renewAll), build: () => build(renewAll), copy, help },
  );
}

function note() {
  startNote();
  const look = follow(renew);
  listen({ ...KEYS, b: () => build(look), "?": help }, { ...BUTTONS, build: () => build(look), copy, help }, MORE);
}

function progress() {
  watch((state) => {
    showProgress(state);
    if (!state.is_busy) location.reload();
  }, QUICK);
}

({ list, note, progress })[dataset.page]();
