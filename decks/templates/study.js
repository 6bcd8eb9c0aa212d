// Turns the list of cards into a page to study from: answers wait, cards can be sought, sifted, shuffled and marked.
// Without it the page shows every answer, and printing always does.
"use strict";
{
  const tools = document.querySelector(".tools");
  const words = tools.dataset;
  const byId = (id) => document.getElementById(id);
  const key = (card) => `cuedeck:${card.guid}`;
  const MARKS = ["again", "known"];

  const button = (name, label, spoken) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    made.textContent = label;
    made.setAttribute("aria-label", spoken);
    return made;
  };

  // Each card: its row, where the row belongs, what it is sought by, and how it stands.
  const cards = [...document.querySelectorAll("tr.card")].map((row) => {
    const number = row.querySelector(".number").textContent;
    const cell = row.querySelector(".answer");
    const home = row.parentElement;
    const formulas = [...row.querySelectorAll(".math")].map((drawing) => drawing.getAttribute("aria-label"));
    const card = {
      row, home, guid: row.dataset.guid, place: home.dataset.place, tags: (row.dataset.tags ?? "").split(" "),
      text: plain([row.textContent, row.querySelector(".question").dataset.context, ...formulas].join(" ")),
      opener: button("opener", words.answer, `${words.answer} ${number}`),
      marks: MARKS.map((mark) => button(mark, words[mark], `${words[mark]} ${number}`)),
      open: false, mark: "", out: false,
    };
    const face = cell.firstElementChild;
    face.id = `answer-${number}`;
    card.opener.setAttribute("aria-controls", face.id);
    const marks = document.createElement("div");
    marks.className = "marks";
    marks.append(card.opener, ...card.marks);
    cell.append(marks);
    row.tabIndex = -1;
    return card;
  });
  const shuffled = section();
  const byRow = new Map(cards.map((card) => [card.row, card]));
  let order = cards;
  let current = null;

  // A place for all cards in one list, with the columns of the first.
  function section() {
    const made = document.querySelector("section.note").cloneNode(true);
    made.querySelectorAll("h2, .source, tbody").forEach((part) => part.remove());
    const table = made.querySelector("table");
    table.removeAttribute("aria-labelledby");
    table.setAttribute("aria-label", words.shuffle);
    table.append(document.createElement("tbody"));
    made.id = "shuffled";
    made.hidden = true;
    document.querySelector(".progress").before(made);
    return made;
  }

  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  // Progress lives in the browser, one entry for each card. A page from a file may find no storage, or a shared one.

  let keeps = true;

  function recall(card) {
    try {
      const mark = localStorage.getItem(key(card)) ?? "";
      return MARKS.includes(mark) ? mark : "";
    } catch {
      keeps = false;
      return card.mark;
    }
  }

  function remember(card) {
    try {
      if (card.mark) localStorage.setItem(key(card), card.mark);
      else localStorage.removeItem(key(card));
    } catch {
      keeps = false;
    }
  }

  function save() {
    const marked = cards.filter((card) => card.mark).map((card) => [card.guid, card.mark]);
    const progress = { cuedeck: "progress", version: 1, deck: words.deck, cards: Object.fromEntries(marked) };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(progress, null, 1)], { type: "application/json" }));
    link.download = `${words.deck}-progress.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  async function load(file) {
    let marks = {};
    try {
      const progress = JSON.parse(await file.text());
      if (progress.cuedeck === "progress") marks = progress.cards ?? {};
    } catch {
      // Told below.
    }
    const found = cards.filter((card) => Object.hasOwn(marks, card.guid) && MARKS.includes(marks[card.guid]));
    for (const card of found) setMark(card, marks[card.guid]);
    sift(found.length ? words.loaded : words.notLoaded);
  }

  function forget() {
    if (!confirm(words.sure)) return;
    for (const card of cards) setMark(card, "");
    sift();
  }

  // How a card stands.

  function setOpen(card, open) {
    card.open = open;
    card.row.classList.toggle("open", open);
    card.opener.setAttribute("aria-expanded", open);
  }

  function showMark(card, mark) {
    card.mark = mark;
    card.row.dataset.mark = mark;
    card.marks.forEach((each, at) => each.setAttribute("aria-pressed", mark === MARKS[at]));
  }

  function setMark(card, mark) {
    showMark(card, mark);
    remember(card);
  }

  // Which cards are there, and in what order.

  function sift(remark = "") {
    const sought = plain(byId("search").value).split(/\s+/).filter(Boolean);
    const [place, tag, state] = ["place", "tag", "state"].map((id) => byId(id)?.value ?? "");
    for (const card of cards) {
      card.out = !(
        sought.every((word) => card.text.includes(word)) &&
        (!place || card.place === place || card.place.startsWith(`${place}.`)) &&
        (!tag || card.tags.includes(tag)) &&
        (!state || (state === "not-known" ? card.mark !== "known" : card.mark === state))
      );
      card.row.classList.toggle("out", card.out);
    }
    for (const group of document.querySelectorAll("tbody, section.note")) {
      group.classList.toggle("out", !group.querySelector("tr.card:not(.out)"));
    }
    tell(remark);
  }

  function tell(remark = "") {
    const shown = cards.filter((card) => !card.out);
    const known = cards.filter((card) => card.mark === "known").length;
    const figures = { shown: shown.length, cards: cards.length, known };
    const count = words.shown.replace(/\{(\w+)\}/g, (_, name) => figures[name]);
    const remarks = [shown.length ? count : words.none, remark, keeps ? "" : words.notKept];
    byId("status").textContent = remarks.filter(Boolean).join(" · ");
    byId("reveal").textContent = isAllOpen() ? words.hide : words.reveal;
  }

  const isAllOpen = () => cards.every((card) => card.out || card.open) && cards.some((card) => !card.out);

  function revealAll() {
    const open = !isAllOpen();
    for (const card of cards) if (!card.out) setOpen(card, open);
    tell();
  }

  function arrange(next) {
    order = next ?? cards;
    shuffled.hidden = !next;
    for (const card of order) (next ? shuffled.querySelector("tbody") : card.home).append(card.row);
    byId("shuffle").textContent = next ? words.inOrder : words.shuffle;
  }

  function shuffle() {
    const next = [...cards];
    for (let at = next.length - 1; at > 0; at -= 1) {
      const other = Math.floor(Math.random() * (at + 1));
      [next[at], next[other]] = [next[other], next[at]];
    }
    return next;
  }

  // Where the reader is, and what they do.

  const here = () => (current && !current.out ? current : order.find((card) => !card.out));

  function goTo(card) {
    if (!card) return;
    current = card;
    card.row.focus({ preventScroll: true });
    card.row.scrollIntoView({ block: "nearest" });
  }

  function neighbour(step) {
    let at = order.indexOf(current) + step;
    while (order[at]?.out) at += step;
    return order[at];
  }

  function toggle(card) {
    setOpen(card, !card.open);
    tell();
  }

  function judge(card, mark) {
    current = card;
    const next = neighbour(1) ?? neighbour(-1);
    setMark(card, mark);
    sift();
    goTo(next ?? here());
  }

  document.addEventListener("click", ({ target }) => {
    const card = byRow.get(target.closest("tr.card"));
    if (!card || target.closest("a") || (getSelection().toString() && !target.closest("button"))) return;
    current = card;
    const mark = MARKS[card.marks.indexOf(target)];
    if (!mark) toggle(card);
    else if (card.mark !== mark) judge(card, mark);
    else (setMark(card, ""), sift());
  });

  document.addEventListener("focusin", (event) => {
    current = byRow.get(event.target.closest("tr.card")) ?? current;
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target.matches("input, select, textarea");
    if (event.key === "Escape" && isTyping) event.target.blur();
    if (isTyping) return;
    if (event.key === " " && event.target.matches("button, a")) return;
    const card = here();
    const actions = {
      j: () => goTo(current ? neighbour(1) : card),
      k: () => goTo(current ? neighbour(-1) : card),
      " ": () => card && (toggle(card), goTo(card)),
      1: () => card && judge(card, "again"),
      2: () => card && judge(card, "known"),
      "/": () => byId("search").focus(),
    };
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });

  for (const id of ["search", "place", "tag", "state"]) byId(id)?.addEventListener("input", () => sift());
  byId("reveal").addEventListener("click", revealAll);
  byId("shuffle").addEventListener("click", () => (arrange(order === cards ? shuffle() : null), sift()));
  byId("save").addEventListener("click", save);
  byId("load").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", ({ target }) => load(target.files[0]).then(() => (target.value = "")));
  byId("forget").addEventListener("click", forget);
  addEventListener("storage", () => (restore(), sift()));

  // Paper has the order of the notes.
  let before = null;
  addEventListener("beforeprint", () => ((before = order), arrange(null)));
  addEventListener("afterprint", () => before !== cards && arrange(before));

  function restore() {
    for (const card of cards) showMark(card, recall(card));
  }

  for (const card of cards) setOpen(card, false);
  restore();
  for (const part of document.querySelectorAll(".tools, .progress")) part.hidden = false;
  document.documentElement.classList.add("studying");
  sift();
}
