// What would be taken back, in which note, and its taking back.
import { wish } from "./deeds.js";
import { NEW, remember, typed } from "./editor.js";
import { recall, store } from "./keys.js";
import { tell } from "./server.js";
import { say } from "./words.js";

const { path } = document.body.dataset;
const button = document.querySelector("[data-do='undo']");
const MESSAGE = "cuedeck-review:message";
let isWarned = false;

const addressOf = (note) => `/note/${note.split("/").map(encodeURIComponent).join("/")}`;

// Why the next step is not taken back yet: it would be out of sight, or put words in the place of others.
function objection({ what, note, writes }) {
  if (writes && typed(NEW, note)) return say("unsaved");
  if (!path || note === path || isWarned) return "";
  isWarned = true;
  return say("undo_elsewhere", { what, note });
}

// The answer; null where nothing was done, or it was done elsewhere, and the page goes there.
export async function undo(changed) {
  const why = button.disabled ? "" : objection(button.dataset);
  if (why) return tell(why) ?? null;
  const answer = await wish("undo", {}, changed);
  if (!answer) return null;
  const { done, draft, note, cards } = answer;
  if (draft) remember(NEW, draft, note);
  const message = draft ? say("unwritten", answer) : answer.message;
  if (!done || !note || note === path) return tell(message) ?? answer;
  if (!path) return tell(say("elsewhere", { message, note })) ?? answer;
  store(MESSAGE, message);
  const [guid] = Object.keys(cards);
  location.assign(addressOf(note) + (guid ? `#c-${guid}` : ""));
  return null;
}

// What the page before had to tell.
export function tellOn() {
  const message = recall(MESSAGE);
  if (message) tell(message);
  store(MESSAGE, null);
}
