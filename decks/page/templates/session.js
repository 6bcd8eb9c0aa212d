// One card at a time, over the page: those that are shown and not known yet, until each of them is.
{
  const session = document.getElementById("session");
  const part = (name) => session.querySelector(`.${name}`);
  const says = (text, figures) => text.replace(/\{(\w+)\}/g, (_, name) => figures[name]);
  let queue = [];
  let past = [];
  let size = 0;

  const isAsked = () => queue.length > 0 && part("answer").hidden;

  function begin() {
    const shown = [...document.querySelectorAll("tr.card:not(.out)")];
    const unknown = shown.filter((row) => row.dataset.mark !== "known");
    queue = unknown.length ? unknown : shown;
    [past, size] = [[], queue.length];
    if (!size || session.open) return;
    session.showModal();
    ask();
  }

  // The first card of the queue, its answer yet to come; or, behind the last, how it went.
  function ask() {
    const [row] = queue;
    part("progress").max = size;
    part("progress").value = size - queue.length;
    part("count").textContent = says(session.dataset.progress, { done: size - queue.length, cards: size });
    part("back").disabled = !past.length;
    part("stage").hidden = !row;
    part("over").hidden = Boolean(row);
    if (row) fill(row);
    else part("over").textContent = says(session.dataset.over, { cards: size, first: atOnce() });
    showAnswer(false);
    if (row) part("question").focus();
    else part("close").focus();
    part("stage").scrollTop = 0;
  }

  // How many cards were known without a second try.
  const atOnce = () => size - new Set(past.filter(({ mark }) => mark === "again").map(({ row }) => row)).size;

  function fill(row) {
    const copied = (from) => [...row.querySelector(from).cloneNode(true).childNodes];
    part("number").textContent = row.querySelector(".number").textContent;
    part("place").textContent = row.querySelector(".question").dataset.context;
    part("question").replaceChildren(...copied(".question .face"));
    part("answer").replaceChildren(...copied(".answer .face"));
    part("time").replaceChildren(...copied(".time"));
    part("time").title = row.querySelector(".time").title;
    for (const name of ["place", "question", "answer"]) part(name).lang = row.lang;
  }

  function showAnswer(shown) {
    for (const name of ["answer", "time", "again", "known"]) part(name).hidden = !shown;
    part("show").hidden = shown || !queue.length;
    if (shown) part("answer").focus();
  }

  const mark = (row, name) => row.dispatchEvent(new CustomEvent("mark", { bubbles: true, detail: name }));

  function judge(name) {
    if (!queue.length) return;
    const row = queue.shift();
    past.push({ row, mark: name, before: row.dataset.mark });
    if (name === "again") queue.push(row);
    mark(row, name);
    ask();
  }

  // As it was before the last card was judged.
  function back() {
    const last = past.pop();
    if (!last) return;
    if (last.mark === "again") queue.pop();
    queue.unshift(last.row);
    mark(last.row, last.before);
    ask();
  }

  part("show").addEventListener("click", () => showAnswer(true));
  part("again").addEventListener("click", () => judge("again"));
  part("known").addEventListener("click", () => judge("known"));
  part("back").addEventListener("click", back);
  part("close").addEventListener("click", () => session.close());
  part("stage").addEventListener("click", ({ target }) => {
    if (isAsked() && !target.closest("a") && !getSelection().toString()) showAnswer(true);
  });
  document.getElementById("study").addEventListener("click", begin);

  document.addEventListener("keydown", (event) => {
    if (!session.open || event.ctrlKey || event.metaKey || event.altKey) return;
    if ([" ", "Enter"].includes(event.key) && event.target.matches("button, a")) return;
    const answer = () => isAsked() && showAnswer(true);
    const actions = {
      " ": answer,
      Enter: answer,
      1: () => judge("again"),
      2: () => judge("known"),
      k: back,
      Backspace: back,
    };
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });
}
