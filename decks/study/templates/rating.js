// Ratings: one that was not heard is kept in the browser, and sent again until it is.
import { answered, card, elapsed, isEdited, isTold } from "./card.js";
import { recall, store } from "./keys.js";
import { post, tell } from "./server.js";
import { say } from "./words.js";

const PLACE = "cuedeck-study:unsent";
const tab = Math.random().toString(36);
let isBusy = false;

function unsent() {
  try {
    return JSON.parse(recall(PLACE));
  } catch {
    return null;
  }
}

export async function rate(rating) {
  if (!isTold() || isBusy || isEdited()) return;
  if (unsent()?.tab === tab) {
    settle();
    return;
  }
  card().querySelector(`[data-rating="${rating}"]`).classList.add("chosen");
  const { guid, seen } = card().dataset;
  store(PLACE, JSON.stringify({ tab, tries: 0, guid, seen: Number(seen), rating, ms: elapsed() }));
  await settle();
}

// Sends what was not heard yet, if anything. That a card was rated meanwhile is no news where the rating may be our own.
export async function settle({ isAnybodys = false } = {}) {
  const kept = unsent();
  if (!kept || isBusy || (kept.tab !== tab && !isAnybodys)) return;
  const { tab: _, tries, ...rating } = kept;
  isBusy = true;
  store(PLACE, JSON.stringify({ ...kept, tab, tries: tries + 1 }));
  const answer = await post("/api/rate", rating);
  isBusy = false;
  if (!answer) return;
  store(PLACE, null);
  const isOwn = answer.refusal === "elsewhere" && tries > 0;
  const isDone = answered(isOwn ? { ...answer, refusal: null } : answer);
  if (!isDone) card()?.querySelector(".chosen")?.classList.remove("chosen");
  if (isDone && tries > 0) tell(say("sent"));
}
