// Statements and cards light each other.
const note = document.getElementById("note");
const desk = document.getElementById("desk");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const wide = matchMedia("(min-width: 100rem)");
const narrow = matchMedia("(max-width: 48rem)");

export const entries = () => [...document.querySelectorAll("#cards .entry")];
export const unitsOf = (entry) =>
  entry.dataset.units.split(" ").filter(Boolean).map((number) => document.getElementById(`u${number}`)).filter(Boolean);
export const unitAt = (element) => element?.closest?.("#note .unit") ?? null;
let picked = null;
// The statement that had the focus last, unless a card has had it since.
export const pickedUnit = () => (picked?.isConnected ? picked : null);
export const pick = (unit) => (picked = unit);
// The whole of a statement: the cells of a row are one.
export const rowOf = (unit) => [...(unit.closest("tr")?.querySelectorAll(".unit") ?? [unit])];
// Those that the form in hand is on.
let held = [];
const cardsOf = (unit) => entries().filter((entry) => unitsOf(entry).includes(unit));

// A Tab reaches the statement that was used last. The others can take no focus: one that takes it while a mouse button
// goes down swallows the selection that begins at its edge.
function rove(unit) {
  for (const other of note.querySelectorAll(".unit[tabindex]")) if (other !== unit) other.removeAttribute("tabindex");
  if (unit) unit.tabIndex = 0;
}

export function focusUnit(unit) {
  rove(unit);
  unit?.focus({ preventScroll: true });
}

// Which statements are on a card.
export function shade() {
  for (const unit of note.querySelectorAll(".unit")) unit.classList.remove("taken", "offered", "has");
  for (const entry of entries()) {
    const { standing } = entry.dataset;
    for (const unit of unitsOf(entry)) {
      unit.classList.add("has");
      if (standing !== "dropped") unit.classList.add(standing);
    }
  }
  for (const unit of note.querySelectorAll(".unit.taken")) unit.classList.remove("offered");
  rove(note.querySelector(".unit[tabindex]") ?? note.querySelector(".unit"));
}

export function dark() {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
}

// What the mouse points at has a rim; what is chosen stays lit.
function rim(elements) {
  for (const near of document.querySelectorAll(".near")) near.classList.remove("near");
  for (const element of elements) element.classList.add("near");
}

// As it is when nothing is pointed at: what a form is on, else what has the focus, else what the chosen card is on.
export function relight() {
  const [chosen, unit] = [document.querySelector(".entry.current"), unitAt(document.activeElement)];
  if (held.some((one) => one.isConnected)) {
    dark();
    for (const one of held) one.classList.add("lit");
  } else if (unit) lightUnit(unit);
  else if (chosen) lightEntry(chosen);
  else dark();
}

export function hold(units) {
  held = units;
  relight();
}

function isTouched(unit, range) {
  if (!range.intersectsNode(unit)) return false;
  const part = document.createRange();
  part.selectNodeContents(unit);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
  const words = part.cloneContents();
  return /[\p{L}\p{N}]/u.test(words.textContent) || words.querySelector("svg, img") !== null;
}

// The statements that a selection takes in, be it in part.
export function unitsIn(range) {
  const touched = [...note.querySelectorAll(".unit")].filter((unit) => isTouched(unit, range));
  return [...new Set(touched.flatMap(rowOf))];
}

function isSeen(element, frame) {
  const [inner, outer] = [element.getBoundingClientRect(), frame.getBoundingClientRect()];
  return inner.top >= outer.top + 60 && inner.bottom <= outer.bottom - 20;
}

function bring(element, frame) {
  if (!element || !frame.offsetParent || isSeen(element, frame)) return;
  element.scrollIntoView({ block: "center", behavior: calm.matches ? "instant" : "smooth" });
}

export function lightEntry(entry, { scroll = false } = {}) {
  dark();
  const units = unitsOf(entry);
  for (const unit of units) unit.classList.add("lit");
  if (scroll) bring(units[0], document.getElementById("paper"));
}

export function lightUnit(unit, { scroll = false } = {}) {
  dark();
  unit.classList.add("lit");
  const found = cardsOf(unit);
  for (const entry of found) entry.classList.add("lit");
  if (scroll) bring(found[0], document.getElementById("column"));
  return found;
}

// On a phone one of the two is shown.
export function show(which) {
  desk.dataset.shown = which;
  for (const tab of document.querySelectorAll("[data-show]"))
    tab.setAttribute("aria-pressed", String(tab.dataset.show === which));
}

export function toStatement(entry) {
  const [unit] = unitsOf(entry);
  if (!unit) return;
  show("note");
  focusUnit(unit);
  bring(unit, document.getElementById("paper"));
}

// To the statement that was used last.
export function toNote() {
  show("note");
  focusUnit(pickedUnit() ?? note.querySelector(".unit[tabindex]") ?? note.querySelector(".unit"));
}

export function moveUnit(from, step) {
  const units = [...note.querySelectorAll(".unit")].filter((one) => rowOf(one)[0] === one);
  const unit = units[units.indexOf(rowOf(from)[0]) + step];
  if (!unit) return;
  focusUnit(unit);
  bring(unit, document.getElementById("paper"));
}

// The heading that a statement stands under: its element, null before the first.
export function headingOf(unit) {
  const headings = [...note.querySelectorAll("[id^='s']")].filter(({ id }) => /^s\d+$/.test(id));
  return headings.findLast((one) => one.compareDocumentPosition(unit) & Node.DOCUMENT_POSITION_FOLLOWING) ?? null;
}

export const headingAt = (element) => element?.closest?.("#note [id^='s']") ?? null;

// `choose` makes a card, or none, the one that is meant.
export function startLights(choose) {
  const column = document.getElementById("cards");
  column.addEventListener("mouseover", ({ target }) => {
    const entry = target.closest(".entry");
    rim(entry ? unitsOf(entry) : []);
  });
  note.addEventListener("mouseover", ({ target, buttons }) => {
    const unit = unitAt(target);
    if (!buttons) rim(unit?.classList.contains("has") ? [unit, ...cardsOf(unit)] : []);
  });
  column.addEventListener("mouseleave", () => rim([]));
  note.addEventListener("mouseleave", () => rim([]));
  note.addEventListener("focusin", ({ target }) => {
    const unit = unitAt(target);
    if (!unit) return;
    choose(cardsOf(unit)[0] ?? null, { focus: false });
    pick(unit);
    lightUnit(unit, { scroll: !narrow.matches });
  });
  note.addEventListener("click", ({ target }) => {
    const unit = unitAt(target);
    if (unit && getSelection().isCollapsed) focusUnit(unit);
  });
  note.addEventListener("mousedown", ({ target }) => unitAt(target)?.removeAttribute("tabindex"));
  document.addEventListener("mouseup", () => rove(note.querySelector(".unit[tabindex]") ?? note.querySelector(".unit")));
  document.addEventListener("click", ({ target }) => {
    const tab = target.closest("[data-show]");
    if (tab) show(tab.dataset.show);
  });
  const outline = document.querySelector(".outline details");
  if (outline) outline.open = wide.matches;
  shade();
}
