// Renews the readings of a catalogue while one is under way. Without this script the link beside it does.
const EVERY = 2_000;

async function renew() {
  const shown = document.getElementById("runs");
  if (!shown || shown.dataset.live !== "yes") return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("runs");
    if (!answer.ok || !fresh) return;
    if (fresh.dataset.live !== "yes") {
      location.reload(); // the end changes more of the page than this part
      return;
    }
    if (!shown.contains(document.activeElement)) shown.replaceWith(fresh);
  } catch {
    // no network for a moment: the next round asks again
  }
  setTimeout(renew, EVERY);
}

setTimeout(renew, EVERY);
