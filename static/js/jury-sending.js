// Sends what the device keeps, whenever there is network: after a touch, when the network or the page comes back, and
// again after growing pauses. Nothing is thrown away here: what is not accepted stays, with the reason.
import { allSheets, change, sheetAt } from "./jury-store.js";

const AFTER_A_TOUCH = 1_200;
const FIRST_PAUSE = 3_000;
const LONGEST_PAUSE = 60_000;

export const state = { isOffline: !navigator.onLine, mustSignIn: false };
let who = "";
let token = "";
let pause = FIRST_PAUSE;
let waiting;
let running;

/** Begin: `person` is whoever is signed in on this page, `pageToken` its form's token. */
export function beginSending(person, pageToken) {
  who = person;
  token = pageToken;
  addEventListener("online", () => flush());
  addEventListener("offline", () => say({ isOffline: true }));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
  flush();
}

export function sendSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(flush, AFTER_A_TOUCH);
}

/** Send everything that waits; the promise ends when nothing more can be sent now. */
export function flush() {
  clearTimeout(waiting);
  running ??= sendAll().finally(() => {
    running = undefined;
  });
  return running;
}

const isWaiting = (record) => record.who === who && record.isUnsent && !record.theirs && !record.reason;

async function sendAll() {
  for (;;) {
    const record = (await allSheets()).find(isWaiting);
    if (!record) return say({ isOffline: !navigator.onLine });
    try {
      if (!(await send(record))) return say({ isOffline: false });
      pause = FIRST_PAUSE;
      say({ isOffline: false, mustSignIn: false });
    } catch {
      waiting = setTimeout(flush, pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
      return say({ isOffline: true });
    }
  }
}

function say(news) {
  Object.assign(state, news);
  document.dispatchEvent(new CustomEvent("jury:news"));
}

async function send(record, isRetry = false) {
  const answer = await post(record);
  if (answer.status >= 500) throw new Error("The server is not there.");
  if (answer.status === 401) return say({ mustSignIn: true });
  if (answer.status === 400 && !isRetry) return (await renewToken(record)) && send(record, true);
  const stored = await read(answer);
  await change(record.seat, (now) => settled(now, record, answer, stored));
  return true;
}

function post(record) {
  const body = new URLSearchParams({ version: record.version, idempotency_key: record.key, csrf_token: token });
  for (const [name, value] of Object.entries(record.values)) if (value !== "") body.set(name, value);
  // A page that is left meanwhile takes this along: the next one sends it again, by the same key.
  return fetch(`${record.base}/${record.seat}/changes`, { method: "POST", body, headers: { Accept: "application/json" } });
}

const read = async (answer) => (answer.headers.get("Content-Type")?.includes("json") ? answer.json() : {});

// The page is older than the sign-in: its token went with that. The sheet's own address gives a new one.
async function renewToken(record) {
  const answer = await fetch(`${record.base}/${record.seat}/saved`);
  const { token: fresh } = await read(answer);
  if (fresh) token = fresh;
  else say({ mustSignIn: true });
  return Boolean(fresh);
}

// `now` is the record as it stands, which may have been changed while `sent` was on its way.
function settled(now, sent, answer, stored) {
  if (answer.status === 409) return { ...now, theirs: { version: stored.version, values: stored.values } };
  if (!answer.ok) return { ...now, reason: stored.reason || String(answer.status) };
  const arrived = { ...now, version: stored.version, savedAt: stored.savedAt };
  if (now.key === sent.key) return { ...arrived, isUnsent: false, values: { ...now.values, ...stored.values } };
  // A repetition may find that another device has saved since: then both are shown, like every other conflict.
  return sameValues(sent.values, stored.values) ? arrived : { ...now, theirs: { version: stored.version, values: stored.values } };
}

const plain = (value) => String(value ?? "").replaceAll("\r\n", "\n").trim();

/** The names whose values differ. */
export const differing = (mine, theirs) =>
  [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].filter((name) => plain(mine[name]) !== plain(theirs[name]));
const sameValues = (mine, theirs) => differing(mine, theirs).length === 0;

/** Whether this sheet waits, is refused or in conflict: what its page says of it. */
export const newsOf = async (seat) => ({ ...state, record: await sheetAt(seat) });
