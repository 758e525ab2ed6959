// What is read to a person who is asked for consent: the text of the purpose and the language chosen,
// and for a referral to whom and what.

/** The chosen purpose; that of the place where only one is asked about. */
function purposeOf(place) {
  return place.dataset.read || place.querySelector("[name=purpose]:checked")?.value;
}

function read(place) {
  const purpose = purposeOf(place);
  const language = place.querySelector("select[name$=language]").value;
  const texts = [...place.querySelectorAll("[data-purpose]")];
  const mine = texts.filter((one) => one.dataset.purpose === purpose);
  // Where there is none of a language, an interpreter has the Spanish one to go by.
  const text = mine.find((one) => one.dataset.language === language) ?? mine[0];
  for (const one of texts) one.hidden = one !== text;
  place.querySelector("[data-none]").hidden = text?.dataset.language === language;
  // Closed, it says in which language the question is asked.
  const asked = place.querySelector("summary [data-language-name]");
  const { selectedOptions: [chosen] } = place.querySelector("select[name$=language]");
  if (asked) asked.textContent = chosen?.textContent ?? "";
  const parts = place.querySelector("#referring");
  if (!parts) return;
  parts.hidden = purpose !== "referral";
  for (const field of parts.querySelectorAll("select, input")) field.disabled = parts.hidden;
  parts.querySelector("select").required = !parts.hidden;
}

for (const place of document.querySelectorAll("[data-read]")) {
  place.addEventListener("change", () => read(place));
  read(place);
}
