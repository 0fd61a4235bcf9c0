// Keeps one event's juror pages for hours without network: those that they name themselves, and what these look like.
// Nothing else of the site passes through here: the worker's scope is the list of one event and what lies below it.
const BASE = new URL(self.registration.scope).pathname;
const CACHE = `jury:${BASE}`;
const PATIENCE = 6_000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep, event.source));
});

async function keep(addresses, page) {
  const cache = await caches.open(CACHE);
  for (const address of addresses) {
    if (await cache.match(address)) continue;
    try {
      await put(cache, address, await fetch(address));
    } catch {
      return; // no network: the next page asks again
    }
  }
  page?.postMessage("kept");
}

// A page that leads to a sign-in, or says no, is not what was asked to be kept.
async function put(cache, address, answer) {
  if (answer.ok && !answer.redirected) await cache.put(address, answer.clone());
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(asset(request));
  else if (request.mode === "navigate") event.respondWith(page(request, pathname));
});

async function asset(request) {
  const cache = await caches.open(CACHE);
  const copy = await cache.match(request.url);
  if (copy && new URL(request.url).searchParams.has("v")) return copy; // its address carries its hash
  try {
    const answer = await fetch(request);
    await put(cache, request.url, answer);
    return answer;
  } catch (failure) {
    if (copy) return copy;
    throw failure;
  }
}

// From the network, as on every site. Only when it does not answer, the copy; a page without one says what needs the network.
async function page(request, path) {
  const cache = await caches.open(CACHE);
  const copy = await cache.match(path);
  try {
    const answer = await answerInTime(request, copy);
    if (answer.status >= 500 && copy) return copy;
    if (copy) await put(cache, path, answer);
    if (answer.status === 404) await cache.delete(path);
    return answer;
  } catch {
    return copy ?? (await cache.match(`${BASE}/offline`)) ?? Response.error();
  }
}

function answerInTime(request, copy) {
  const answer = fetch(request);
  if (!copy) return answer;
  const tooLate = new Promise((_, give_up) => setTimeout(give_up, PATIENCE));
  return Promise.race([answer, tooLate]);
}
