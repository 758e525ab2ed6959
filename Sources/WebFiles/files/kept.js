// What the device keeps for when there is no line: today's list, the hub's open cases and its recent
// people, sealed, and never older than what the server last said.
import { call } from "./net.js";
import { account, text } from "./texts.js";
import { clearAccount, Vault } from "./vault.js";

const vault = new Vault("kept", account);
const FRESH = 10 * 60 * 1000;
/** After so long unseen by the server, what is kept of people is not shown any more. */
const STALE = 7 * 24 * 3600 * 1000;

/** The list of that name as it is kept: {at, list}. */
export async function kept(name) {
  const found = await vault.get(`${name}@${account}`);
  return found && Date.now() - found.at < STALE ? found : { at: undefined, list: [] };
}

/** Something was sent that changes a list: what is kept of it is asked for again. */
export async function outdate(name) {
  const found = await kept(name);
  if (found.at) await vault.put(`${name}@${account}`, "", { ...found, isBehind: true });
}

export async function keep(name, list) {
  await vault.put(`${name}@${account}`, "", { at: Date.now(), list });
}

const LISTS = ["people", "today", "cases"];
const CHANGES = "/api/v1/changes";
const MOST_PAGES = 30;

/**
 * Hears what changed since the device last asked, and lets go of what is not its to keep any more:
 * whoever was erased at once, with the cases that are about them; all else by asking anew.
 *
 * Gives the answer, which also says whether the session was ended.
 */
export async function follow() {
  const { list: [before] } = await kept("cursor");
  const changes = [];
  let answer;
  let next = before ?? "now";
  // So many pages are more than a device misses in a week that it keeps anything for.
  for (let page = 0; page < MOST_PAGES; page += 1) {
    answer = await call("GET", `${CHANGES}?after=${next}`);
    if (answer.status !== 200 || !answer.body?.next) return answer;
    changes.push(...answer.body.changes);
    next = answer.body.next;
    if (!answer.body.more) break;
  }
  const gone = new Set(changes.filter((one) => one.kind === "person")
    .filter((one) => one.gone || !one.person?.readable).map((one) => one.id));
  if (gone.size) await forget(gone);
  // That somebody agreed to be written down, as most do every day, changes none of the lists.
  const isUsual = ({ consent }) => consent?.purpose === "assistance" && !consent.withdrawn_on;
  if (before === undefined) {
    // The lists were kept before the first cursor: what changed between the two nobody would tell.
    await Promise.all(LISTS.map(outdate));
    await Promise.all(LISTS.map(renew));
  }
  const kinds = new Set(changes.filter((one) => !isUsual(one)).map((one) => one.kind));
  if (["person", "event"].some((kind) => kinds.has(kind))) await outdate("people");
  if (["case", "consent", "referral"].some((kind) => kinds.has(kind))) {
    await Promise.all(LISTS.map(outdate));
    // What may not be seen any more is not to wait for somebody to open the list.
    await Promise.all(LISTS.map(renew));
  }
  await keep("cursor", [next]);
  return answer;
}

/** Takes people out of what is kept, and the cases that are about them. */
async function forget(gone) {
  const about = new Set();
  for (const name of ["people", "cases", "today"]) {
    const found = await kept(name);
    const list = found.list.filter((one) => {
      if (!gone.has(one.id) && !one.people?.some((person) => gone.has(person.id))
        && !about.has(one.id)) return true;
      about.add(one.id);
      return false;
    });
    if (list.length < found.list.length) {
      await vault.put(`${name}@${account}`, "", { ...found, list });
    }
  }
}

/** Asks anew for a list that is kept and behind. */
async function renew(name) {
  const found = await kept(name);
  if (found.path) await refresh(name, found.path);
}

/** What happened in a case as its page shows it, kept with the case. */
export async function keepTimeline(id, timeline) {
  const found = await kept("cases");
  const list = found.list.map((one) => (one.id === id ? { ...one, timeline } : one));
  if (found.at) await vault.put(`cases@${account}`, "", { ...found, list });
}

/** A hub's day as a list: {reference, text, due}, cases first. */
function dayOf({ due, waiting, overdue }) {
  const cases = due.map((one) => (
    { id: one.id, reference: one.reference, text: one.next_step ?? "", due: one.due }));
  const referrals = new Map([...waiting, ...overdue].map((one) => [one.id, {
    reference: `${one.from} → ${one.receiver}`, due: one.due_on,
    text: (one.needs ?? []).map((code) => text(`service.${code}`)).join(", "),
  }]));
  return [...cases, ...referrals.values()];
}

/** A case as a device keeps it; one that cannot be read any more is not kept. */
function caseOf(one) {
  const { id, reference, version, needs, priority, plan, next_step, due, overdue } = one;
  const people = one.people.map((person) => ({
    id: person.person_id,
    name: [person.given_names, person.family_names].filter(Boolean).join(" "),
  }));
  return { id, reference, version, needs, priority, plan, next_step, due, overdue, people };
}

function listOf(name, body, before) {
  if (name === "today") return dayOf(body);
  if (name !== "cases") return body[name] ?? [];
  const timelines = new Map(before.list.map((one) => [`${one.id} ${one.version}`, one.timeline]));
  return (body.cases ?? []).filter((one) => one.readable).map(caseOf).map((one) => (
    { ...one, timeline: timelines.get(`${one.id} ${one.version}`) }));
}

/** Asks the server for a list where the one kept is not fresh; gives what is kept then. */
export async function refresh(name, path) {
  const before = await kept(name);
  const isFresh = before.at && !before.isBehind && Date.now() - before.at < FRESH;
  if (!path || isFresh) return before;
  const answer = await call("GET", path);
  if (answer.isRevoked) {
    await clearAccount(account);
    location.replace("/sign-in");
  }
  if (answer.status !== 200 || answer.body === undefined) return before;
  const now = { at: Date.now(), list: listOf(name, answer.body, before), path };
  await vault.put(`${name}@${account}`, "", now);
  return now;
}

const fold = (name) => name.normalize("NFD").replace(/[^\p{L}\p{N} ]/gu, "").toLowerCase();

/** Whether somebody of the list is described: the same names, and no other birth. */
export function alike(person, { given_names = "", family_names = "", born }) {
  const names = (given, family) => fold(`${given} ${family}`).split(/\s+/).filter(Boolean).join(" ");
  const mine = names(given_names, family_names);
  return mine !== "" && mine === names(person.given_names ?? "", person.family_names ?? "")
    && (!born || !person.birth || person.birth.startsWith(born) || born.startsWith(person.birth));
}

/** Those of a list of people whose names have every word's beginning in them. */
export function matching(people, words) {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  return people.filter((person) => {
    const names = fold(`${person.given_names ?? ""} ${person.family_names ?? ""}`).split(/\s+/);
    return wanted.every((word) => names.some((name) => name.startsWith(word)));
  });
}
