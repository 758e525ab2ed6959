// What is shown once, out of an answer, and stands in no page: the secret of an authenticator app,
// recovery codes, a password for one use.
import { text } from "./texts.js";

const place = (id) => document.getElementById(id);

const shown = {
  totp({ secret, svg }) {
    place("totp-picture").src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    place("totp-text").textContent = secret.replace(/.{4}(?=.)/g, "$& ");
    place("totp-secret").hidden = false;
    place("totp-begin").hidden = true;
    place("f-code").focus();
  },
  recovery({ recovery_codes: codes }) {
    place("totp-secret").hidden = true;
    place("recovery-codes").replaceChildren(...codes.map((code) => {
      const item = document.createElement("li");
      item.textContent = code;
      return item;
    }));
    place("recovery").hidden = false;
    place("recovery").focus();
  },
};

/** A password for one use, beside the form that made it. */
function password(form, { password: made }) {
  const box = document.createElement("p");
  box.className = "notice";
  box.tabIndex = -1;
  box.setAttribute("role", "status");
  const code = document.createElement("b");
  code.className = "secret";
  code.textContent = made;
  box.append(text("secret.password"), " ", code);
  form.after(box);
  form.reset();
  box.focus();
}

document.addEventListener("hub:sent", (event) => {
  const { secret, body } = event.detail;
  if (!secret) return;
  event.preventDefault();
  if (secret === "password") password(event.target, body);
  else shown[secret](body);
});
