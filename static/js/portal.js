// Renews the part of a page that is under way: the readings of a catalogue, the questions to an address.
// Without this script the link beside it does.
const EVERY = 2_000;

async function renew() {
  const shown = document.querySelector("[data-live=yes]");
  if (!shown) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = answer.ok ? page.getElementById(shown.id) : shown; // a server too busy for a moment changes nothing
    if (fresh?.dataset.live !== "yes") return location.reload(); // the end changes more of the page than this part
    // What did not change is not said again to those who listen.
    if (!shown.isEqualNode(fresh) && !shown.contains(document.activeElement)) shown.replaceWith(fresh);
  } catch {
    // no network for a moment: the next round asks again
  }
  setTimeout(renew, EVERY);
}

setTimeout(renew, EVERY);
