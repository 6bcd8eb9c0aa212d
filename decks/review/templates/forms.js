// The forms in which a card is changed and a new one is written.
import { changed, choose, current, goOn } from "./chosen.js";
import { put, wish } from "./deeds.js";
import { open } from "./editor.js";
import { focusUnit, pickedUnit, show, unitAt, unitsOf } from "./lights.js";
import { expect, renew } from "./renewing.js";
import { tell } from "./server.js";
import { say } from "./words.js";

const { path } = document.body.dataset;
const byId = (id) => document.getElementById(id);
export const NEW = "new";
const tagsOf = (text) => text.split(/[\s,]+/).filter(Boolean);

// What was changed of a card, and nothing else.
function difference({ dataset }, now) {
  const wanted = {};
  for (const name of ["question", "answer", "deck"]) if (now[name].trim() !== dataset[name]) wanted[name] = now[name].trim();
  if (tagsOf(now.tags).join(" ") !== dataset.tags) wanted.tags = tagsOf(now.tags);
  return wanted;
}

export function edit(entry = current(), { focus = true } = {}) {
  if (!entry) return tell(say("no_card"));
  if (entry.classList.contains("editing")) return entry.querySelector("textarea").focus();
  if (focus) choose(entry);
  const { guid, context, question, answer, tags, deck } = entry.dataset;
  const closed = (isSaved) => {
    entry.classList.remove("editing");
    const card = byId(`c-${guid}`);
    if (isSaved) goOn(card);
    else choose(card);
    renew();
  };
  const save = async (now) => {
    const wanted = difference(entry, now);
    const told = Object.keys(wanted).length
      ? await wish("correct", { note: path, guid, ...wanted }, () => entry.classList.remove("editing"))
      : await wish("keep", { note: path, guids: [guid] }, () => entry.classList.remove("editing"));
    if (!told) return null;
    if (!told.done) return told.message;
    for (const html of Object.values(told.cards)) put(html);
    changed();
    tell(say("saved"));
    return "";
  };
  entry.classList.add("editing");
  const made = open({ host: entry, guid, values: { question, answer, tags, deck }, context, save, closed });
  if (!focus) return undefined;
  made.elements.question.focus();
  made.scrollIntoView({ block: "nearest" });
  return undefined;
}

// The words of a statement as the note has them, its formulas as TeX.
function wordsOf(part) {
  for (const drawing of part.querySelectorAll("svg.math")) drawing.replaceWith(`\\(${drawing.getAttribute("aria-label")}\\)`);
  return part.textContent.replace(/\s+/g, " ").trim();
}

// What is selected, from the beginning of its first word to the end of its last.
function wholeWords(selected) {
  const range = selected.cloneRange();
  const isInWord = (node, at) => node.nodeType === Node.TEXT_NODE && /^[\p{L}\p{N}]{2}$/u.test(node.data.slice(at - 1, at + 1));
  while (isInWord(range.startContainer, range.startOffset)) range.setStart(range.startContainer, range.startOffset - 1);
  while (isInWord(range.endContainer, range.endOffset)) range.setEnd(range.endContainer, range.endOffset + 1);
  return range;
}

function selected() {
  const selection = getSelection();
  const range = selection.isCollapsed ? null : selection.getRangeAt(0);
  return range && byId("note").contains(range.commonAncestorContainer) ? wholeWords(range).cloneContents() : null;
}

// What a finger has selected is selected no more once it has gone to the button.
let held = null;
document.addEventListener("pointerdown", ({ target }) => (held = target.closest("[data-do='new']") ? selected() : null));

function quoted() {
  const part = selected() ?? held;
  held = null;
  if (part) return wordsOf(part);
  const unit = pickedUnit() ?? (current() && unitsOf(current())[0]);
  return unit ? wordsOf(unit.cloneNode(true)) : "";
}

export function write({ focus = true } = {}) {
  const there = byId("writing").querySelector("form");
  if (there) return there.elements.question.focus();
  const values = { quote: quoted(), question: "", answer: "" };
  const [before, column] = [document.activeElement, byId("column")];
  const top = column.scrollTop;
  const save = async (now) => {
    const told = await wish("write", { note: path, ...now }, () => {});
    if (!told) return null;
    if (!told.done) return told.message;
    tell(say("written"));
    return "";
  };
  const closed = (isSaved) => {
    column.scrollTop = top;
    if (unitAt(before)?.isConnected) focusUnit(unitAt(before));
    else choose(current());
    if (isSaved) expect();
  };
  const made = open({ host: byId("writing"), guid: NEW, values, save, closed });
  if (!focus) return undefined;
  show("cards");
  made.elements.question.focus();
  made.scrollIntoView({ block: "nearest" });
  return undefined;
}
