// A note and its cards: which card is meant, what is done to it, and how both stay as they are on the disk.
import { elementOf, put, undo, wish, wished } from "./deeds.js";
import { open, typed } from "./editor.js";
import { entries, headingAt, headingOf, lightEntry, moveUnit, shade, show, startLights, toStatement, unitAt, unitsOf } from "./lights.js";
import { page, tell } from "./server.js";
import { cards, say } from "./words.js";

const { path } = document.body.dataset;
const byId = (id) => document.getElementById(id);
const NEW = "new";
const current = () => document.querySelector(".entry.current");
const isWaiting = (entry) => entry.dataset.decided === "no";

// Which card is meant

function choose(entry, { focus = true } = {}) {
  current()?.classList.remove("current");
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

// The next that waits for a decision, from the first on after the last.
function goOn(from) {
  const all = entries();
  const at = all.indexOf(from);
  const next = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))].find(isWaiting);
  if (next) choose(next);
  else if (!all.some(isWaiting)) byId("following").focus();
}

function count() {
  const all = entries();
  const [undecided, taken] = [all.filter(isWaiting).length, all.filter((one) => one.dataset.standing === "taken").length];
  byId("count").textContent = all.length ? say(undecided ? "undecided" : "decided", { undecided, taken }) : "";
  byId("done").hidden = undecided > 0 || !all.length;
}

function changed() {
  shade();
  count();
  if (current()) lightEntry(current());
}

// What is done to it

let turn = Promise.resolve();

// One after the other, however fast the keys come.
function decide(what, button) {
  const card = button?.closest(".entry").id;
  turn = turn.then(() => decideNow(what, card ? byId(card) : current()));
}

async function decideNow(what, entry) {
  if (!entry) return tell(say("noCard"));
  choose(entry);
  const { guid } = entry.dataset;
  const answer = await wish(what, { note: path, guids: [guid] }, changed);
  if (answer?.done) {
    tell(say(what === "keep" ? "kept" : "dropped"));
    goOn(byId(`c-${guid}`));
  } else if (answer) tell(answer.message);
  return undefined;
}

async function takeBack() {
  const answer = await undo(changed);
  const [guid] = Object.keys(answer?.cards ?? {});
  if (guid) choose(byId(`c-${guid}`));
}

async function keepSection() {
  const unit = unitAt(document.activeElement) ?? (current() && unitsOf(current())[0]);
  const heading = headingAt(document.activeElement) ?? (unit ? headingOf(unit) : null);
  const section = heading?.textContent ?? say("top");
  const within = (entry) => unitsOf(entry)[0] && headingOf(unitsOf(entry)[0]) === heading;
  const sure = entries().filter((entry) => isWaiting(entry) && entry.dataset.standing === "taken" && within(entry));
  if (!sure.length) return tell(say("noneSure", { section }));
  const answer = await wish("keep", { note: path, guids: sure.map((one) => one.dataset.guid) }, changed);
  if (!answer) return undefined;
  tell(answer.done ? say("keptAll", { count: cards(sure.length), section }) : answer.message);
  if (answer.done) goOn(current());
  return undefined;
}

const tagsOf = (text) => text.split(/[\s,]+/).filter(Boolean);

// What was changed of a card, and nothing else.
function difference({ dataset }, now) {
  const wanted = {};
  for (const name of ["question", "answer", "deck"]) if (now[name].trim() !== dataset[name]) wanted[name] = now[name].trim();
  if (tagsOf(now.tags).join(" ") !== dataset.tags) wanted.tags = tagsOf(now.tags);
  return wanted;
}

function edit(entry = current(), { focus = true } = {}) {
  if (!entry) return tell(say("noCard"));
  if (entry.classList.contains("editing")) return entry.querySelector("textarea").focus();
  if (focus) choose(entry);
  const { guid, context, question, answer, tags, deck } = entry.dataset;
  const closed = () => {
    entry.classList.remove("editing");
    choose(byId(`c-${guid}`));
    renew();
  };
  const save = async (now) => {
    const wanted = difference(entry, now);
    if (!Object.keys(wanted).length) return "";
    const told = await wish("correct", { note: path, guid, ...wanted }, () => entry.classList.remove("editing"));
    if (!told) return null;
    if (!told.done) return told.message;
    for (const html of Object.values(told.cards)) put(html);
    changed();
    tell(say("saved"));
    return "";
  };
  entry.classList.add("editing");
  const made = open({ host: entry, guid, values: { question, answer, tags, deck }, context, save, closed });
  if (focus) made.elements.question.focus();
  return undefined;
}

