// All sure cards of a section at once.
import { changed, current, goOn, isSure } from "./chosen.js";
import { wish } from "./deeds.js";
import { entries, headingAt, headingOf, unitAt, unitsOf } from "./lights.js";
import { tell } from "./server.js";
import { say } from "./words.js";

const { path } = document.body.dataset;
const note = document.getElementById("note");

// The section that is meant: its heading, null for what stands before the first one.
function meantHeading() {
  const unit = unitAt(document.activeElement) ?? (current() && unitsOf(current())[0]);
  return headingAt(document.activeElement) ?? (unit ? headingOf(unit) : null);
}

function nameOf(heading) {
  if (heading) return say("section", { section: heading.textContent });
  return say(note.querySelector("h2, h3, h4, h5, h6") ? "top" : "this_note");
}

const sureOf = (heading) =>
  entries().filter((entry) => isSure(entry) && unitsOf(entry)[0] && headingOf(unitsOf(entry)[0]) === heading);

export async function keepSection() {
  const heading = meantHeading();
  const [section, sure] = [nameOf(heading), sureOf(heading)];
  if (!sure.length) return tell(say(entries().some(isSure) ? "none_sure" : "none_sure_here"));
  const answer = await wish("keep", { note: path, guids: sure.map((one) => one.dataset.guid) }, changed);
  if (!answer) return undefined;
  tell(answer.done ? say(sure.length === 1 ? "kept_one" : "kept_many", { count: sure.length, section }) : answer.message);
  if (answer.done) goOn(current());
  return undefined;
}
