// Starts what the page needs.
import { answered, card, isTold, listenToOthers, look, show, takeBack, wish } from "./card.js";
import { edit } from "./editing.js";
import { help, listen } from "./keys.js";
import { play } from "./player.js";
import { rate, settle } from "./rating.js";
import { watch } from "./server.js";

const forth = () => (isTold() ? rate(3) : show());
const drop = async () => card() && answered(await wish("drop", { guid: card().dataset.guid }), "dropped");

const KEYS = {
  1: () => rate(1),
  2: () => rate(2),
  3: () => rate(3),
  4: () => rate(4),
  e: edit,
  p: play,
  u: takeBack,
  x: drop,
  "?": help,
};
const BUTTONS = { show, rate: ({ dataset }) => rate(Number(dataset.rating)), edit, drop, play, undo: takeBack, help };

function study() {
  listen(KEYS, BUTTONS, { " ": forth, Enter: forth });
  listenToOthers();
  watch(() => settle());
  look();
  settle({ isAnybodys: true });
}

({ study, statistics: () => watch(() => {}) })[document.body.dataset.page]();
