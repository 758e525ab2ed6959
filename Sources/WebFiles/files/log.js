// The log form: reads it, checks it, puts the event into the outbox, and is ready for the next.
import { eventFrom, people, place, problems, todayIn } from "./event.js";
import { clear, show } from "./forms.js";
import { keep, kept } from "./kept.js";
import { Keys } from "./keys.js";
import { Known } from "./known.js";
import { outbox, submit, sync } from "./sync.js";
import { Tally } from "./tally.js";
import { counted, text } from "./texts.js";
import { uuid7 } from "./uuid.js";

const form = document.getElementById("log");
const field = (name) => form.elements[name];
const said = document.getElementById("said");
const identity = document.getElementById("identity");
const zones = JSON.parse(form.dataset.zones);
const texts = ["record_id", "destination", "case", "notes"];
const reading = document.getElementById("reading");
const tally = new Tally(document.getElementById("tally"), count);
const known = new Known(form);
/** The entry that is being put right, or nothing where the event is new. */
let correcting;

const chosen = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)];
const keeps = () => chosen("keeps")[0]?.value === "yes";

function read() {
  const person = {};
  for (const name of ["given_names", "family_names", "document", "birth_date", "nationality"]) {
    person[name] = field(`person/${name}`).value;
  }
  person.sex = chosen("person/sex")[0]?.value ?? "unknown";
  const state = {
    hub: field("hub").value, occurred_on: field("occurred_on").value,
    channel: chosen("channel")[0]?.value ?? "unknown", profile: field("profile").value,
    services: chosen("services").map((one) => one.value), keeps: keeps(), person,
    person_id: known.id, tallies: tally.values,
    // An entry that is put right keeps the version that was read when it was made.
    consent: {
      language: field("consent/language").value,
      text_version: correcting?.body?.consent?.text_version ?? reading.dataset.version,
    },
  };
  for (const name of texts) state[name] = field(name).value;
  return state;
}

/** Fills the form; what is not said is emptied, but for hub, date, channel and profile. */
function fill(event) {
  known.clear();
  for (const box of form.querySelectorAll("[name=services]")) {
    box.checked = event.services?.includes(box.value) ?? false;
  }
  const first = event.participants?.find((one) => one.person || one.person_id);
  for (const name of ["given_names", "family_names", "document", "birth_date", "nationality"]) {
    field(`person/${name}`).value = first?.person?.[name] ?? "";
  }
  pick("person/sex", first?.person?.sex ?? "unknown");
  if (first?.person_id) known.chooseById(first.person_id);
  pick("keeps", first ? "yes" : "no");
  tally.values = (event.participants ?? []).map((one) => one.tally).filter(Boolean);
  for (const name of texts) field(name).value = event[name] ?? "";
  for (const name of ["hub", "occurred_on", "profile"]) {
    if (event[name]) field(name).value = event[name];
  }
  if (event.channel) pick("channel", event.channel);
  if (event.consent) speak(event.consent.language);
  gate();
  dated();
}

function pick(name, value) {
  for (const radio of form.querySelectorAll(`[name="${name}"]`)) {
    radio.checked = radio.value === value;
  }
}

/** The language in which consent is asked for; it stays until another is chosen, as the channel does. */
function speak(language) {
  const list = field("consent/language");
  list.value = language;
  if (!list.value) list.selectedIndex = 0;
  list.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Consent first: without it the fields that say who somebody is are closed. */
function gate() {
  identity.disabled = !keeps();
  identity.hidden = !keeps();
  document.getElementById("with").hidden = !keeps();
}

function count() {
  const place = document.getElementById("f-tally-count");
  const total = tally?.total ?? 0;
  place.textContent = total ? counted("log.tally", total) : "";
}

function dated() {
  const today = todayIn(zones[field("hub").value]);
  field("occurred_on").max = today;
  if (!field("occurred_on").value) field("occurred_on").value = today;
  document.getElementById("not-today").hidden = field("occurred_on").value === today;
}

function say(words, state) {
  said.dataset.state = state;
  said.textContent = words;
}

async function save() {
  clear(form);
  const state = read();
  const found = problems(state, todayIn(zones[state.hub]));
  if (found.length) {
    show(form, {
      errors: found.map((one) => ({ pointer: one.pointer, detail: text(one.text) })),
    });
    say(text("log.not.saved"), "attention");
    return;
  }
  if (state.keeps && !state.person_id && await known.offers()) {
    say(text("log.likely"), "attention");
    return;
  }
  const id = correcting?.id ?? uuid7();
  const event = eventFrom(state, id);
  const summary = {
    services: event.services, people: people(event), occurred_on: event.occurred_on,
    at: new Date().toISOString(),
  };
  try {
    if (correcting) {
      const { order, kind, method, path, answers } = correcting;
      await outbox.save({
        id, order, kind, method, path, answers, body: event, summary, state: "waiting",
      });
      correcting = undefined;
      void sync();
    } else {
      await submit(id, "/api/v1/events", event, summary);
    }
  } catch {
    // A full disk, or a private window: nothing was cleared, nothing is lost.
    say(text("log.storage"), "attention");
    return;
  }
  const { hub, channel, profile } = event;
  const { language } = state.consent;
  localStorage.setItem("preset", JSON.stringify({ hub, channel, profile, language }));
  const tallies = event.participants.filter((one) => one.tally);
  await keep("last", { services: event.services, channel, profile, participants: tallies });
  fill({});
  say(counted("log.saved", summary.people), "saved");
  document.getElementById("f-services").focus();
}

async function repeat() {
  const last = (await kept("last")).list;
  if (!last.services) return say(text("log.nothing.before"), "attention");
  fill(last);
  say(text("log.repeated"), "saved");
  return undefined;
}

/** Opens an entry that the server refused, with what it said beside the fields. */
async function correct(id) {
  const entry = (await outbox.entries()).find((one) => one.id === id);
  if (!entry?.body) return;
  correcting = entry;
  fill(entry.body);
  const errors = (entry.problem?.errors ?? []).map((one) => (
    { ...one, pointer: place(one.pointer, entry.body) }));
  show(form, { ...entry.problem, errors });
  say(text("log.correcting"), "attention");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void save();
});
// What was said of the last event is over when the next is begun.
for (const begun of ["keydown", "input", "pointerdown"]) {
  document.addEventListener(begun, () => { if (said.dataset.state === "saved") say("", ""); }, true);
}
form.addEventListener("change", (event) => {
  if (event.target.name === "keeps") gate();
  if (["hub", "occurred_on"].includes(event.target.name)) dated();
});
document.getElementById("repeat").addEventListener("click", repeat);
document.addEventListener("hub:correct", (event) => correct(event.detail));

const preset = JSON.parse(localStorage.getItem("preset") ?? "{}");
if (preset.hub in zones) field("hub").value = preset.hub;
if (preset.profile) field("profile").value = preset.profile;
if (preset.channel) pick("channel", preset.channel);
if (preset.language) speak(preset.language);
for (const option of field("person/nationality").options) {
  field("destination").append(option.cloneNode(true));
}
field("occurred_on").value = "";
gate();
dated();
count();
new Keys(form, {
  tally, repeat,
  keeps(value) {
    pick("keeps", value);
    gate();
    if (value === "yes") field("known").focus();
    else document.getElementById("f-keeps").focus();
  },
});
if (location.hash.startsWith("#entry=")) await correct(location.hash.slice(7));
form.dataset.ready = "";
