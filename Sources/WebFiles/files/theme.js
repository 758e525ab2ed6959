// Before the page is painted: the colours that were chosen on this device; and a form that is sent
// before the scripts are there waits for them, so that nothing in it gets into an address.
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Without storage the system's colours stand.
}
document.addEventListener("submit", (event) => {
  if (document.documentElement.dataset.ready !== undefined) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  document.addEventListener("hub:ready", () => event.target.requestSubmit(), { once: true });
}, true);
