// Every page of a juror: keeps the list and the sheets for hours without network, sends what waits, and says how it stands.
import { allSheets, forget } from "./jury-store.js";
import { beginSending, state } from "./jury-sending.js";

const KEEPER = "jury:who";
const OFF = "jury:off";
const device = document.getElementById("device");
const { who, base, token, keeps } = device.dataset;
const news = device.querySelector(".news");

const words = (name, ...values) => values.reduce((text, value) => text.replace("%s", value), device.dataset[name]);
const counted = (name, number) => words(`${name}${["None", "One"][number] ?? ""}`, number);
const isMine = (record) => record.who === who && record.base === base;
const isBegun = (record) => Object.values(record.values).some((value) => value !== "");

// A browser may block its storage: then nothing is kept here, and every page works as without this script.
function remembered(name, value) {
  try {
    return value === undefined ? localStorage.getItem(name) : localStorage.setItem(name, value);
  } catch {
    return null;
  }
}

async function forgetPages() {
  for (const name of await caches.keys()) if (name.startsWith("jury:")) await caches.delete(name);
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
}

// Somebody else was the juror at this device: their pages go, and what they had sent. What they had not sent waits for them.
async function makeOwn() {
  const before = remembered(KEEPER);
  remembered(KEEPER, who);
  if (before === null || before === who) return;
  if ("serviceWorker" in navigator) await forgetPages();
  for (const record of await allSheets()) if (record.who !== who && !record.isUnsent) await forget(record.seat);
}

const assets = () => [
  ...[...document.querySelectorAll("link[rel=stylesheet], link[rel=preload], link[rel=icon], script[src]")].map((one) => one.href || one.src),
  ...performance.getEntriesByType("resource").map((one) => one.name).filter((name) => name.startsWith(`${location.origin}/static/`)),
];
const seats = () => [...document.querySelectorAll("[data-seat]")].map((one) => `${base}/${one.dataset.seat}`);

async function keepPages() {
  if (!("serviceWorker" in navigator)) return;
  if (keeps !== "yes" || remembered(OFF) === "yes") {
    await forgetPages();
    return showChoice(false);
  }
  navigator.serviceWorker.onmessage = () => showChoice(true);
  await navigator.serviceWorker.register(`${base}/worker.js`, { scope: base });
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ keep: [...new Set([base, `${base}/offline`, ...seats(), ...assets()])] });
}

// That the pages are kept is said when they are.
function showChoice(isWanted) {
  const choice = document.getElementById("kept-here");
  if (!choice || keeps !== "yes") return;
  choice.hidden = false;
  choice.querySelector("span").textContent = words(isWanted ? "pagesKept" : "pagesNotKept");
  const button = choice.querySelector("button");
  button.textContent = words(isWanted ? "keepNot" : "keepHere");
  button.onclick = () => {
    remembered(OFF, isWanted ? "yes" : "no");
    keepPages();
  };
}

async function showNews() {
  const mine = (await allSheets()).filter(isMine);
  const lines = [];
  if (state.isOffline) lines.push(counted("offline", mine.filter(isBegun).length));
  else if (state.mustSignIn) lines.push(counted("signIn", mine.filter((record) => record.isUnsent).length));
  document.getElementById("sign-in-again").hidden = state.isOffline || !state.mustSignIn;
  for (const record of mine.filter((one) => one.theirs)) lines.push(words("conflict", record.title));
  for (const record of mine.filter((one) => one.reason)) lines.push(words("refused", record.title, record.reason));
  write(lines);
  showInList(mine);
  const waits = mine.some((record) => record.isUnsent && !record.theirs && !record.reason);
  // One signs what one sees: what arrived after the list or the table was made is not in it yet.
  if (document.body.dataset.waits === "yes" && !waits && document.querySelector(".seats, .own")) location.reload();
  document.body.dataset.waits = waits ? "yes" : "no";
}

// Written only when it changed: those who listen hear each line once.
function write(lines) {
  const text = lines.join("\n");
  if (news.dataset.text === text) return;
  news.dataset.text = text;
  news.replaceChildren(
    ...lines.map((line) => {
      const notice = device.querySelector("template").content.cloneNode(true);
      notice.querySelector("p").textContent = line;
      return notice;
    }),
  );
}

// The list was made by the server, or kept some time ago: what this device knows better stands over it.
function showInList(mine) {
  const list = document.querySelector(".seats");
  if (!list) return;
  for (const record of mine.filter((one) => one.isUnsent)) {
    const line = list.querySelector(`[data-seat="${record.seat}"]`);
    if (!line) continue;
    line.dataset.state = record.isWhole ? "complete" : "begun";
    line.querySelector(".state").textContent = words("stateHere");
    line.querySelector(".points").replaceChildren(Object.assign(document.createElement("b"), { textContent: record.points }), " / 100");
  }
  const done = list.querySelectorAll("[data-state=complete], [data-state=signed]").length;
  const steps = [...document.querySelectorAll(".progress .steps li")];
  steps.forEach((step, number) => step.classList.toggle("done", number < done));
  document.querySelector(".progress .meta").textContent = words("progress", done, steps.length);
}

// Signing while something still waits here would leave it out.
document.querySelector("main form[method=post]")?.addEventListener("submit", (event) => {
  if (device.dataset.page !== "sign" || document.body.dataset.waits !== "yes") return;
  event.preventDefault();
  write([words("signLater")]);
});

try {
  await makeOwn();
  await showNews();
  document.addEventListener("jury:news", showNews);
  beginSending(who, token);
} catch {
  device.hidden = true; // this browser keeps nothing: the forms send by themselves
}
keepPages();
