// Two devices, one sheet: for each criterion and text that differs, both are shown, and the juror chooses. Nothing is guessed.
import { differing } from "./jury-sending.js";

const section = document.getElementById("both");

/** Show both where they differ, or nothing where they do not; `choose` takes the values that were chosen. */
export function showBoth(record, form, choose) {
  if (!section) return;
  const names = record.theirs ? differing(record.values, record.theirs.values) : [];
  const shown = JSON.stringify([names, record.theirs?.version, names.map((name) => record.values[name])]);
  if (section.dataset.shown === shown) return;
  section.dataset.shown = shown;
  section.hidden = !record.theirs;
  section.querySelector(".lines").replaceChildren(...names.map((name) => line(name, record, form)));
  if (!record.theirs) return;
  section.querySelector("form").onsubmit = (event) => {
    event.preventDefault();
    const chosen = new FormData(event.target);
    const values = { ...record.theirs.values, ...record.values };
    for (const name of names) values[name] = (chosen.get(`both-${name}`) === "here" ? record.values : record.theirs.values)[name] ?? "";
    choose(values);
  };
  section.focus();
}

function line(name, record, form) {
  const part = section.querySelector("template").content.cloneNode(true);
  part.querySelector("legend").textContent = labelOf(name, form);
  for (const [side, values] of [["here", record.values], ["there", record.theirs.values]]) {
    const choice = part.querySelector(`[data-side=${side}]`);
    const input = Object.assign(choice.querySelector("input"), { name: `both-${name}`, value: side, required: true, id: `both-${name}-${side}` });
    choice.querySelector("label").htmlFor = input.id;
    choice.querySelector(".typed").textContent = values[name] || section.dataset.empty;
  }
  return part;
}

function labelOf(name, form) {
  const field = form.querySelector(`[name="${name}"]`);
  const label = field.closest("fieldset")?.querySelector("legend") ?? field.labels[0];
  return [...label.childNodes].find((node) => node.textContent.trim())?.textContent.trim();
}
