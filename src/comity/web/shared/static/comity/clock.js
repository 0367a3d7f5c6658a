// Counts down beside each <time data-until>, by the forum's clock: the host's, or in a rehearsal one that is ahead of it.
// The words come from the page. A page may be older than it looks, so what its text says of the time left is replaced.

const two = (number) => String(number).padStart(2, "0");

function told({ until, ahead, left, today, over }) {
  const seconds = Math.ceil((Date.parse(until) - Date.now() - Number(ahead)) / 1000);
  if (!(seconds > 0)) return over;
  const parts = {
    d: Math.floor(seconds / 86400),
    h: two(Math.floor(seconds / 3600) % 24),
    m: two(Math.floor(seconds / 60) % 60),
    s: two(seconds % 60),
  };
  const pattern = (parts.d ? left : today).replaceAll(" ", "\u00a0");
  return pattern.replace(/\{(\w)\}/g, (_, name) => parts[name]);
}

function tick() {
  for (const time of document.querySelectorAll("time[data-until]")) {
    const text = told(time.dataset);
    time.nextElementSibling.textContent = text;
    if (text === time.dataset.over) delete time.dataset.until;
  }
  setTimeout(tick, 1000 - (Date.now() % 1000));
}

tick();
