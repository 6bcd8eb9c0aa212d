// The page that leads to the parts of a large deck: finds notes by their titles, and tells what is known of each part.
"use strict";
{
  const MARKS = ["again", "known"];
  const PREFIX = "cuedeck:";
  const byId = (id) => document.getElementById(id);
  const words = document.querySelector(".tools").dataset;
  const width = Number(words.width);
  const parts = [...document.querySelectorAll("section.part")].map(partOf);
  let keeps = true;

  // A part: its cards, each by the end of its guid, and its notes with what they are sought by.
  function partOf(section) {
    const told = section.dataset.cards;
    const cards = Array.from({ length: told.length / width }, (_, at) => told.slice(at * width, (at + 1) * width));
    const notes = [...section.querySelectorAll("li")].map((row) => ({ row, text: plain(row.textContent) }));
    const list = section.querySelector("details");
    return { section, cards, notes, list, wasOpen: list.open, known: section.querySelector(".known") };
  }

  // Text without case and accents.
  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  const says = (text, figures) => text.replace(/\{(\w+)\}/g, (_, name) => figures[name]);
  const end = (guid) => guid.slice(-width).padStart(width);

  // All marks in this browser, of whatever deck, by guid.
  function marks() {
    try {
      const keys = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at));
      const own = keys.filter((key) => key.startsWith(PREFIX) && MARKS.includes(localStorage.getItem(key)));
      return new Map(own.map((key) => [key.slice(PREFIX.length), localStorage.getItem(key)]));
    } catch {
      keeps = false;
      return new Map();
    }
  }

  // Those of them that are of this deck.
  function ownMarks(all) {
    const cards = new Set(parts.flatMap((part) => part.cards));
    return [...all].filter(([guid, mark]) => cards.has(end(guid)) && MARKS.includes(mark));
  }

  function tell(remark = "") {
    const known = new Set([...marks()].filter(([, mark]) => mark === "known").map(([guid]) => end(guid)));
    const whole = { known: 0, cards: 0 };
    for (const part of parts) {
      const figures = { known: part.cards.filter((card) => known.has(card)).length, cards: part.cards.length };
      for (const name of ["known", "cards"]) whole[name] += figures[name];
      part.known.textContent = figures.known ? says(words.known, figures) : "";
    }
    const count = parts.every((part) => part.section.classList.contains("out")) ? words.none : says(words.known, whole);
    byId("status").textContent = [count, remark, keeps ? "" : words.notKept].filter(Boolean).join(" · ");
  }

  // Only the notes whose titles hold all words that are sought, in lists that are open while something is.
  function sift() {
    const sought = plain(byId("search").value).split(/\s+/).filter(Boolean);
    for (const part of parts) {
      for (const note of part.notes) {
        note.out = !sought.every((word) => note.text.includes(word));
        note.row.classList.toggle("out", note.out);
      }
      part.section.classList.toggle("out", part.notes.every((note) => note.out));
      part.list.open = sought.length ? true : part.wasOpen;
    }
    tell();
  }

  function save() {
    const progress = { cuedeck: "progress", version: 1, deck: words.deck, cards: Object.fromEntries(ownMarks(marks())) };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(progress, null, 1)], { type: "application/json" }));
    link.download = `${words.deck}-progress.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  async function load(file) {
    const progress = await file.text().then(JSON.parse).catch(() => null);
    const found = progress?.cuedeck === "progress" ? ownMarks(Object.entries(progress.cards ?? {})) : [];
    try {
      for (const [guid, mark] of found) localStorage.setItem(PREFIX + guid, mark);
    } catch {
      keeps = false;
    }
    tell(found.length ? words.loaded : words.notLoaded);
  }

  function forget() {
    if (!confirm(words.sure)) return;
    for (const [guid] of ownMarks(marks())) localStorage.removeItem(PREFIX + guid);
    tell();
  }

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("input");
    if (isTyping && event.key === "Escape") (event.preventDefault(), event.target.blur());
    if (isTyping || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    byId("search").focus();
  });

  byId("search").addEventListener("input", sift);
  byId("save").addEventListener("click", save);
  byId("load").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", ({ target }) => load(target.files[0]).then(() => (target.value = "")));
  byId("forget").addEventListener("click", forget);
  for (const moment of ["storage", "pageshow"]) addEventListener(moment, () => tell());

  for (const part of document.querySelectorAll(".tools, footer.progress")) part.hidden = false;
  sift();
}
