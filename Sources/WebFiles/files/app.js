// Every page: forms, the outbox, the service worker, leaving.
import * as forms from "./forms.js";
import { refresh } from "./kept.js";
import { call } from "./net.js";
import { leaveTabs, outbox, start } from "./sync.js";
import { account, counted, locale } from "./texts.js";
import { clearAccount } from "./vault.js";

forms.start();
/** The page's own scripts are there as well: what was sent meanwhile goes now. */
const ready = () => {
  document.documentElement.dataset.ready = "";
  document.dispatchEvent(new Event("hub:ready"));
};
setTimeout(ready);
// Moments stand in a page as the server has them; whoever reads them has a clock of their own.
for (const time of document.querySelectorAll("time[datetime]")) {
  const at = new Date(time.dateTime);
  if (Number.isNaN(at.valueOf())) continue;
  time.textContent = at.toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
}
// The session was ended from elsewhere: what the device kept for that account goes.
const revoked = document.querySelector("[data-revoked]");
if (revoked) await clearAccount(revoked.dataset.revoked);
// On a narrow screen the places lie in a row that is wider than it: the present one is to be seen.
const here = document.querySelector("header nav [aria-current]");
if (here) here.closest("ul").scrollLeft = here.offsetLeft - 48;
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => {});
}

/** Leaving clears the device; what has not been sent would be lost, and so is asked about. */
async function leave(form) {
  const unsent = (await outbox.entries()).filter((entry) => entry.state !== "sent").length;
  const dialog = document.getElementById("leave");
  if (unsent && dialog) {
    dialog.querySelector("[data-count]").textContent = counted("leave.unsent", unsent);
    dialog.showModal();
    const answer = await new Promise((resolve) => {
      dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
    });
    if (answer !== "leave") return;
  }
  leaveTabs();
  await clearAccount(account);
  const answer = await call(form.dataset.leave, form.dataset.at);
  // Without a line the device is clear, and the session ends when the line is back.
  if (answer.status === 0) localStorage.setItem("leaving", account);
  location.replace("/sign-in");
}

document.addEventListener("submit", (event) => {
  if (!event.target.dataset.leave) return;
  event.preventDefault();
  void leave(event.target);
});

const leaving = document.querySelector("[data-leave]");
if (leaving && localStorage.getItem("leaving") === account) {
  const answer = await call(leaving.dataset.leave, leaving.dataset.at);
  if (answer.status !== 0) {
    localStorage.removeItem("leaving");
    location.replace("/sign-in");
  }
}

// Who comes from another site's link has no session there, by its cookie's rule, and one here.
if (location.pathname === "/sign-in" && !revoked && location.search.includes("next=")) {
  const answer = await call("GET", "/api/v1/session");
  if (answer.status === 200) {
    const next = new URLSearchParams(location.search).get("next") ?? "/";
    const step = answer.body.must_change_password ? `/sign-in/password${location.search}` : next;
    location.replace(forms.ours(step));
  }
}

const theme = document.getElementById("theme");
if (theme) {
  const chosen = document.documentElement.dataset.theme ?? "";
  for (const field of theme.elements) field.checked = field.value === chosen;
  theme.addEventListener("change", (event) => {
    const value = event.target.value;
    if (value) {
      document.documentElement.dataset.theme = value;
      localStorage.setItem("theme", value);
    } else {
      delete document.documentElement.dataset.theme;
      localStorage.removeItem("theme");
    }
  });
}

if (account) {
  await start();
  void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage("shell"));
  const keeping = document.getElementById("keeping");
  if (keeping) {
    void refresh("today", keeping.dataset.today);
    void refresh("people", keeping.dataset.people);
    void refresh("cases", keeping.dataset.cases);
  }
}
