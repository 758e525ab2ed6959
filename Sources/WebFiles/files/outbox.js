// The entries that wait to be sent, and what becomes of each.
//
// An entry is {id, order, kind, method, path, body, version, answers, summary, state, problem,
// conflict}; its kind is `event`, `change` or `note`, its state `waiting`, `sent` or `attention`;
// `answers` is the id of what the server answers with. Entries go in their order, each by itself:
// one that the server refuses is put aside with the reason, and the next is sent. Nothing is dropped
// but by a person.

/**
 * What an answer to an entry means: {outcome, problem}.
 *
 * It has arrived when the server answers with the event itself, and not before: a hotel's sign-in
 * page also says 200, and an answer may be cut off.
 */
export function judged(answer, id) {
  const { status, body } = answer;
  if (status === 200 || status === 201) return { outcome: body?.id === id ? "sent" : "line" };
  if (status === 401) return { outcome: answer.isRevoked ? "revoked" : "signIn" };
  // It may be this entry that the server stumbles over: the others are not to wait for it.
  if (status === 500) return { outcome: "later" };
  if (status < 400 || status === 408 || status === 425 || status === 429 || status > 500) {
    return { outcome: "line" };
  }
  return { outcome: "attention", problem: { ...body, status } };
}

/** Seconds to wait before the next try after so many in vain; never more than five minutes. */
export function pause(tries, chance = Math.random()) {
  return Math.min(300, 2 ** Math.min(tries, 9)) * (0.75 + 0.5 * chance);
}

export class Outbox {
  /**
   * @param vault keeps the entries
   * @param post sends one: `post(entry)` gives {status, body, isRevoked}; 0 where no answer came
   * @param look asks what the server has: `look(entry)` gives the event or the case, or undefined
   */
  constructor(vault, post, look) {
    this.vault = vault;
    this.post = post;
    this.look = look;
  }

  /** Puts an entry in; it is on the disk when the promise is kept. */
  async add(id, path, body, summary, more = {}) {
    const order = new Date().toISOString() + id;
    const entry = {
      id, order, kind: "event", method: "POST", path, body, answers: id, ...more, summary,
      state: "waiting",
    };
    await this.vault.put(id, order, entry);
    return entry;
  }

  async save(entry) {
    await this.vault.put(entry.id, entry.order, entry);
  }

  async entries() {
    return this.vault.all();
  }

  /**
   * Sends what waits, in order.
   *
   * Gives {sent, attention, left, reason}: how many went, how many were put aside, how many still
   * wait, and why (`line`, `signIn`, `revoked`, or nothing).
   */
  async sync() {
    const result = { sent: 0, attention: 0, left: 0, reason: undefined };
    const waiting = (await this.entries()).filter((entry) => entry.state === "waiting");
    for (const [index, entry] of waiting.entries()) {
      const answer = await this.post(entry);
      const { outcome, problem } = judged(answer, entry.answers);
      if (outcome === "sent") {
        await this.sent(entry);
        await this.follow(entry, answer.body, waiting.slice(index + 1));
        result.sent += 1;
      } else if (outcome === "attention") {
        await this.putAside(entry, problem);
        result.attention += 1;
      } else if (outcome === "later") {
        result.left += 1;
        result.reason = "line";
      } else {
        result.left += waiting.length - index;
        result.reason = outcome;
        break;
      }
    }
    return result;
  }

  /** What is left of an entry that arrived: that it did, without who it was about. */
  async sent(entry) {
    const { id, order, kind, answers, summary } = entry;
    await this.save({ id, order, kind, answers, summary, state: "sent" });
  }

  /** What was changed here after a change that arrived is based on what that one made. */
  async follow(entry, body, rest) {
    if (entry.kind !== "change" || !body?.version) return;
    for (const later of rest) {
      if (later.path !== entry.path || later.version !== entry.version) continue;
      later.version = body.version;
      await this.save(later);
    }
  }

  async putAside(entry, problem) {
    const conflict = [409, 412].includes(problem.status) ? await this.look(entry) : undefined;
    await this.save({ ...entry, state: "attention", problem, conflict });
  }

  /** Forgets what was sent before a time; what is not sent stays. */
  async tidy(before) {
    for (const entry of await this.entries()) {
      if (entry.state === "sent" && entry.order < before) await this.vault.remove(entry.id);
    }
  }
}