// The words of a statement as the note has them, its formulas as TeX.
function wordsOf(unit) {
  const copy = unit.cloneNode(true);
  for (const drawing of copy.querySelectorAll("svg.math")) drawing.replaceWith(`\\(${drawing.getAttribute("aria-label")}\\)`);
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function quoted() {
  const selection = getSelection();
  const text = selection.toString().replace(/\s+/g, " ").trim();
  if (text && byId("note").contains(selection.anchorNode)) return text;
  const unit = unitAt(document.activeElement) ?? (current() && unitsOf(current())[0]);
  return unit ? wordsOf(unit) : "";
}

function write({ focus = true } = {}) {
  const there = byId("writing").querySelector("form");
  if (there) return there.elements.question.focus();
  const values = { quote: quoted(), question: "", answer: "" };
  const save = async (now) => {
    const told = await wish("write", { note: path, ...now }, () => {});
    if (!told) return null;
    if (!told.done) return told.message;
    tell(say("written"));
    return "";
  };
  const closed = () => choose(current());
  const made = open({ host: byId("writing"), guid: NEW, values, save, closed });
  if (!focus) return undefined;
  show("cards");
  made.elements.question.focus();
  made.scrollIntoView({ block: "nearest" });
  return undefined;
}

// As it is on the disk

// Cards keep their places; those that are new come first, those that are gone go.
function renewCards(fresh) {
  const list = document.querySelector("#cards .entries");
  const now = new Map([...fresh.querySelectorAll(".entry")].map((entry) => [entry.id, entry]));
  for (const entry of entries()) {
    const other = now.get(entry.id);
    if (entry.classList.contains("editing")) continue;
    if (!other) leave(entry);
    else if (other.dataset.version !== entry.dataset.version || other.dataset.units !== entry.dataset.units) put(other.outerHTML);
  }
  const added = [...now.values()].filter(({ id }) => !byId(id)).map(({ outerHTML }) => elementOf(outerHTML));
  list.prepend(...added);
  for (const part of [".refusals", ".none"]) {
    const [old, other] = [document.querySelector(`#cards ${part}`), fresh.querySelector(part)];
    if (old && other && old.open) other.open = true;
    old?.remove();
    if (other) byId("cards").append(other);
  }
}

function leave(entry) {
  if (entry.classList.contains("current")) {
    const near = entry.nextElementSibling ?? entry.previousElementSibling;
    if (near) choose(near, { focus: entry.contains(document.activeElement) });
  }
  entry.remove();
}

function renewNote(fresh) {
  const [old, other] = [byId("note"), fresh.getElementById("note")];
  if (old.dataset.version === other.dataset.version) return;
  const had = unitAt(document.activeElement)?.id;
  old.innerHTML = other.innerHTML;
  old.dataset.version = other.dataset.version;
  const [outline, nowOutline] = [document.querySelector(".outline ol"), fresh.querySelector(".outline ol")];
  if (outline && nowOutline) outline.replaceWith(nowOutline);
  if (had) byId(had)?.focus({ preventScroll: true });
  tell(say("changed"));
}

export async function renew() {
  const asked = wished();
  const fresh = await page(location.pathname);
  if (asked !== wished()) return fresh && renew();
  if (!fresh?.getElementById("note")) return undefined;
  const places = ["paper", "column"].map((id) => [byId(id), byId(id).scrollTop]);
  renewNote(fresh);
  renewCards(fresh);
  byId("done").replaceChildren(...fresh.getElementById("done").childNodes);
  changed();
  for (const [frame, top] of places) frame.scrollTop = top;
  return undefined;
}

export function startNote() {
  startLights(choose);
  byId("cards").addEventListener("focusin", ({ target }) => {
    const entry = target.closest(".entry");
    if (entry && entry !== current()) choose(entry, { focus: false });
    if (entry) lightEntry(entry, { scroll: true });
  });
  count();
  for (const entry of entries()) if (typed(entry.dataset.guid)) edit(entry, { focus: false });
  if (typed(NEW)) write({ focus: false });
  const first = entries().find(isWaiting) ?? entries()[0];
  if (location.hash) choose(first, { focus: false });
  else if (first) choose(first);
}

const follow = (id) => byId(id)?.click();
const toAndFro = () => {
  const unit = unitAt(document.activeElement);
  if (unit || !current()) choose(current() ?? entries()[0]);
  else toStatement(current());
};
const inNote = (step) => {
  const unit = unitAt(document.activeElement);
  return unit ? moveUnit(unit, step) : false;
};
const entryOf = (button) => button.closest(".entry");

export const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  x: () => decide("drop"),
  e: () => edit(),
  n: () => write(),
  a: () => keepSection(),
  s: toAndFro,
  u: takeBack,
  h: () => follow("previous"),
  l: () => follow("next"),
};
export const MORE = { Enter: () => decide("keep"), ArrowDown: () => inNote(1), ArrowUp: () => inNote(-1) };
export const BUTTONS = {
  keep: (button) => decide("keep", button),
  drop: (button) => decide("drop", button),
  edit: (button) => edit(entryOf(button)),
  show: (button) => toStatement(entryOf(button)),
  new: () => write(),
  all: () => keepSection(),
  undo: takeBack,
};
