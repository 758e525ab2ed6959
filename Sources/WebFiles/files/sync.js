// Sends the outbox whenever there is hope: at once after saving, when the line returns, on a timer
// that waits longer after each try in vain, and whenever a page of ours opens.
import { follow, kept, outdate } from "./kept.js";
import { call } from "./net.js";
import { Outbox, pause } from "./outbox.js";
import { account, counted, text } from "./texts.js";
import { clearAccount, othersWaiting, Vault } from "./vault.js";

export const outbox = new Outbox(
  new Vault("outbox", account),
  ({ method, path, body, version }) => call(method, path, body, version),
  async (entry) => {
    const place = entry.kind === "change" ? entry.path : `/api/v1/events/${entry.id}`;
    const answer = await call("GET", place);
    return answer.status === 200 ? answer.body : undefined;
  });

const channel = new BroadcastChannel("hub-outbox");
const watchers = new Set();
let timer;
let tries = 0;
let last = {};

/** Calls `watcher` after every change of the outbox, in this tab or another. */
export function watch(watcher) {
  watchers.add(watcher);
}

function tell() {
  channel.postMessage("changed");
  return changed();
}

async function changed() {
  await show();
  await Promise.all([...watchers].map((watcher) => watcher()));
}

channel.onmessage = ({ data }) => {
  if (data === "left") location.replace("/sign-in");
  else void changed();
};

/** Whoever leaves leaves in every tab: none goes on keeping what the device is to forget. */
export function leaveTabs() {
  channel.postMessage("left");
}

/** Puts an entry in and tries to send; is done when the entry is safe on the device. */
export async function submit(id, path, body, summary, more) {
  const entry = await outbox.add(id, path, body, summary, more);
  await tell();
  tries = 0;
  void sync();
  return entry;
}

/** The session was ended from elsewhere: what is kept here for its account goes, at once. */
export async function leaveRevoked() {
  leaveTabs();
  await clearAccount(account);
  location.replace("/sign-in");
}

/** A device that keeps nothing asks only whether its session still is. */
async function hear() {
  return (await kept("people")).at ? follow() : call("GET", "/api/v1/session");
}

/** One tab sends at a time; the others' entries are in the same outbox. */
export async function sync() {
  if (!account) return;
  clearTimeout(timer);
  const result = await navigator.locks.request("hub-outbox", () => outbox.sync());
  last = result;
  // With nothing to send it is still to be heard that the device is to forget, and what.
  const heard = result.reason ? {} : await hear();
  if (heard.isRevoked || result.reason === "revoked") {
    await leaveRevoked();
    return;
  }
  if (result.sent) await Promise.all(["people", "today", "cases"].map(outdate));
  tries = result.reason ? tries + 1 : 0;
  await tell();
  if (result.left > 0) timer = setTimeout(sync, pause(tries) * 1000);
}

/** What the line at the top of every page says. */
async function show() {
  const place = document.getElementById("line");
  if (!place || !account) return;
  const entries = await outbox.entries();
  const count = (state) => entries.filter((entry) => entry.state === state).length;
  const waiting = count("waiting");
  const attention = count("attention") + count("unreadable");
  const words = [];
  if (!navigator.onLine) words.push(text("line.offline"));
  if (waiting) words.push(counted("line.waiting", waiting));
  if (attention) words.push(counted("line.attention", attention));
  if (last.reason === "signIn") words.push(text("line.signin"));
  const others = await othersWaiting(account);
  if (others) words.push(counted("line.others", others));
  place.dataset.state = attention ? "attention" : waiting || !navigator.onLine ? "waiting" : "sent";
  place.replaceChildren(words.join(" · "));
  if (last.reason === "signIn") {
    const link = document.createElement("a");
    link.href = `/sign-in?next=${encodeURIComponent(location.pathname)}`;
    link.textContent = text("line.signin.link");
    place.append(" ", link);
  }
}

export async function start() {
  if (!account) return;
  addEventListener("online", () => { tries = 0; void sync(); });
  addEventListener("offline", () => void changed());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void sync();
  });
  const yesterday = new Date(Date.now() - 24 * 3600 * 1000).toISOString();
  await outbox.tidy(yesterday);
  await changed();
  void sync();
}
