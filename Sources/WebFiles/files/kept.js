// What the device keeps for when there is no line: today's list and the hub's recent people,
// sealed, and never older than what the server last said.
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

/** A hub's day as a list: {reference, text, due}, cases first. */
function dayOf({ due, waiting, overdue }) {
  const cases = due.map((one) => (
    { reference: one.reference, text: one.next_step ?? "", due: one.due }));
  const referrals = new Map([...waiting, ...overdue].map((one) => [one.id, {
    reference: `${one.from} → ${one.receiver}`, due: one.due_on,
    text: (one.needs ?? []).map((code) => text(`service.${code}`)).join(", "),
  }]));
  return [...cases, ...referrals.values()];
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
  const list = name === "today" ? dayOf(answer.body) : answer.body[name] ?? [];
  await keep(name, list);
  return { at: Date.now(), list };
}

const fold = (name) => name.normalize("NFD").replace(/[^\p{L}\p{N} ]/gu, "").toLowerCase();

/** Those of a list of people whose names have every word's beginning in them. */
export function matching(people, words) {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  return people.filter((person) => {
    const names = fold(`${person.given_names ?? ""} ${person.family_names ?? ""}`).split(/\s+/);
    return wanted.every((word) => names.some((name) => name.startsWith(word)));
  });
}
