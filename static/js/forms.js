// Forms work without this. With it: no double sending, typed text survives a lost network, leaving unsaved text warns.
const NEVER = new Set(["password", "hidden", "file", "submit"]);

const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !NEVER.has(field.type));
const valueOf = (field) => (field.type === "checkbox" || field.type === "radio" ? field.checked : field.value);
const keyOf = (field) => (field.type === "checkbox" || field.type === "radio" ? `${field.name}=${field.value}` : field.name);
const textOf = (form) => Object.fromEntries(fieldsOf(form).map((field) => [keyOf(field), valueOf(field)]));
const placeOf = (form) => `typed:${location.pathname}:${[...document.forms].indexOf(form)}`;

// A browser may block its storage, or have it full: then no text comes back, and everything else goes on.
function unlessBlocked(act, otherwise) {
  try {
    return act();
  } catch {
    return otherwise;
  }
}
const keep = (place, entry) => unlessBlocked(() => sessionStorage.setItem(place, JSON.stringify(entry)));
const keptAt = (place) => unlessBlocked(() => JSON.parse(sessionStorage.getItem(place)), null);
const keptPlaces = () => unlessBlocked(() => Object.keys(sessionStorage), []);
const forget = (place) => unlessBlocked(() => sessionStorage.removeItem(place));

function guardSending(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
  });
}

function keepTyped(form) {
  const asServed = textOf(form);
  const place = placeOf(form);
  restore(form, asServed, place);
  form.addEventListener("input", () => {
    const entry = { served: asServed, typed: textOf(form), sent: false };
    keep(place, entry);
    form.dataset.dirty = "yes";
  });
  form.addEventListener("submit", () => {
    delete form.dataset.dirty;
    const entry = keptAt(place);
    if (entry) keep(place, { ...entry, sent: true });
  });
  addEventListener("beforeunload", (event) => {
    if (form.dataset.dirty) event.preventDefault();
  });
}

function restore(form, asServed, place) {
  const entry = keptAt(place);
  if (!entry) return;
  // The server's text is no longer what was being changed: it was saved, or the refused page already holds what was typed.
  const changed = JSON.stringify(entry.served) !== JSON.stringify(asServed);
  const answered = performance.getEntriesByType("navigation")[0]?.redirectCount > 0;
  if (changed || (entry.sent && answered)) return forget(place);
  if (JSON.stringify(entry.typed) === JSON.stringify(asServed)) return;
  for (const field of fieldsOf(form)) {
    const value = entry.typed[keyOf(field)];
    if (typeof value === "boolean") field.checked = value;
    else if (value !== undefined) field.value = value;
  }
  form.dataset.dirty = "yes";
  const told = Object.assign(document.createElement("p"), { className: "hint", textContent: form.dataset.restored });
  told.setAttribute("role", "status");
  form.prepend(told);
}

// Another page answered: what was sent from elsewhere has arrived.
function forgetArrived() {
  for (const place of keptPlaces().filter((name) => name.startsWith("typed:"))) {
    const elsewhere = !place.startsWith(`typed:${location.pathname}:`);
    if (elsewhere && keptAt(place)?.sent) forget(place);
  }
}

// A juror's device keeps pages of one person (jury-device.js). Whoever else signs in here finds none of them.
async function forgetOthersPages() {
  const keeper = unlessBlocked(() => localStorage.getItem("jury:who"), null);
  const { person } = document.body.dataset;
  if (!keeper || !person || keeper === person || !("serviceWorker" in navigator)) return;
  for (const name of await caches.keys()) if (name.startsWith("jury:")) await caches.delete(name);
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
}

forgetArrived();
forgetOthersPages();
document.querySelectorAll("form[data-once]").forEach(guardSending);
document.querySelectorAll("form[data-keep]").forEach(keepTyped);
// Back from the next page by the browser's own memory: the form may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
});
