// The card that is up in a form.
import { answered, card, isEdited } from "./card.js";
import { open } from "./editor.js";
import { silence } from "./player.js";
import { post } from "./server.js";

export function edit() {
  if (!card() || isEdited()) return;
  const host = card();
  const { guid, question, answer, context } = host.dataset;
  silence();
  const closed = (isSaved) => {
    host.classList.remove("editing");
    if (!isSaved) document.getElementById("asked").focus();
  };
  const save = async (now) => {
    const told = await post("/api/reword", { guid, question: now.question.trim(), answer: now.answer.trim() });
    if (!told) return null;
    if (told.refusal === "fault" || told.html === undefined) return told.message;
    host.classList.remove("editing");
    answered(told, "saved");
    return "";
  };
  host.classList.add("editing");
  open({ host, guid, values: { question, answer }, context, save, closed }).elements.question.focus();
}
