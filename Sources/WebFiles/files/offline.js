// What the device keeps, shown without a network: today's list, the open cases, people seen lately;
// and in the place of a case's page the case, whose notes and changes wait in the outbox.
import { kept, matching, refresh } from "./kept.js";
import { Known, learnCountries } from "./known.js";
import { day, locale, text } from "./texts.js";

const search = document.getElementById("f-known");
const place = (id) => document.getElementById(id);
const [, here] = location.pathname.match(/^\/cases\/([0-9a-f-]{36})$/) ?? [];

function item(words, href) {
  const line = document.createElement("li");
  if (href) {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = words.shift();
    line.append(link, " ");
  }
  line.append(words.filter(Boolean).map(day).join(" · "));
  return line;
}

function asOf(at) {
  const time = at && new Date(at).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
  return at ? text("kept.at", { time }) : text("kept.none");
}

function show(name, { at }, items) {
  place(`kept-${name}-at`).textContent = asOf(at);
  place(`kept-${name}`).replaceChildren(...items);
}

const named = (one) => one.people.map((person) => person.name).join(", ");

async function draw() {
  const today = await kept("today");
  show("today", today, today.list.map((one) => (
    item([one.reference, one.text, one.due], one.id && `/cases/${one.id}`))));
  const cases = await kept("cases");
  show("cases", cases, cases.list.map((one) => (
    item([one.reference, named(one), one.next_step, one.due], `/cases/${one.id}`))));
  const people = await kept("people");
  const found = search.value.trim() ? matching(people.list, search.value) : people.list.slice(0, 20);
  show("people", people, found.map((one) => item([Known.label(one)])));
}

/** Puts a case where its page would be, with its forms as that page has them. */
async function drawCase(one, at) {
  place("case-title").textContent = one.reference;
  place("kept-case-at").textContent = asOf(at);
  const facts = {
    ...one, due: day(one.due), people: named(one), needs: one.needs.map((code) => text(`service.${code}`)).join(", "),
  };
  for (const fact of document.querySelectorAll("[data-fact]")) {
    fact.textContent = facts[fact.dataset.fact] ?? "–";
  }
  place("kept-timeline").replaceChildren(...(one.timeline ?? []).map((words) => item([...words])));
  const path = `/api/v1/cases/${one.id}`;
  const outbox = place("case-outbox");
  Object.assign(outbox.dataset, { case: path, reference: one.reference });
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const isChange = form.dataset.change !== undefined;
    form.dataset.path = isChange ? path : `${path}/notes`;
    if (!isChange) continue;
    form.dataset.version = one.version;
    for (const name of ["next_step", "due"]) form.elements[name].defaultValue = one[name] ?? "";
  }
  // Shown when its forms are listened to, so that nothing that is sent is lost.
  await import("./case.js");
  place("kept-case").hidden = false;
}

search.addEventListener("input", draw);
place("retry").addEventListener("click", () => location.reload());
// Whoever opens this page came in vain to another: with the line back, there.
addEventListener("online", () => { if (location.pathname !== "/offline") location.reload(); });
// The log form, kept for use without a line, knows what countries are called.
await fetch("/log").then((log) => log.text()).then(learnCountries).catch(() => {});
const cases = await kept("cases");
const found = here && cases.list.find((one) => one.id === here);
if (found) await drawCase(found, cases.at);
await draw();
const keeping = place("keeping").dataset;
await Promise.all(["today", "people", "cases"].map((name) => refresh(name, keeping[name])));
await draw();
