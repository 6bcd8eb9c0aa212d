// A card in a form, whose parts are those that have values; what is typed is kept in the browser until it is saved.
import { recall, store } from "./keys.js";
import { post, tell } from "./server.js";
import { say } from "./words.js";

const { path } = document.body.dataset;
const form = document.getElementById("form");
const PAUSE = 150;
// Names the form of a card that is none yet.
export const NEW = "new";
const FIELDS = ["quote", "question", "answer", "tags", "deck"];
const place = (guid, note = path) => `cuedeck:typed:${note}:${guid}`;

export function typed(guid, note) {
  try {
    return JSON.parse(recall(place(guid, note)));
  } catch {
    return null;
  }
}

// Keep words as if they had been typed and not been saved.
export const remember = (guid, values, note) => store(place(guid, note), JSON.stringify(values));

const valuesOf = (made) =>
  Object.fromEntries(FIELDS.filter((name) => made.elements[name]).map((name) => [name, made.elements[name].value]));

function previewer(made, context, isMarkdown) {
  const shown = made.querySelector(".anki");
  let waiting = 0;
  let asked = 0;
  const look = async () => {
    const number = (asked += 1);
    const { question, answer } = valuesOf(made);
    const told = await post("/api/preview", { question, answer, markdown: isMarkdown });
    if (!told || number !== asked) return;
    shown.innerHTML = told.html;
    shown.querySelector(".context").textContent = context;
  };
  look();
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  };
}

// A form in `host`, whose words may be Markdown; `save` gives whether it is saved, or why it is not.
export function open({ host, guid, values, context = "", isMarkdown = false, save, closed }) {
  const made = form.content.cloneNode(true).querySelector("form");
  const kept = made.querySelector(".typed");
  const fault = made.querySelector(".fault");
  const isNew = guid === NEW;
  for (const name of FIELDS) if (!(name in values)) made.elements[name].closest("label").remove();
  const before = typed(guid);
  for (const [name, value] of Object.entries({ ...values, ...before })) {
    if (made.elements[name]) made.elements[name].value = value;
  }
  kept.hidden = !before;
  host.append(made);
  const renew = previewer(made, context, isMarkdown);

  function close({ isForgotten = false, isSaved = false } = {}) {
    if (isForgotten) store(place(guid), null);
    made.remove();
    closed(isSaved);
  }

  function complain(why) {
    fault.textContent = why;
    fault.hidden = !why;
  }

  async function submit() {
    const now = valuesOf(made);
    if ("quote" in now && !now.quote.trim()) return complain(say("no_quote"));
    if (!now.question.trim() || !now.answer.trim()) return complain(say("empty"));
    complain("");
    const why = await save(now);
    if (why === "") close({ isForgotten: true, isSaved: true });
    else if (why) complain(why);
    return undefined;
  }

  made.addEventListener("input", () => {
    remember(guid, valuesOf(made));
    kept.hidden = false;
    renew();
  });
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  made.querySelector(".discard").addEventListener("click", () => close({ isForgotten: true }));
  made.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      if (typed(guid)) tell(say(isNew ? "typed_new" : "typed"));
      close();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    }
  });
  return made;
}
