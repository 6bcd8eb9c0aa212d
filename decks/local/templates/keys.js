// Keys of a single character, which can be switched off, and the buttons of the same names.
const REPEATED = ["j", "k", "ArrowDown", "ArrowUp"];
const OFF = "cuedeck:keys-off";
const box = document.getElementById("shortcuts");

function stored(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function store(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    return;
  }
}

export const recall = stored;

const isTyping = (target) => target.closest("input:not([type='checkbox']), textarea, select, [contenteditable]");

// `keys` by what is pressed, `buttons` by what they are named; what stands in `more` is always on.
export function listen(keys, buttons, more = {}) {
  box.checked = stored(OFF) === null;
  box.addEventListener("change", () => store(OFF, box.checked ? null : "yes"));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "Enter" && event.target.closest("button, a, summary")) return;
    if (event.key === " " && event.target.closest("button, summary, audio, video")) return;
    const table = box.checked ? { ...keys, ...more } : more;
    if (!Object.hasOwn(table, event.key) || (event.repeat && !REPEATED.includes(event.key))) return;
    if (table[event.key](event) !== false) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) buttons[button.dataset.do]?.(button);
    event.target.closest("[data-close]")?.closest("dialog").close();
  });
}

export function help() {
  document.getElementById("help").showModal();
}
