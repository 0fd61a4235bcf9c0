// One sheet on its way: every touch is kept on this device at once, then sent. Where the browser keeps nothing, the form
// sends by itself, as it does without scripts.
import { change, newKey, sheetAt } from "./jury-store.js";
import { flush, sendSoon, state } from "./jury-sending.js";
import { showBoth } from "./jury-both.js";

const form = document.querySelector("form.scores[data-seat]");
const device = document.getElementById("device");
const { who, base } = device.dataset;
const LONGEST_WAIT = 2_000;

const isAnswer = (field) => field.name.startsWith("score_") || field.tagName === "TEXTAREA";
const answers = () => [...form.elements].filter((field) => field.name && isAnswer(field));

// As the server sent them, or as they stand on the page now.
function valuesOf(isServed) {
  const values = {};
  for (const field of answers()) {
    const [value, checked] = isServed ? [field.defaultValue, field.defaultChecked] : [field.value, field.checked];
    if (field.type !== "radio") values[field.name] = value;
    else values[field.name] = checked ? field.value : (values[field.name] ?? "");
  }
  return values;
}

function fill(values) {
  for (const field of answers()) {
    const value = values[field.name] ?? "";
    if (field.type === "radio") field.checked = field.value === value;
    else if (field.value.trim() !== value.trim() && field !== document.activeElement) field.value = value;
  }
  form.dispatchEvent(new CustomEvent("filled"));
}

const summary = () => ({
  isWhole: Object.entries(valuesOf(false)).every(([name, value]) => !name.startsWith("score_") || value !== ""),
  points: document.getElementById("total").textContent,
});

// What the server sent with this page, unless this device knows better: unsent, or kept from a later moment.
function beginning(kept) {
  const version = Number(form.elements.version.value);
  const isNewer = kept?.who === who && (kept.isUnsent || kept.version > version);
  if (isNewer) return kept;
  const { seat, title, saved } = form.dataset;
  return { seat, who, base, title, version, values: valuesOf(true), key: newKey(), isUnsent: false, savedAt: saved, ...summary() };
}

function show(record) {
  const line = document.getElementById("kept");
  const { sent, kept, waits, conflict, refused, notSaved, signIn } = line.dataset;
  let words = record.savedAt ? sent.replace("%s", record.savedAt) : notSaved;
  if (record.isUnsent) words = state.mustSignIn ? signIn : state.isOffline ? waits : kept;
  if (record.reason) words = refused;
  if (record.theirs) words = conflict;
  if (line.textContent !== words) line.textContent = words;
  showBoth(record, form, choose);
}

async function keep(values) {
  const record = await change(form.dataset.seat, (now) => ({
    ...now, values: { ...now.values, ...values }, key: newKey(), isUnsent: true, reason: "", ...summary(),
  }));
  show(record);
}

// Both were looked at: what was chosen goes on from the other's version.
async function choose(values) {
  fill(values);
  const record = await change(form.dataset.seat, (now) => ({
    ...now, values, version: now.theirs.version, theirs: null, key: newKey(), isUnsent: true, ...summary(),
  }));
  show(record);
  flush();
}

// Touches are written one after the other; how many there were, and how many are still to be written.
let writing = Promise.resolve();
let touches = 0;
let unwritten = 0;

function write(act) {
  unwritten += 1;
  writing = writing
    .then(act)
    .catch(sendByItself)
    .finally(() => {
      unwritten -= 1;
      if (unwritten === 0) renew();
    });
}

function touched({ target }) {
  if (!target.name || !isAnswer(target)) return;
  touches += 1;
  const values = { [target.name]: target.value };
  write(async () => {
    await keep(values);
    sendSoon();
  });
}

// The browser keeps nothing, the disk is full, or the storage was taken away meanwhile: the form is sent like any other.
let keepsNothing = false;
function sendByItself() {
  keepsNothing = true;
  form.removeEventListener("submit", next);
}

async function next(event) {
  event.preventDefault();
  await writing;
  await Promise.race([flush(), new Promise((go_on) => setTimeout(go_on, LONGEST_WAIT))]);
  const record = await sheetAt(form.dataset.seat);
  delete form.dataset.sent;
  event.submitter?.removeAttribute("aria-busy");
  if (record.theirs || record.reason) return show(record);
  location.assign(await following());
}

async function following() {
  for (const seat of form.dataset.ahead.split(" ").filter(Boolean)) {
    if (!(await sheetAt(seat))?.isWhole) return `${base}/${seat}`;
  }
  return `${base}/sign`;
}

// Another tab may have gone on, or something arrived: the page follows, unless it was touched meanwhile.
async function renew() {
  if (keepsNothing) return;
  const before = touches;
  const record = await sheetAt(form.dataset.seat);
  if (!record || unwritten || touches !== before) return;
  fill(record.values);
  show(record);
}

// Whoever is quicker than this script has touched the sheet already: that is kept like every other touch.
async function begin() {
  const [served, there] = [valuesOf(true), valuesOf(false)];
  const quick = Object.entries(there).filter(([name, value]) => served[name] !== value);
  await change(form.dataset.seat, beginning);
  if (quick.length) await keep(Object.fromEntries(quick));
  document.addEventListener("jury:news", renew);
  document.addEventListener("visibilitychange", renew);
}

if (form) {
  form.addEventListener("input", touched);
  form.addEventListener("submit", next);
  write(begin);
}
