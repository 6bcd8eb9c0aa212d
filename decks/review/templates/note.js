// A note and its cards: what is done to them, by key and by button.
import { changed, choose, count, current, goOn, isWaiting, leave, move, startStrip } from "./chosen.js";
import { wish } from "./deeds.js";
import { NEW, typed } from "./editor.js";
import { edit, write } from "./forms.js";
import { entries, lightEntry, moveUnit, startLights, toNote, toStatement, unitAt } from "./lights.js";
import { startQuoting } from "./quoting.js";
import { startReasons } from "./reasons.js";
import { arrived, remove } from "./renewing.js";
import { keepSection } from "./sections.js";
import { tell } from "./server.js";
import { tellOn, undo } from "./undo.js";
import { say } from "./words.js";

const { path } = document.body.dataset;
const byId = (id) => document.getElementById(id);
let turn = Promise.resolve();

// One after the other, however fast the keys come; a card that was just written comes first.
function decide(what, button) {
  const card = button?.closest(".entry").id;
  if (card) turn = turn.then(() => decideNow(what, byId(card)));
  else turn = turn.then(arrived).then(() => decideNow(what, current()));
}

// Keeps the chosen card; once nothing waits here, and none is chosen, goes on.
function enter() {
  const isDone = !byId("done").hidden && !current() && !unitAt(document.activeElement);
  if (isDone) byId("following").click();
  else decide("keep");
}

async function decideNow(what, entry) {
  if (!entry) return tell(say("no_card"));
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
  for (const guid of answer?.gone ?? []) remove(byId(`c-${guid}`));
  if (answer?.draft) changed();
  const [guid] = Object.keys(answer?.cards ?? {});
  if (guid) choose(byId(`c-${guid}`));
}

export function startNote() {
  startLights(choose);
  startQuoting();
  startReasons();
  startStrip();
  byId("cards").addEventListener("focusin", ({ target }) => {
    const entry = target.closest(".entry");
    if (entry && entry !== current()) choose(entry, { focus: false });
    if (entry) lightEntry(entry, { scroll: true });
  });
  count();
  for (const entry of entries()) if (typed(entry.dataset.guid)) edit(entry, { focus: false });
  if (typed(NEW)) write({ focus: false });
  const first = entries().find(isWaiting) ?? entries()[0];
  const meant = location.hash.startsWith("#c-") && byId(location.hash.slice(1));
  if (meant) choose(meant);
  else if (location.hash) choose(first, { focus: false });
  else if (first) choose(first);
  else leave();
  tellOn();
}

const follow = (id) => byId(id)?.click();
const toAndFro = () => {
  const unit = unitAt(document.activeElement);
  if (unit) choose(current() ?? entries()[0]);
  else if (current()) toStatement(current());
  else toNote();
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
export const MORE = { Enter: enter, ArrowDown: () => inNote(1), ArrowUp: () => inNote(-1) };
export const BUTTONS = {
  keep: (button) => decide("keep", button),
  drop: (button) => decide("drop", button),
  edit: (button) => edit(entryOf(button)),
  show: (button) => toStatement(entryOf(button)),
  new: () => write(),
  all: () => keepSection(),
  undo: takeBack,
};
