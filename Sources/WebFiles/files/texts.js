// The sentences that scripts show, in the page's language.
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";
const { default: texts } = await import(meta("hub-texts"));

/** The text of that name with its places filled; a name without a text shows as itself. */
export function text(name, values = {}) {
  const found = texts[name] ?? `⟦${name}⟧`;
  return found.replace(/\{(\w+)\}/g, (place, key) => values[key] ?? place);
}

/** `name.one` where the count is one, else `name.many`. */
export function counted(name, count) {
  return text(count === 1 ? `${name}.one` : `${name}.many`, { count });
}

export const account = meta("hub-account");
export const language = document.documentElement.lang;
// Days first, as the server writes them.
export const locale = language === "en" ? "en-GB" : language;

/** A day in the page's language; what is none stays as it is. */
export const day = (written) => (/^\d{4}-\d\d-\d\d$/.test(written) ? new Date(written)
  .toLocaleDateString(locale, { dateStyle: "medium", timeZone: "UTC" }).replaceAll(" ", "\u00a0") : written);
