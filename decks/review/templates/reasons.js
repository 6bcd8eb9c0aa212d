// Why a statement has given no card, or not all that were tried.
import { rowOf, unitAt } from "./lights.js";

const [note, paper, why] = ["note", "paper", "why"].map((id) => document.getElementById(id));

function reasonsOf(unit) {
  const numbers = rowOf(unit).map(({ id }) => id.slice(1));
  const wanted = numbers.map((number) => `#cards li[data-units~="${number}"]`).join();
  return [...document.querySelectorAll(wanted)].map((reason) => reason.cloneNode(true));
}

// Below the statement, over what follows: nothing moves.
function place(unit) {
  const [frame, whole, text] = [paper, unit, note].map((element) => element.getBoundingClientRect());
  why.style.top = `${whole.bottom - frame.top + paper.scrollTop + 6}px`;
  why.style.left = `${text.left - frame.left}px`;
  why.style.width = `${text.width}px`;
}

const hide = () => (why.hidden = true);

export function startReasons() {
  note.addEventListener("focusin", ({ target }) => {
    const unit = unitAt(target);
    why.replaceChildren(...(unit ? reasonsOf(unit) : []));
    why.hidden = !why.childElementCount;
    if (!why.hidden) place(unit);
  });
  note.addEventListener("focusout", hide);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
}
