// The sheet works without this. With it: the total moves as scores are chosen, and digits score the criterion in focus.
const form = document.querySelector("form.scores");
const total = document.getElementById("total");
const rows = [...form.querySelectorAll(".criterion-row")];
const low = Number(form.dataset.low);
const span = Number(form.dataset.high) - low;

const valueIn = (row) => (row.querySelector("input:checked") ?? row.querySelector("input[type=number]"))?.value ?? "";

function showTotal() {
  const weights = rows.reduce((sum, row) => sum + Number(row.dataset.weight), 0);
  const earned = rows.reduce((sum, row) => {
    const value = valueIn(row);
    return value === "" ? sum : sum + (Number(row.dataset.weight) * (Number(value) - low)) / span;
  }, 0);
  // Whole hundredths, rounded half up like the server's figure.
  total.textContent = (Math.round((earned * 10000) / weights + 1e-6) / 100).toFixed(2);
}

const rowInFocus = () => {
  const row = document.activeElement?.closest(".criterion-row");
  return row ?? rows.find((candidate) => valueIn(candidate) === "");
};

function scoreByKey(event) {
  const typing = event.target.closest?.("textarea, input[type=number], a, button, summary");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[0-9]$/.test(event.key)) return;
  const row = rowInFocus();
  const choice = row?.querySelector(`input[type=radio][value="${event.key}"]`);
  if (!choice || choice.disabled) return;
  event.preventDefault();
  choice.checked = true;
  choice.dispatchEvent(new Event("input", { bubbles: true }));
  const next = rows[rows.indexOf(row) + 1];
  const target = next ? (next.querySelector("input:checked") ?? next.querySelector("input")) : choice;
  target.focus({ focusVisible: true });
}

form.addEventListener("input", showTotal);
document.addEventListener("keydown", scoreByKey);
// Put back by the browser or by forms.js after a reload: the figure follows.
addEventListener("pageshow", showTotal);
