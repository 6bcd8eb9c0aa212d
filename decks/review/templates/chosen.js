// Which card is meant.
import { dark, entries, lightEntry, pick, relight, shade, show, unitsOf } from "./lights.js";
import { say } from "./words.js";

const byId = (id) => document.getElementById(id);
export const current = () => document.querySelector(".entry.current");
export const isWaiting = (entry) => entry.dataset.decided === "no";
export const isSure = (entry) => isWaiting(entry) && entry.dataset.standing === "taken";

export function choose(entry, { focus = true } = {}) {
  current()?.classList.remove("current");
  pick(null);
  if (!entry) return;
  entry.classList.add("current");
  lightEntry(entry, { scroll: focus });
  if (!focus) return;
  show("cards");
  if (!entry.contains(document.activeElement)) entry.focus({ preventScroll: true });
  entry.scrollIntoView({ block: "nearest" });
}

export function move(step) {
  const all = entries();
  const at = all.indexOf(current());
  choose(all[Math.min(Math.max(at + step, 0), all.length - 1)]);
}

// What leads on from this note, once nothing waits here.
export function leave() {
  choose(null);
  dark();
  byId("following").focus();
}

// The next that waits for a decision, from the first on after the last.
export function goOn(from) {
  const all = entries();
  const at = all.indexOf(from);
  const next = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))].find(isWaiting);
  if (next) choose(next);
  else if (!all.some(isWaiting)) leave();
}

export function count() {
  const all = entries();
  const [undecided, taken] = [all.filter(isWaiting).length, all.filter((one) => one.dataset.standing === "taken").length];
  byId("count").textContent = all.length ? say(undecided ? "undecided" : "decided", { undecided, taken }) : "";
  byId("done").hidden = undecided > 0;
  document.querySelector("[data-do='all']").disabled = !all.some(isSure);
}

// Nothing that is scrolled to hides behind the strip, which grows and shrinks.
export function startStrip() {
  const [column, strip] = [byId("column"), document.querySelector(".strip")];
  new ResizeObserver(() => (column.style.scrollPaddingTop = `${strip.offsetHeight}px`)).observe(strip);
}

export function changed() {
  shade();
  count();
  relight();
}

// The card that another one goes behind: the last of those on its statement, or else before it.
export function placeOf(written) {
  const [unit] = unitsOf(written);
  const others = entries().filter((entry) => entry !== written && unitsOf(entry).length);
  const isBefore = ([one]) => one.compareDocumentPosition(unit) & Node.DOCUMENT_POSITION_FOLLOWING;
  const onIt = others.findLast((entry) => unitsOf(entry)[0] === unit);
  return onIt ?? (unit && others.findLast((entry) => isBefore(unitsOf(entry)))) ?? null;
}
