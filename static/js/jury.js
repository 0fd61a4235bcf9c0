// The sheet and the list work without this. With it: the total moves as scores are chosen, digits score the criterion in
// focus, j and k go to the next project and the one before, ? tells the keys.
const form = document.querySelector("form.scores");
const links = [...document.querySelectorAll(".seats h2 a")];
const help = document.getElementById("keys");
const isTyping = ({ target }) => target.closest?.("textarea, input[type=number], input[type=text]");
const isPlain = (event) => !event.ctrlKey && !event.metaKey && !event.altKey;

function scoring() {
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
    if (isTyping(event) || event.target.closest?.("a, button, summary") || !isPlain(event) || !/^[0-9]$/.test(event.key)) return;
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
  form.addEventListener("filled", showTotal); // by the device, with what it keeps
  document.addEventListener("keydown", scoreByKey);
  // Put back by the browser after a reload: the figure follows.
  addEventListener("pageshow", showTotal);
}

function goByKey(event) {
  if (isTyping(event) || !isPlain(event)) return;
  if (event.key === "?" && help) return help.open ? help.close() : help.showModal();
  const step = { j: 1, k: -1 }[event.key];
  if (!step || help?.open) return;
  const neighbour = document.querySelector(step > 0 ? "a[rel=next]" : "a[rel=prev]");
  if (neighbour) return neighbour.click();
  const here = links.indexOf(document.activeElement);
  links[here < 0 ? 0 : Math.min(Math.max(here + step, 0), links.length - 1)]?.focus({ focusVisible: true });
}

if (form) scoring();
document.addEventListener("keydown", goByKey);
