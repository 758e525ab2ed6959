// The outbox as a list: what waits, what went, what needs a person, with what can be done about it.
import { changed, differences } from "./event.js";
import { outbox, sync, watch } from "./sync.js";
import { counted, language, text } from "./texts.js";
import { uuid7 } from "./uuid.js";

const RANK = { attention: 0, unreadable: 0, waiting: 1, sent: 2 };
/** So many of those that arrived are shown; the rest are a number. */
const SHOWN = 5;

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== undefined && child !== ""));
  return element;
}

function button(name, action, isDanger = false) {
  const element = make("button", isDanger ? "quiet danger" : "quiet", text(name));
  element.type = "button";
  element.addEventListener("click", action);
  return element;
}

function titled({ summary }) {
  if (!summary) return text("outbox.unreadable");
  const at = new Date(summary.at);
  if (summary.reference) {
    const time = at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
    return `${time} · ${summary.reference} · ${text(`outbox.${summary.kind}`)}`;
  }
  const clock = at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  const services = summary.services.map((code) => text(`service.${code}`)).join(", ");
  return `${clock} · ${counted("people", summary.people)} · ${services}`;
}

/** Mine and the server's beside each other, where they differ marked as such. */
function sides(entry) {
  const head = make("tr", "", make("th", ""), make("th", "", text("outbox.mine")),
    make("th", "", text("outbox.theirs")));
  for (const cell of head.cells) cell.scope = "col";
  const compare = entry.kind === "change" ? changed : differences;
  const rows = compare(entry.body, entry.conflict).map(([field, mine, theirs]) => {
    const name = make("th", "", text(`field.${field}`));
    name.scope = "row";
    return make("tr", mine === theirs ? "" : "differs", name, make("td", "", mine),
      make("td", "", theirs));
  });
  const table = make("table", "", make("caption", "", text("outbox.sides")),
    make("thead", "", head), make("tbody", "", ...rows));
  const frame = make("div", "scroll", table);
  frame.tabIndex = 0;
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", text("outbox.sides"));
  return frame;
}

async function again(entry) {
  const { problem, conflict, ...rest } = entry;
  await outbox.save({ ...rest, state: "waiting" });
  await sync();
}

/** The same content as an event of its own, with an id of its own; the old entry goes with it. */
async function another(entry) {
  const id = uuid7();
  const body = { ...entry.body, id };
  await outbox.add(id, entry.path, body, entry.summary);
  await outbox.vault.remove(entry.id);
  await sync();
}

/** Mine over the server's, which whoever decides has seen; a later change is asked about again. */
async function over(entry) {
  const { problem, conflict, ...rest } = entry;
  await outbox.save({ ...rest, version: conflict.version, state: "waiting" });
  await sync();
}

/** The server's stays, and mine is kept in the case as a note. */
async function asNote(entry) {
  const id = uuid7();
  const lines = Object.entries(entry.body).map(([field, value]) => (
    `${text(`field.${field}`)}: ${Array.isArray(value) ? value.join(", ") : value}`));
  const words = [text("outbox.note.head"), ...lines].join("\n");
  const summary = { ...entry.summary, kind: "note" };
  await outbox.add(id, `${entry.path}/notes`, { id, text: words }, summary, {
    kind: "note", of: entry.of,
  });
  await outbox.vault.remove(entry.id);
  await sync();
}

async function discard(entry) {
  if (!window.confirm(text("outbox.discard.sure"))) return;
  await outbox.vault.remove(entry.id);
  await sync();
}

function correct(entry) {
  if (document.getElementById("log")) {
    document.dispatchEvent(new CustomEvent("hub:correct", { detail: entry.id }));
  } else {
    location.assign(`/log#entry=${entry.id}`);
  }
}

function attention(entry) {
  const { problem = {} } = entry;
  const words = [problem.detail ?? problem.title ?? text("outbox.refused")];
  const details = (problem.errors ?? []).map((error) => error.detail);
  const what = make("p", "error", [...words, ...new Set(details)].join(" "));
  const actions = make("p", "actions");
  if (entry.conflict && entry.kind === "change") {
    actions.append(button("outbox.over", () => over(entry)),
      button("outbox.as.note", () => asNote(entry)),
      button("outbox.keep.theirs", () => discard(entry), true));
    return [what, sides(entry), actions];
  }
  if (entry.conflict) {
    actions.append(button("outbox.another", () => another(entry)),
      button("outbox.keep.theirs", () => discard(entry), true));
    return [what, sides(entry), actions];
  }
  if (entry.kind === "event") actions.append(button("outbox.correct", () => correct(entry)));
  actions.append(button("outbox.again", () => again(entry)),
    button("outbox.discard", () => discard(entry), true));
  return [what, actions];
}

function item(entry) {
  const state = entry.state === "unreadable" ? "attention" : entry.state;
  const badge = make("span", "badge", text(`state.${state}`));
  badge.dataset.state = state;
  const more = entry.state === "attention" ? attention(entry) : [];
  return make("li", "", make("p", "", badge, " ", titled(entry)), ...more);
}

/** Draws a list anew, of all entries or of those that are of one thing. */
export async function panel(list, isOf = () => true) {
  const entries = (await outbox.entries()).filter(isOf);
  const count = (state) => entries.filter((entry) => entry.state === state).length;
  const newest = [...entries].reverse();
  newest.sort((left, right) => RANK[left.state] - RANK[right.state]);
  let sent = 0;
  const shown = newest.filter((entry) => entry.state !== "sent" || (sent += 1) <= SHOWN);
  list.replaceChildren(...shown.map(item));
  const place = document.getElementById("outbox-count");
  if (!place) return;
  place.textContent = [
    text("outbox.waiting", { count: count("waiting") }),
    text("outbox.sent", { count: count("sent") }),
    text("outbox.attention", { count: count("attention") + count("unreadable") }),
  ].join(" · ");
}

const whole = document.getElementById("outbox");
if (whole) {
  watch(() => panel(whole));
  await panel(whole);
}
