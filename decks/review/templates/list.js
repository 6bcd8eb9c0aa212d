// The list of notes: sought and sifted; and how far they have been read, before there is one.
import { recall, store } from "./keys.js";
import { say } from "./words.js";

const byId = (id) => document.getElementById(id);
const PLACE = "cuedeck-review:list";
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const WHICH = {
  "": () => true,
  undecided: ({ undecided }) => undecided > 0,
  new: (row) => row.new > 0,
  decided: ({ undecided, cards }) => cards > 0 && undecided === 0,
  none: ({ cards }) => cards === 0,
  problem: ({ isFaulty }) => isFaulty,
};

function rowOf(element) {
  const { deck, undecided, new: fresh, cards } = element.dataset;
  const text = plain(element.cells[0].textContent);
  const isFaulty = element.classList.contains("faulty");
  return { element, deck, text, isFaulty, undecided: Number(undecided), new: Number(fresh), cards: Number(cards) };
}

let rows = [];

export function readRows() {
  rows = [...document.querySelectorAll(".notes tbody tr")].map(rowOf);
  sift();
}

function sift() {
  const [words, deck, which] = [plain(byId("search").value).split(/\s+/), byId("deck").value, byId("which").value];
  let count = 0;
  for (const row of rows) {
    const isShown =
      (!deck || row.deck === deck) && WHICH[which](row) && words.every((word) => row.text.includes(word));
    if (row.element.hidden === isShown) row.element.hidden = !isShown;
    count += isShown;
  }
  byId("shown").textContent = say("notes", { count, total: rows.length });
  byId("nothing").hidden = count > 0;
}

// The sieve is as it was when its user went to a note.
export function startList() {
  const sieve = ["search", "deck", "which"].map(byId);
  const before = JSON.parse(recall(PLACE) ?? "[]");
  sieve.forEach((field, at) => {
    if (before[at]) field.value = before[at];
    if (field.selectedIndex === -1) field.selectedIndex = 0;
    field.addEventListener("input", () => {
      store(PLACE, JSON.stringify(sieve.map(({ value }) => value)));
      sift();
    });
  });
  byId("search").addEventListener("keydown", ({ key, target }) => key === "Escape" && target.blur());
  readRows();
  if (document.activeElement === document.body) byId("begin")?.focus({ preventScroll: true });
}

export function moveRow(step) {
  const links = rows.filter(({ element }) => !element.hidden).map(({ element }) => element.querySelector("a"));
  const at = links.indexOf(document.activeElement);
  links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
}

export function seek() {
  byId("search").focus();
}

// All but the sieve as it is now.
export function renewList(fresh) {
  for (const part of [".sums", ".begin", ".charts", ".notes tbody"]) {
    const [old, now] = [document.querySelector(part), fresh.querySelector(part)];
    if (!old || !now) continue;
    const had = old.contains(document.activeElement) ? document.activeElement : null;
    old.replaceWith(now);
    if (!had) continue;
    const isSame = (one) => one.id === had.id && one.getAttribute("href") === had.getAttribute("href");
    ([...now.querySelectorAll("a")].find(isSame) ?? now.querySelector("#begin"))?.focus({ preventScroll: true });
  }
  readRows();
}

export function showProgress({ done, total }) {
  const bar = byId("reading");
  bar.max = total || 1;
  bar.value = done;
  byId("read").textContent = say("read", { done, total });
}
