// What the log form holds, as an event of the API; nothing here touches the page.

/** Today at a hub, by its own time zone: the device may stand in another. */
export function todayIn(zone, now = new Date()) {
  const options = { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" };
  const parts = new Intl.DateTimeFormat("en-US", options).formatToParts(now);
  const part = (type) => parts.find((one) => one.type === type).value;
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** A birth date as it is written (1990, 1990-02-05, 5/2/1990) as the API has it; else undefined. */
export function birth(text) {
  const written = text.trim();
  if (/^\d{4}$/.test(written)) return written;
  const iso = written.match(/^(\d{4})-(\d{1,2})-(\d{1,2})$/);
  const local = written.match(/^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/);
  if (!iso && !local) return undefined;
  const [year, month, day] = (iso ? iso.slice(1) : local.slice(1).reverse()).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1
    && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : undefined;
}

const filled = (values) => Object.fromEntries(
  Object.entries(values).filter(([, value]) => value !== undefined && value !== ""));

/**
 * The event that a form describes.
 *
 * Without consent to keep data there is no person in it, whatever stands in the fields.
 */
export function eventFrom(form, id) {
  const participants = [];
  if (form.keeps && form.person_id) {
    participants.push({ person_id: form.person_id });
  } else if (form.keeps) {
    const { person } = form;
    participants.push({
      person: filled({
        given_names: person.given_names.trim(), family_names: person.family_names.trim(),
        document: person.document.trim(),
        birth_date: person.birth_date.trim() === "" ? undefined : birth(person.birth_date),
        sex: person.sex, nationality: person.nationality,
      }),
    });
  }
  for (const { sex, age_band, count } of form.tallies) {
    if (count > 0) participants.push({ tally: { sex, age_band, count } });
  }
  return {
    id, hub: form.hub, occurred_on: form.occurred_on, channel: form.channel,
    profile: form.profile, services: form.services, participants,
    // What was read and in which language: whoever is named has agreed to it.
    ...(form.keeps ? { consent: { ...form.consent } } : {}),
    ...filled({
      record_id: form.record_id.trim(), destination: form.destination,
      case: form.case.trim(), notes: form.notes.trim(),
    }),
  };
}

/** What is wrong with a form before it is sent: [{pointer, text}]. */
export function problems(form, today) {
  const found = [];
  const say = (pointer, text) => found.push({ pointer, text });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(form.occurred_on)) say("/occurred_on", "log.date.missing");
  else if (form.occurred_on > today) say("/occurred_on", "log.date.future");
  if (form.services.length === 0) say("/services", "log.services.missing");
  if (form.keeps && !form.person_id) {
    const { given_names, family_names, document, birth_date } = form.person;
    if (!(given_names + family_names + document).trim()) {
      say("/person/given_names", "log.person.missing");
    }
    if (birth_date.trim() && !birth(birth_date)) say("/person/birth_date", "log.birth.form");
  }
  if (!form.keeps && !form.tallies.some((one) => one.count > 0)) {
    say("/tally", "log.people.missing");
  }
  return found;
}

/** Where the form has the field that a pointer of the API means. */
export function place(pointer, event) {
  const parts = pointer.match(/^\/participants\/(\d+)(\/person(?:_id)?)?(\/[a-z_]+)?/);
  if (!parts) return pointer;
  const isTally = event?.participants?.[Number(parts[1])]?.tally !== undefined;
  if (isTally) return "/tally";
  return parts[3] ? `/person${parts[3]}` : "/person/given_names";
}

/** How many people an event is about. */
export function people(event) {
  return event.participants.reduce((sum, one) => sum + (one.tally?.count ?? 1), 0);
}

const shown = (value) => (
  Array.isArray(value) ? [...value].sort().join(", ") : String(value ?? ""));

/** Says where a change of a case and the case as it stands differ: [[field, mine, theirs]]. */
export function changed(mine, theirs) {
  return Object.keys(mine).map((field) => [field, shown(mine[field]), shown(theirs[field])]);
}

/** Says of two events where they differ: [[field, mine, theirs]]; people as numbers. */
export function differences(mine, theirs) {
  const identified = mine.participants.filter((one) => !one.tally).length;
  const anonymous = people(mine) - identified;
  const rows = { ...mine, identified, anonymous };
  const fields = ["hub", "occurred_on", "channel", "profile", "services", "record_id",
    "identified", "anonymous"];
  return fields.map((field) => [field, shown(rows[field]), shown(theirs[field])])
    .filter(([, left, right]) => left || right);
}
