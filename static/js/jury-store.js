// What a juror's device keeps of each sheet, in one place of the browser's own database. One record a seat:
// { seat, who, base, title, version, values, key, isUnsent, isWhole, points, savedAt, theirs, reason }
const STORE = "sheets";
let opened;

const answerTo = (request) =>
  new Promise((give, refuse) => {
    request.onsuccess = () => give(request.result);
    request.onerror = () => refuse(request.error);
  });

function database() {
  opened ??= new Promise((give, refuse) => {
    const asked = indexedDB.open("jury", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "seat" });
    asked.onsuccess = () => give(asked.result);
    asked.onerror = asked.onblocked = () => refuse(asked.error);
  });
  return opened;
}

async function within(mode, act) {
  const work = (await database()).transaction(STORE, mode);
  const written = new Promise((give, refuse) => {
    work.oncomplete = give;
    work.onabort = work.onerror = () => refuse(work.error);
  });
  const value = await act(work.objectStore(STORE));
  await written; // answered only when it is on the disk's way: the words "kept on this device" are then true
  return value;
}

export const sheetAt = (seat) => within("readonly", (store) => answerTo(store.get(seat)));
export const allSheets = () => within("readonly", (store) => answerTo(store.getAll()));

/** Read, alter and write one record with nobody in between; `alter` gives the new record, or nothing to leave it. */
export const change = (seat, alter) =>
  within("readwrite", async (store) => {
    const before = await answerTo(store.get(seat));
    const after = alter(before);
    if (after) store.put(after);
    return after ?? before;
  });

export const forget = (seat) => within("readwrite", (store) => answerTo(store.delete(seat)));

/** A key that the server knows a repetition by. */
export const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
