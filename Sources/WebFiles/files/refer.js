// A referral with the consent that it rests on: first what the person agreed to, then what is handed
// over. Both have ids of their own, so that trying again after a lost answer is the same again.
import { clear, content, gaps, show } from "./forms.js";
import { call } from "./net.js";
import { text } from "./texts.js";
import { uuid7 } from "./uuid.js";

const form = document.getElementById("refer");
const ids = { consent: uuid7(), referral: uuid7() };
/** What was agreed to as it was sent: other parts are another consent. */
let agreed;

function failed(answer) {
  return show(form, answer.status === 0 ? { detail: text("form.line") } : answer.body ?? {});
}

async function send() {
  const errors = gaps(form);
  const all = content(form);
  if (!all.agreed) errors.push({ pointer: "agreed", detail: text("refer.agreed") });
  if (!all.needs?.length) errors.push({ pointer: "needs", detail: text("form.missing") });
  if (errors.length) return show(form, { errors });
  clear(form);
  const consent = {
    person: all.person_id, purpose: "referral", receiver: all.to, covers: all.covers ?? [],
    hub: all.hub, channel: all.channel, language: all.language, text_version: form.dataset.version,
  };
  const said = JSON.stringify(consent);
  if (agreed && agreed !== said) ids.consent = uuid7();
  agreed = said;
  const given = await call("POST", form.dataset.consents, { id: ids.consent, ...consent });
  if (given.status !== 200 && given.status !== 201) return failed(given);
  const { case_id, person_id, to, needs, priority, summary } = all;
  const referral = { id: ids.referral, case_id, person_id, to, needs, priority, summary };
  const sent = await call("POST", form.dataset.referrals, referral);
  if (sent.status !== 200 && sent.status !== 201) {
    // What was refused is not what will be sent then.
    if (sent.status) ids.referral = uuid7();
    return failed(sent);
  }
  return location.assign(form.dataset.next);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  await send();
  button.disabled = false;
});
