// All that the scripts say.
const WORDS = {
  lost: "The connection is lost. Nothing is saved until it is back; what you type is kept.",
  back: "The connection is back.",
  unknown: "cuedeck was started again. Open the address that it prints now; what you typed is kept.",
  refused: "cuedeck refused this ({status}).",
  kept: "Kept.",
  dropped: "Dropped.",
  saved: "Saved.",
  written: "Card written.",
  keptAll: "Kept {count} of “{section}”.",
  noneSure: "No sure card of “{section}” waits for a decision.",
  top: "the beginning",
  noCard: "Choose a card first.",
  elsewhere: "{message}, in {note}",
  undecided: "{undecided} to decide · {taken} in the deck",
  decided: "All decided · {taken} in the deck",
  read: "{done} of {total} notes",
  notes: "{count} of {total} notes",
  typed: "Closed. What you typed is kept; e opens it again.",
  typedNew: "Closed. What you typed is kept; n opens it again.",
  changed: "This note has changed; it is shown as it is now.",
  gone: "This note is not there any more.",
  planning: "Looking at what would change…",
  building: "Building…",
  build: "Build",
  anyway: "Build anyway",
  undo: "Undo {what}",
  empty: "A card needs a question and an answer.",
};

export const say = (name, figures = {}) => WORDS[name].replace(/\{(\w+)\}/g, (_, key) => figures[key]);
export const cards = (count) => (count === 1 ? "1 card" : `${count} cards`);
