// The staff pages' scripts that need no page, asked by node what they do.
// usage: node staff_scripts.mjs FOLDER    FOLDER holds the scripts
import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { pathToFileURL } from "node:url";

// As browsers have it; node only from version 20 on.
globalThis.crypto ??= webcrypto;

const load = (name) => import(pathToFileURL(`${process.argv[2]}/${name}`).href);
const { uuid7 } = await load("uuid.js");
const { birth, changed, differences, eventFrom, place, problems, todayIn } = await load("event.js");
const { judged, Outbox, pause } = await load("outbox.js");

const id = uuid7(0x0178b1a27c00);
assert.match(id, /^0178b1a2-7c00-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
assert.equal(new Set(Array.from({ length: 1000 }, () => uuid7())).size, 1000);
assert.ok(uuid7(1) < uuid7(2));

for (const [written, read] of [["1990", "1990"], ["5/2/1990", "1990-02-05"],
  ["1990-2-5", "1990-02-05"], ["31/2/1990", undefined], ["2/13/1990", undefined],
  ["5/2/90", undefined], ["", undefined]]) assert.equal(birth(written), read, written);

// Three in the morning in London is still yesterday in Tijuana.
const night = new Date("2021-04-01T03:00:00Z");
assert.equal(todayIn("America/Tijuana", night), "2021-03-31");
assert.equal(todayIn("UTC", night), "2021-04-01");

const person = { given_names: " Ana ", family_names: "", document: "", birth_date: "1990",
  sex: "female", nationality: "" };
const form = { hub: "MX-TAP", occurred_on: "2021-03-31", channel: "phone", profile: "unknown",
  services: ["transport"], keeps: true, person, person_id: undefined, record_id: "",
  consent: { language: "hat", text_version: "2021-01" },
  destination: "", case: "", notes: " ", tallies: [{ sex: "male", age_band: "60+", count: 2 }] };
assert.deepEqual(eventFrom(form, id).participants, [
  { person: { given_names: "Ana", birth_date: "1990", sex: "female" } },
  { tally: { sex: "male", age_band: "60+", count: 2 } }]);
assert.equal("notes" in eventFrom(form, id), false);
assert.deepEqual(eventFrom(form, id).consent, { language: "hat", text_version: "2021-01" });
// Without consent nobody is in it, whatever stands in the fields.
assert.equal(JSON.stringify(eventFrom({ ...form, keeps: false }, id)).includes("Ana"), false);
assert.equal("consent" in eventFrom({ ...form, keeps: false }, id), false);
assert.deepEqual(problems(form, "2021-03-31"), []);
const bad = { ...form, keeps: false, services: [], tallies: [], occurred_on: "2021-04-01" };
assert.deepEqual(problems(bad, "2021-03-31").map((one) => one.pointer),
  ["/occurred_on", "/services", "/tally"]);
const event = eventFrom(form, id);
assert.equal(place("/participants/0/person/birth_date", event), "/person/birth_date");
assert.equal(place("/participants/1/tally/count", event), "/tally");
assert.equal(place("/services/3", event), "/services/3");
const rows = differences(event, { ...event, channel: "web", identified: 1, anonymous: 2 });
assert.deepEqual(rows.filter(([, left, right]) => left !== right), [["channel", "phone", "web"]]);

const outcomes = [[201, { id }, "sent"], [200, { id }, "sent"], [200, undefined, "line"],
  [200, { id: "another" }, "line"], [0, undefined, "line"], [302, undefined, "line"],
  [401, {}, "signIn"], [409, {}, "attention"], [422, {}, "attention"], [429, {}, "line"],
  [500, {}, "later"], [503, {}, "line"]];
for (const [status, body, outcome] of outcomes) {
  assert.equal(judged({ status, body }, id).outcome, outcome, `${status}`);
}
assert.equal(judged({ status: 401, isRevoked: true }, id).outcome, "revoked");
assert.ok(pause(1, 0) < pause(3, 0) && pause(50, 1) <= 375);

/** An outbox over a plain map, whose server answers as it is told. */
function outboxOf(answers) {
  const kept = new Map();
  const sent = [];
  const vault = {
    put: async (key, order, value) => { kept.set(key, structuredClone(value)); },
    all: async () => [...kept.values()].sort((left, right) => (left.order < right.order ? -1 : 1)),
    remove: async (key) => { kept.delete(key); },
  };
  const post = async ({ body, version }) => {
    sent.push(body.id);
    return answers(body.id, version);
  };
  return { box: new Outbox(vault, post, async () => ({ channel: "web" })), sent, kept };
}

const good = (key) => ({ status: 201, body: { id: key } });
const four = outboxOf((key) => (
  key === "b" ? { status: 422, body: { code: "invalid" } }
    : key === "c" ? { status: 500 } : good(key)));
for (const key of ["a", "b", "c", "d"]) await four.box.add(key, "/api/v1/events", { id: key }, {});
assert.deepEqual(await four.box.sync(), { sent: 2, attention: 1, left: 1, reason: "line" });
assert.deepEqual(four.sent, ["a", "b", "c", "d"]);
assert.equal(four.kept.get("b").state, "attention");
assert.equal(four.kept.get("a").body, undefined, "what was sent says nobody's name any more");
assert.equal(four.kept.get("c").state, "waiting");
await four.box.tidy("9999");
assert.deepEqual([...four.kept.keys()], ["b", "c"]);

const over = outboxOf(() => ({ status: 401 }));
for (const key of ["a", "b"]) await over.box.add(key, "/", { id: key }, {});
assert.deepEqual(await over.box.sync(), { sent: 0, attention: 0, left: 2, reason: "signIn" });
assert.deepEqual(over.sent, ["a"]);

// Two changes of one case, the second made before the first arrived: it follows on what that made.
const changes = outboxOf((key, version) => ({ status: 200, body: { id: "case", version: version + 1 } }));
const more = { kind: "change", method: "PATCH", version: 3, answers: "case" };
await changes.box.add("a", "/cases/case", { id: "a", plan: "x" }, {}, more);
await changes.box.add("b", "/cases/case", { id: "b", due: "2021-04-01" }, {}, more);
await changes.box.add("c", "/cases/other", { id: "c", plan: "y" }, {}, more);
const versions = [];
const posting = changes.box.post;
changes.box.post = async (entry) => { versions.push(entry.version); return posting(entry); };
assert.equal((await changes.box.sync()).sent, 3);
assert.deepEqual(versions, [3, 4, 3]);
assert.deepEqual(changed({ plan: "x", needs: ["b", "a"] }, { plan: "y", needs: ["a", "b"] }),
  [["plan", "x", "y"], ["needs", "a, b", "a, b"]]);

const clash = outboxOf(() => ({ status: 409, body: { code: "conflict" } }));
await clash.box.add("a", "/", { id: "a" }, {});
await clash.box.sync();
assert.deepEqual(clash.kept.get("a").conflict, { channel: "web" });
assert.deepEqual(clash.kept.get("a").body, { id: "a" });
