// What a build would change, the build itself, and what it has made.
import { get, post } from "./server.js";
import { say } from "./words.js";

const [dialog, told, button] = ["build", "forecast", "build-now"].map((id) => document.getElementById(id));
const label = button.firstChild;

function ask(name, isReady) {
  label.textContent = `${say(name)} `;
  button.disabled = !isReady;
}

async function buildNow(isForced, changed) {
  ask("build", false);
  told.textContent = say("building");
  dialog.querySelector("[data-close]").focus();
  const answer = await post("/api/build", { force: isForced });
  if (answer?.built) told.innerHTML = answer.built;
  else told.textContent = answer?.message ?? say("lost");
  if (answer?.done) {
    button.hidden = true;
    changed();
  }
}

export async function build(changed) {
  told.textContent = say("planning");
  button.hidden = false;
  ask("build", false);
  dialog.showModal();
  const forecast = await get("/api/forecast");
  if (!forecast) return dialog.close();
  if (forecast.html === undefined) {
    told.textContent = forecast.message;
    return undefined;
  }
  told.innerHTML = forecast.html;
  ask(forecast.alarms ? "anyway" : "build", true);
  button.hidden = !forecast.needed;
  button.onclick = () => buildNow(Boolean(forecast.alarms), changed);
  if (!forecast.needed) dialog.querySelector("[data-close]").focus();
  else if (!forecast.alarms) button.focus();
  return undefined;
}

export async function copy(one) {
  one.removeAttribute("aria-label");
  try {
    await navigator.clipboard.writeText(one.dataset.text);
    one.textContent = say("copied");
  } catch {
    one.textContent = say("not_copied");
    getSelection().selectAllChildren(one.parentElement.querySelector("code"));
  }
}
