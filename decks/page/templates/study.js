// Turns the list of cards into a page to study from: answers wait, cards can be sought, sifted, shuffled and marked.
// Without it the page shows every answer, and printing always does.
"use strict";
{
  const MARKS = ["again", "known"];
  const byId = (id) => document.getElementById(id);
  const words = document.querySelector(".tools").dataset;
  const shuffled = emptyList();
  const cards = [...document.querySelectorAll("tr.card")].map(cardOf);
  const byRow = new Map(cards.map((card) => [card.row, card]));
  let order = cards;
  let current = null;
  let keeps = true;

  // A place for all cards in one list, with the columns of the others.
  function emptyList() {
    const list = document.querySelector("section.note").cloneNode(true);
    list.querySelectorAll("h2, .source, tbody").forEach((part) => part.remove());
    list.firstElementChild.removeAttribute("aria-labelledby");
    list.firstElementChild.setAttribute("aria-label", words.shuffle);
    list.firstElementChild.append(document.createElement("tbody"));
    list.removeAttribute("lang");
    list.id = "shuffled";
    list.hidden = true;
    document.querySelector("footer.progress").before(list);
    return list;
  }

  // A card: its row, where the row belongs, what it is sought by, and how it stands.
  function cardOf(row) {
    const number = row.querySelector(".number").textContent;
    const answer = row.querySelector(".answer");
    const formulas = [...row.querySelectorAll(".math")].map((drawing) => drawing.getAttribute("aria-label"));
    const told = [row.textContent, row.querySelector(".question").dataset.context, ...formulas];
    const opener = button("opener", words.answer, number);
    const marks = MARKS.map((mark) => button(mark, words[mark], number));
    const buttons = document.createElement("div");
    buttons.className = "marks";
    buttons.lang = document.documentElement.lang;
    buttons.append(opener, ...marks);
    answer.firstElementChild.id = `answer-${number}`;
    opener.setAttribute("aria-controls", `answer-${number}`);
    answer.append(buttons);
    row.tabIndex = -1;
    row.lang = row.closest("[lang]").lang; // wherever it goes
    const [home, { guid, place, tags = "" }] = [row.parentElement, row.dataset];
    const [tells, asks] = [row.dataset.tells, row.dataset.asks].map((numbers) => numbers?.split(" ") ?? []);
    const text = plain(told.join(" "));
    return { row, home, guid, place, tags: tags.split(" "), tells, asks, text, opener, marks, mark: "" };
  }

  function button(name, label, number) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    made.textContent = label;
    made.setAttribute("aria-label", `${label} ${number}`);
    return made;
  }

  // Text without case and accents.
  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  // Progress lives in the browser, one entry for each card. A page from a file may find no storage, or a shared one.

  const key = (card) => `cuedeck:${card.guid}`;

  function recall(card) {
    try {
      const mark = localStorage.getItem(key(card));
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
    const progress = await file.text().then(JSON.parse).catch(() => null);
    const marks = progress?.cuedeck === "progress" ? new Map(Object.entries(progress.cards ?? {})) : new Map();
    const found = cards.filter((card) => MARKS.includes(marks.get(card.guid)));
    for (const card of found) setMark(card, marks.get(card.guid));
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

  const setMark = (card, mark) => (showMark(card, mark), remember(card));
  const restore = () => cards.forEach((card) => showMark(card, recall(card)));

  // Which cards are there, and in what order.
  function sift(remark = "") {
    const sought = plain(byId("search").value).split(/\s+/);
    const [place, tag, state] = ["place", "tag", "state"].map((id) => byId(id)?.value ?? "");
    for (const card of cards) {
      card.out =
        !sought.every((word) => card.text.includes(word)) ||
        !(!place || card.place === place || card.place.startsWith(`${place}.`)) ||
        !(!tag || card.tags.includes(tag)) ||
        !(!state || (state === "not-known" ? card.mark !== "known" : card.mark === state));
      card.row.classList.toggle("out", card.out);
    }
    const groups = document.querySelectorAll("tbody, section.note");
    for (const group of groups) group.classList.toggle("out", !group.querySelector("tr.card:not(.out)"));
    tell(remark);
  }

  function tell(remark = "") {
    const shown = cards.filter((card) => !card.out).length;
    const known = cards.filter((card) => card.mark === "known").length;
    const figures = { shown, cards: cards.length, known };
    const count = shown ? words.shown.replace(/\{(\w+)\}/g, (_, name) => figures[name]) : words.none;
    const said = [count, remark, keeps ? "" : words.notKept].filter(Boolean).join(" · ");
    if (byId("status").textContent !== said) byId("status").textContent = said;
    byId("reveal").textContent = isAllOpen() ? words.hide : words.reveal;
  }

  const isAllOpen = () => cards.every((card) => card.out || card.open) && cards.some((card) => !card.out);

  function revealAll() {
    const open = !isAllOpen();
    for (const card of cards) if (!card.out) setOpen(card, open);
    tell();
  }

  // Show the cards in an order of their own; in none, where they belong.
  function arrange(own) {
    order = own ?? cards;
    shuffled.hidden = !own;
    for (const card of order) (own ? shuffled.querySelector("tbody") : card.home).append(card.row);
    byId("shuffle").textContent = own ? words.inOrder : words.shuffle;
  }

  function atRandom(some) {
    const drawn = some.map((card) => [Math.random(), card]);
    return drawn.sort(([one], [other]) => one - other).map(([, card]) => card);
  }

  // Siblings are cards of which one brings back the other.
  const areSiblings = (one, other) =>
    one.tells.some((each) => other.asks.includes(each)) || one.asks.some((each) => other.tells.includes(each));

  // Cards in their order, but each lets others pass until its siblings are some cards away, or at least not the last.
  function apart(some) {
    const [waiting, made] = [[...some], []];
    const free = (far) => (card) => !made.slice(-far).some((last) => areSiblings(last, card));
    while (waiting.length) {
      const near = waiting.slice(0, 50);
      const at = [5, 1].map((far) => near.findIndex(free(far))).find((found) => found >= 0) ?? 0;
      made.push(...waiting.splice(at, 1));
    }
    return made;
  }

  // An order at random; where siblings meet at its end, others are drawn, since few cards may be left to part them.
  // Of many cards a few draws must do.
  function drawn(some) {
    for (let left = Math.min(20, 5000 / some.length); ; left -= 1) {
      const order = apart(atRandom(some));
      if (left <= 1 || !order.some((card, at) => at && areSiblings(order[at - 1], card))) return order;
    }
  }

  const shuffle = () => [...drawn(cards.filter((card) => !card.out)), ...drawn(cards.filter((card) => card.out))];

  // Where the reader is, and what they do.
  const here = () => (current && !current.out ? current : order.find((card) => !card.out));

  function neighbour(step) {
    let at = order.indexOf(current) + step;
    while (order[at]?.out) at += step;
    return order[at];
  }

  function goTo(card) {
    if (!card) return;
    current = card;
    card.row.focus({ preventScroll: true });
    card.row.scrollIntoView({ block: "nearest" });
  }

  const toggle = (card) => (setOpen(card, !card.open), tell());

  function judge(card, mark) {
    current = card;
    const next = neighbour(1);
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

  document.addEventListener("focusin", ({ target }) => (current = byRow.get(target.closest("tr.card")) ?? current));

  document.addEventListener("keydown", (event) => {
    if (byId("session").open) return;
    const isTyping = event.target.matches("input, select");
    if (isTyping && event.key === "Escape") (event.preventDefault(), event.target.blur());
    const isTaken = isTyping || (event.key === " " && event.target.matches("button, a, summary"));
    if (isTaken || event.ctrlKey || event.metaKey || event.altKey) return;
    const card = here();
    const actions = {
      j: () => goTo(current ? neighbour(1) : card),
      k: () => goTo(current ? neighbour(-1) : card),
      " ": () => card && (toggle(card), goTo(card)),
      1: () => card && judge(card, "again"),
      2: () => card && judge(card, "known"),
      "/": () => byId("search").focus(),
      s: () => byId("study").click(),
    };
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });

  // A session judges cards, too.
  document.addEventListener("mark", ({ target, detail }) => (setMark(byRow.get(target), detail), sift()));

  for (const id of ["search", "place", "tag", "state"]) byId(id)?.addEventListener("input", () => sift());
  byId("reveal").addEventListener("click", revealAll);
  byId("shuffle").addEventListener("click", () => (arrange(order === cards ? shuffle() : null), sift()));
  byId("save").addEventListener("click", save);
  byId("load").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", ({ target }) => load(target.files[0]).then(() => (target.value = "")));
  byId("forget").addEventListener("click", forget);
  addEventListener("storage", () => (restore(), sift()));

  // Paper has the order of the notes.
  let before = cards;
  addEventListener("beforeprint", () => ((before = order), arrange(null)));
  addEventListener("afterprint", () => before !== cards && arrange(before));

  for (const card of cards) setOpen(card, false);
  restore();
  for (const part of document.querySelectorAll(".tools, footer.progress")) part.hidden = false;
  document.documentElement.classList.add("studying");
  sift();
}
