// The recording of the card that is up, from the card's second on.
import { tell } from "./server.js";
import { say } from "./words.js";

const recording = () => document.getElementById("recording");

// Once the answer is seen, the moment may be asked for.
export function ready() {
  const here = recording();
  if (!here) return;
  here.addEventListener("error", () => {
    here.hidden = true;
    tell(say("unplayable"));
  });
  // A browser keeps from the page what is typed while a player's own controls have the focus.
  here.addEventListener("focus", () => {
    if (!here.matches(":focus-visible")) setTimeout(() => document.getElementById("asked").focus({ preventScroll: true }));
  });
  here.preload = "metadata";
}

export function silence() {
  recording()?.pause();
}

// From the card's second, or no further; where the recording lies elsewhere, its link.
export function play() {
  const here = recording();
  if (!here) {
    document.querySelector("#answered:not([hidden]) a.time")?.click();
    return;
  }
  if (here.closest("[hidden]")) return;
  if (!here.paused) {
    here.pause();
    return;
  }
  here.currentTime = Number(here.dataset.seconds);
  here.play().catch(() => {});
}
