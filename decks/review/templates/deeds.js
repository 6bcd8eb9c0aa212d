// What is done to cards: asked of the server first, shown once it is saved.
import { post } from "./server.js";
import { say } from "./words.js";

const { path } = document.body.dataset;
let wishes = 0;
const others = "BroadcastChannel" in globalThis ? new BroadcastChannel("cuedeck-review") : null;

export function elementOf(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}

// A card as it stands now in the place of the one before, which may have had another identity, with the focus where it
// was.
export function put(html, before = null) {
  const fresh = elementOf(html);
  const old = document.getElementById(before ?? fresh.id);
  if (!old || old.classList.contains("editing")) return;
  const had = old.contains(document.activeElement) ? document.activeElement : null;
  fresh.classList.toggle("current", old.classList.contains("current"));
  old.replaceWith(fresh);
  if (had) (fresh.querySelector(`[data-do="${had.dataset.do}"]`) ?? fresh).focus({ preventScroll: true });
}

// Grows with every wish and every answer: what was asked for before is not as things stand now.
export const wished = () => wishes;

export function showUndo({ undo, undo_note: note, undo_writing: writes }) {
  const button = document.querySelector("[data-do='undo']");
  button.disabled = !undo;
  button.title = undo ? say("undo", { what: undo }) : "";
  Object.assign(button.dataset, { what: undo, note, writes: writes ? "yes" : "" });
}

// The answer to a wish, null where it was not heard.
export async function wish(what, body, changed) {
  wishes += 1;
  const answer = await post(`/api/${what}`, body);
  wishes += 1;
  if (!answer) return null;
  if (answer.state) showUndo(answer.state);
  if (answer.done) {
    if (!answer.note || answer.note === path) Object.values(answer.cards ?? {}).forEach((html) => put(html));
    changed(answer);
    others?.postMessage(answer.note || path);
  }
  return answer;
}

// Call when another tab has done something.
export function whenOthersDo(heed) {
  others?.addEventListener("message", heed);
}
