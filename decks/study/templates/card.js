// The card that is up: its question, then its answer, and what becomes of it.
import { ready, silence } from "./player.js";
import { get, post, tell, warn } from "./server.js";
import { say } from "./words.js";

const turn = document.getElementById("turn");
const MOST = 60_000;
const FARTHEST = 2 ** 31 - 1;
const others = "BroadcastChannel" in globalThis ? new BroadcastChannel("cuedeck-study") : null;
let since = performance.now();
let before = 0;
let waiting = 0;

export const card = () => document.getElementById("card");
export const isTold = () => Boolean(card()) && !card().querySelector("#answered").hidden;
export const isEdited = () => card()?.classList.contains("editing") ?? false;

// Milliseconds for which the card has been seen, as far as they count.
export const elapsed = () => Math.round(Math.min(before + (document.hidden ? 0 : performance.now() - since), MOST));

document.addEventListener("visibilitychange", () => {
  if (document.hidden) before += performance.now() - since;
  since = performance.now();
});

export function show() {
  if (!card() || isEdited()) return;
  card().querySelector(".show").hidden = true;
  for (const part of card().querySelectorAll("#answered, .ratings, .reply")) part.hidden = false;
  const whole = card().querySelector(".question.reply");
  if (whole) card().querySelector("#asked").hidden = true;
  const reply = whole ?? card().querySelector(".reply");
  reply.focus({ preventScroll: true });
  reply.scrollIntoView({ block: "nearest" });
  ready();
}

// Has what is up shown from its beginning.
export function look() {
  clearTimeout(waiting);
  [since, before] = [performance.now(), 0];
  for (const button of document.querySelectorAll(".top [data-do='edit'], .top [data-do='drop']")) button.disabled = !card();
  const { wait } = turn.querySelector(".over")?.dataset ?? {};
  if (wait) waiting = setTimeout(renew, Math.min(wait * 1000, FARTHEST));
  document.getElementById("asked")?.focus({ preventScroll: true });
}

function put({ html, left, undo }) {
  silence();
  turn.innerHTML = html;
  document.getElementById("left").innerHTML = left;
  document.querySelector(".top [data-do='undo']").disabled = !undo;
  look();
}

// Shows how things stand after a wish, and says so; gives whether it came true.
export function answered(answer, done = "") {
  if (!answer) return false;
  if (answer.refusal === "fault" || answer.html === undefined) {
    warn(answer.message);
    return false;
  }
  warn("");
  const wasTold = isTold() && done === "saved";
  put(answer);
  if (wasTold) show();
  if (answer.refusal || done) tell(say(answer.refusal || done));
  if (!answer.refusal) others?.postMessage(answer.guid);
  return !answer.refusal;
}

export const wish = (what, body = {}) => (isEdited() ? null : post(`/api/${what}`, body));
export const takeBack = async () => answered(await wish("undo"), "undone");

async function renew() {
  if (isEdited()) return null;
  const answer = await get("/api/turn");
  if (answer) put(answer);
  return answer;
}

// Another tab has done something: what it concerns is not up any more, and what was over may not be.
export function listenToOthers() {
  others?.addEventListener("message", async ({ data }) => {
    const isOver = !card();
    if (!isOver && card().dataset.guid !== data) return;
    if ((await renew()) && !isOver && card()?.dataset.guid !== data) tell(say("elsewhere"));
  });
  addEventListener("focus", () => card() || renew());
}
