// Moves the countdown that the page was sent with. The instant is the server's; this browser's clock only counts on.
const MINUTE = 60_000;

for (const clock of document.querySelectorAll("[data-until]")) {
  const figure = clock.querySelector("b");
  const [hours, minutes] = figure.textContent.split(":").map(Number);
  const shownAt = performance.now();
  const left = (hours * 60 + minutes) * MINUTE;
  const show = () => {
    const rest = Math.max(0, Math.ceil((left - (performance.now() - shownAt)) / MINUTE));
    const parts = [Math.floor(rest / 60), rest % 60].map((part) => String(part).padStart(2, "0"));
    figure.textContent = parts.join(":");
    if (rest === 0) clearInterval(ticking);
  };
  const ticking = setInterval(show, MINUTE / 4);
}
