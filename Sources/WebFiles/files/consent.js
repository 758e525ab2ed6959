// What is read to a person who is asked for consent: the text of the purpose and the language chosen,
// and for a referral to whom and what.
const form = document.getElementById("give");
const chosen = (name) => form.querySelector(`[name=${name}]:checked`)?.value;

function read() {
  const purpose = chosen("purpose");
  const language = form.elements.language.value;
  const texts = [...form.querySelectorAll("[data-purpose]")];
  const mine = texts.filter((one) => one.dataset.purpose === purpose);
  // Where there is none of a language, an interpreter has the Spanish one to go by.
  const text = mine.find((one) => one.dataset.language === language) ?? mine[0];
  for (const one of texts) one.hidden = one !== text;
  form.querySelector("[data-none]").hidden = text?.dataset.language === language;
  const isReferral = purpose === "referral";
  const parts = document.getElementById("referring");
  parts.hidden = !isReferral;
  for (const field of parts.querySelectorAll("select, input")) field.disabled = !isReferral;
  form.elements.receiver.required = isReferral;
}

if (form) {
  form.addEventListener("change", read);
  read();
}
