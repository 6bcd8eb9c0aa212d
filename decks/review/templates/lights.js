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
const cardsOf = (unit) => entries().filter((entry) => unitsOf(entry).includes(unit));

// Which statements are on a card; the one that a Tab reaches is the one used last.
export function shade() {
  for (const unit of note.querySelectorAll(".unit")) {
    unit.classList.remove("taken", "offered", "has");
    unit.tabIndex = -1;
  }
  for (const entry of entries()) {
    const { standing } = entry.dataset;
    for (const unit of unitsOf(entry)) {
      unit.classList.add("has");
      if (standing !== "dropped") unit.classList.add(standing);
    }
  }
  for (const unit of note.querySelectorAll(".unit.taken")) unit.classList.remove("offered");
  const first = note.querySelector(".unit");
  if (first) first.tabIndex = 0;
}

function dark() {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
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
  unit.focus({ preventScroll: true });
  bring(unit, document.getElementById("paper"));
}

export function moveUnit(from, step) {
  const units = [...note.querySelectorAll(".unit")];
  units[units.indexOf(from) + step]?.focus();
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
  const back = () => {
    const [chosen, unit] = [document.querySelector(".entry.current"), unitAt(document.activeElement)];
    if (unit) lightUnit(unit);
    else if (chosen) lightEntry(chosen);
    else dark();
  };
  column.addEventListener("mouseover", ({ target }) => {
    const entry = target.closest(".entry");
    if (entry) lightEntry(entry);
  });
  note.addEventListener("mouseover", ({ target }) => {
    const unit = unitAt(target);
    if (unit?.classList.contains("has")) lightUnit(unit);
  });
  column.addEventListener("mouseleave", back);
  note.addEventListener("mouseleave", back);
  note.addEventListener("focusin", ({ target }) => {
    const unit = unitAt(target);
    if (!unit) return;
    for (const other of note.querySelectorAll(".unit[tabindex='0']")) other.tabIndex = -1;
    unit.tabIndex = 0;
    choose(cardsOf(unit)[0] ?? null, { focus: false });
    lightUnit(unit, { scroll: !narrow.matches });
  });
  note.addEventListener("click", ({ target }) => {
    const unit = unitAt(target);
    if (!unit || !getSelection().isCollapsed) return;
    unit.focus({ preventScroll: true });
  });
  document.addEventListener("click", ({ target }) => {
    const tab = target.closest("[data-show]");
    if (tab) show(tab.dataset.show);
  });
  const outline = document.querySelector(".outline details");
  if (outline) outline.open = wide.matches;
  shade();
}
