// What the device keeps, shown without a network: today's list and people seen lately.
import { kept, matching, refresh } from "./kept.js";
import { Known } from "./known.js";
import { language, text } from "./texts.js";

const today = document.getElementById("kept-today");
const people = document.getElementById("kept-people");
const search = document.getElementById("f-known");

function items(place, lines) {
  place.replaceChildren(...lines.map((line) => {
    const item = document.createElement("li");
    item.textContent = line;
    return item;
  }));
}

function asOf(at) {
  const time = at && new Date(at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  return at ? text("kept.at", { time }) : text("kept.none");
}

async function draw() {
  const list = await kept("today");
  document.getElementById("kept-today-at").textContent = asOf(list.at);
  items(today, list.list.map((one) => (
    [one.due, one.reference, one.text].filter(Boolean).join(" · "))));
  const known = await kept("people");
  document.getElementById("kept-people-at").textContent = asOf(known.at);
  const found = search.value.trim() ? matching(known.list, search.value) : known.list.slice(0, 20);
  items(people, found.map(Known.label));
}

search.addEventListener("input", draw);
document.getElementById("retry").addEventListener("click", () => location.reload());
// Whoever opens this page came in vain to another: with the line back, there.
addEventListener("online", () => { if (location.pathname !== "/offline") location.reload(); });
await draw();
const main = document.getElementById("main");
await Promise.all([
  refresh("today", main.querySelector("[data-today]")?.dataset.today),
  refresh("people", main.querySelector("[data-people]")?.dataset.people),
]);
await draw();
