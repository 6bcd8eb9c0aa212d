// A note and its cards as they are on the disk, with the place kept.
import { changed, choose, current, isSure, placeOf } from "./chosen.js";
import { elementOf, put, wished } from "./deeds.js";
import { entries, focusUnit, unitAt } from "./lights.js";
import { hurry, page, tell } from "./server.js";
import { say } from "./words.js";

const byId = (id) => document.getElementById(id);
const PATIENCE = 5000;
let expected = null;
const focused = () => (document.activeElement.closest(".entry") ?? document.activeElement).id;

// Is done once a card that was written has come, or nobody waits for it any longer.
export const arrived = () => expected?.done ?? Promise.resolve();

// A card that was written comes once its note has been read again: where its statement has its place, with the focus
// if it still is where it was.
export function expect() {
  let come;
  const done = new Promise((resolve) => (come = resolve));
  expected = { focus: focused(), done, come };
  setTimeout(come, PATIENCE);
  hurry();
}

function arrive(added) {
  const written = expected && added.find(({ dataset }) => dataset.mine === "yes");
  if (!written) return null;
  const { focus, come } = expected;
  expected = null;
  placeOf(written)?.after(written);
  setTimeout(come);
  return focus === focused() ? written : null;
}

// Cards keep their places; those that are new come first, those that are gone go.
function renewCards(fresh) {
  const list = document.querySelector("#cards .entries");
  const sure = entries().filter(isSure);
  const now = new Map([...fresh.querySelectorAll(".entry")].map((entry) => [entry.id, entry]));
  for (const entry of entries()) {
    const other = now.get(entry.id);
    if (entry.classList.contains("editing")) continue;
    if (!other) remove(entry);
    else if (other.dataset.version !== entry.dataset.version || other.dataset.units !== entry.dataset.units) put(other.outerHTML);
  }
  const added = [...now.values()].filter(({ id }) => !byId(id)).map(({ outerHTML }) => elementOf(outerHTML));
  list.prepend(...added);
  for (const part of [".refusals", ".silences", ".none"]) {
    const [old, other] = [document.querySelector(`#cards ${part}`), fresh.querySelector(part)];
    if (old && other && old.open) other.open = true;
    old?.remove();
    if (other) byId("cards").append(other);
  }
  const back = sure.filter(({ id }) => byId(id)?.dataset.standing === "offered").length;
  if (expected && back) tell(say(back === 1 ? "back_one" : "back_many", { count: back }));
  return arrive(added);
}

// Take a card away, and choose the one beside it in its place.
export function remove(entry) {
  if (entry?.classList.contains("current")) {
    const near = entry.nextElementSibling ?? entry.previousElementSibling;
    if (near) choose(near, { focus: entry.contains(document.activeElement) });
  }
  entry?.remove();
}

function renewNote(fresh) {
  const [old, other] = [byId("note"), fresh.getElementById("note")];
  if (old.dataset.version === other.dataset.version) return;
  const had = unitAt(document.activeElement)?.id;
  old.innerHTML = other.innerHTML;
  old.dataset.version = other.dataset.version;
  const [outline, nowOutline] = [document.querySelector(".outline ol"), fresh.querySelector(".outline ol")];
  if (outline && nowOutline) outline.replaceWith(nowOutline);
  if (had) focusUnit(byId(had));
  tell(say("changed"));
}

// What leads on, with the focus if it had it.
function renewDone(fresh) {
  const had = document.activeElement.id === "following";
  byId("done").replaceChildren(...fresh.getElementById("done").childNodes);
  if (had) byId("following").focus();
}

// Leaves what is being looked at where it is in the window.
function keepingPlace(work) {
  const [paper, column] = ["paper", "column"].map(byId);
  const top = paper.scrollTop;
  const seen = byId("writing").querySelector("form") ?? current() ?? entries()[0];
  const before = seen?.getBoundingClientRect().top;
  const result = work();
  paper.scrollTop = top;
  const kept = seen?.isConnected ? seen : byId(seen?.id);
  if (kept) column.scrollTop += kept.getBoundingClientRect().top - before;
  return result;
}

export async function renew() {
  const asked = wished();
  const fresh = await page(location.pathname);
  if (asked !== wished()) return fresh && renew();
  if (!fresh?.getElementById("note")) return undefined;
  const written = keepingPlace(() => {
    renewNote(fresh);
    const found = renewCards(fresh);
    renewDone(fresh);
    changed();
    return found;
  });
  if (written) choose(written);
  return undefined;
}
