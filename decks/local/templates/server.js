// What the page asks of the server, and what it tells of how that went.
import { say } from "./words.js";

const alertBox = document.getElementById("alert");
const status = document.getElementById("status");
const EVERY = 2000;
const SOON = 250;
const SOONER = 20;
const TOLD = 5000;
let isLost = false;
let fading = 0;
let haste = 0;
let lookNow = () => {};

export function tell(text) {
  status.textContent = text.charAt(0).toUpperCase() + text.slice(1);
  clearTimeout(fading);
  fading = setTimeout(() => (status.textContent = ""), TOLD);
}

export function warn(text) {
  if (alertBox.textContent !== text) alertBox.textContent = text;
  alertBox.hidden = !text;
}

// The answer, null where there is none: then it has been told why.
async function fetched(address, options) {
  let answer;
  try {
    answer = await fetch(address, { cache: "no-store", ...options });
  } catch {
    return lose("lost");
  }
  if (answer.status === 403) return lose("unknown");
  if (answer.status >= 500) return lose("lost");
  if (isLost) {
    isLost = false;
    warn("");
    tell(say("back"));
  }
  return answer;
}

function lose(why) {
  isLost = true;
  warn(say(why));
  return null;
}

// What it says, or that it said nothing that can be read.
async function read(answer) {
  if (!answer) return null;
  try {
    return await answer.json();
  } catch {
    return { done: false, message: say("refused", { status: answer.status }) };
  }
}

export async function get(address) {
  return read(await fetched(address));
}

// The page as it is now; null where it cannot be had.
export async function page(address) {
  const answer = await fetched(address);
  if (!answer) return null;
  if (!answer.ok) return warn(say("gone")) ?? null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

export async function post(address, wish) {
  const answer = fetched(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(wish),
  });
  return read(await answer);
}

// Ask again and again how things stand.
export function watch(heed, every = EVERY) {
  let waiting = 0;
  const look = async () => {
    clearTimeout(waiting);
    const state = await get("/api/state");
    if (state) {
      warn(state.problem);
      await heed(state);
    }
    clearTimeout(waiting);
    waiting = setTimeout(look, haste > 0 ? SOON : every);
    haste -= 1;
  };
  lookNow = look;
  waiting = setTimeout(look, every);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  return look;
}

// For a while ask more often: something is about to come.
export function hurry() {
  haste = SOONER;
  lookNow();
}
