// The forms in which a card is changed and a new one is written.
import { changed, choose, current, goOn, placeOf } from "./chosen.js";
import { put, wish } from "./deeds.js";
import { NEW, open } from "./editor.js";
import { focusUnit, hold, show, unitAt } from "./lights.js";
import { meant, rest } from "./quoting.js";
import { expect, renew } from "./renewing.js";
import { tell } from "./server.js";
import { say } from "./words.js";

const { path } = document.body.dataset;
const byId = (id) => document.getElementById(id);
const tagsOf = (text) => text.split(/[\s,]+/).filter(Boolean);

// What was changed of a card, and nothing else.
function difference({ dataset }, now) {
  const wanted = {};
  for (const name of ["quote", "question", "answer", "deck"]) if (name in now && now[name].trim() !== dataset[name]) wanted[name] = now[name].trim();
  if (tagsOf(now.tags).join(" ") !== dataset.tags) wanted.tags = tagsOf(now.tags);
  return wanted;
}

export function edit(entry = current(), { focus = true } = {}) {
  if (!entry) return tell(say("no_card"));
  if (entry.classList.contains("editing")) return entry.querySelector("textarea").focus();
  if (focus) choose(entry);
  const { guid, context, quote, question, answer, tags, deck } = entry.dataset;
  const values = { ...(quote && { quote }), question, answer, tags, deck };
  let id = entry.id;
  const closed = (isSaved) => {
    entry.classList.remove("editing");
    const card = byId(id);
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
    for (const [now, html] of Object.entries(told.cards)) {
      put(html, id);
      id = `c-${now}`;
    }
    if (wanted.quote) placeOf(byId(id))?.after(byId(id));
    changed();
    tell(say("saved"));
    return "";
  };
  entry.classList.add("editing");
  const made = open({ host: entry, guid, values, context, isMarkdown: entry.dataset.written === "yes", save, closed });
  if (!focus) return undefined;
  made.elements.question.focus();
  made.scrollIntoView({ block: "nearest" });
  return undefined;
}

export function write({ focus = true } = {}) {
  const there = byId("writing").querySelector("form");
  if (there) {
    rest(there, meant());
    return there.elements.question.focus();
  }
  const values = { quote: "", question: "", answer: "" };
  const [before, column, meaning] = [document.activeElement, byId("column"), meant()];
  const top = column.scrollTop;
  const save = async (now) => {
    const told = await wish("write", { note: path, ...now }, () => {});
    if (!told) return null;
    if (!told.done) return told.message;
    tell(say("written"));
    return "";
  };
  const closed = (isSaved) => {
    hold([]);
    column.scrollTop = top;
    if (unitAt(before)?.isConnected) focusUnit(unitAt(before));
    else choose(current());
    if (isSaved) expect();
  };
  const made = open({ host: byId("writing"), guid: NEW, values, isMarkdown: true, save, closed });
  rest(made, meaning);
  if (!focus) return undefined;
  show("cards");
  made.elements.question.focus();
  made.scrollIntoView({ block: "nearest" });
  return undefined;
}
