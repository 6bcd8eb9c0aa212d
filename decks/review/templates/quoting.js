// Which statement of the note a card rests on, and what it says.
import { current } from "./chosen.js";
import { hold, pickedUnit, rowOf, show, unitsIn, unitsOf } from "./lights.js";

const note = document.getElementById("note");

// The words of a part of the note, its formulas as TeX.
function wordsOf(part) {
  for (const drawing of part.querySelectorAll("svg.math")) drawing.replaceWith(`\\(${drawing.getAttribute("aria-label")}\\)`);
  return part.textContent.replace(/\s+/g, " ").trim();
}

// The words of statements: sentences of a block on a line, cells of a row between bars, all else on lines of their own.
function sayingOf(units) {
  const between = (one, before) => {
    if (!before) return "";
    if (one.closest("tr")) return one.closest("tr") === before.closest("tr") ? " | " : "\n";
    return one.parentElement === before.parentElement ? " " : "\n";
  };
  return units.map((one, at) => between(one, units[at - 1]) + wordsOf(one.cloneNode(true))).join("");
}

function selectedRange() {
  const selection = getSelection();
  const range = selection.isCollapsed ? null : selection.getRangeAt(0);
  return range && note.contains(range.commonAncestorContainer) ? range.cloneRange() : null;
}

// What a finger has selected is selected no more once it has gone to the button.
let held = null;
document.addEventListener("pointerdown", ({ target }) => (held = target.closest("[data-do='new']") ? selectedRange() : null));

// What a new card shall rest on: the statements that are selected or have the focus, else those of the chosen card.
export function meant() {
  const range = selectedRange() ?? held;
  held = null;
  const unit = range ? null : pickedUnit();
  const units = range ? unitsIn(range) : unit ? rowOf(unit) : current() ? unitsOf(current()).slice(0, 1).flatMap(rowOf) : [];
  return { units, words: range && !units.length ? wordsOf(range.cloneContents()) : sayingOf(units) };
}

// The statement of a form follows what is selected or clicked in the note, unless it was written by hand.
export function rest(made, { units, words }) {
  const field = made.elements.quote;
  if (!words || field.value === words || (field.value.trim() && field.value !== field.dataset.picked)) return false;
  field.value = words;
  field.dataset.picked = words;
  hold(units);
  made.querySelector(".fault").hidden = true;
  if (made.elements.question.value || made.elements.answer.value) made.dispatchEvent(new Event("input"));
  return true;
}

export function startQuoting() {
  document.addEventListener("click", ({ target }) => {
    const made = document.querySelector(".form:has([name='quote'])");
    if (!made || !note.contains(target) || !rest(made, meant())) return;
    show("cards");
    made.elements[made.elements.question.value.trim() ? "answer" : "question"].focus();
  });
}
