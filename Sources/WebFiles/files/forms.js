// Forms with data-path go to the API as JSON; what is wrong comes back beside its field.
import { call } from "./net.js";
import { text } from "./texts.js";
import { uuid7 } from "./uuid.js";

const idOf = (pointer) => `f-${pointer.replace(/^\//, "").replace(/[/_]/g, "-")}`;

/** What a form holds, as JSON: the name of a field is its pointer; what is empty is left out. */
export function content(form) {
  const result = {};
  for (const field of form.elements) {
    const value = valueOf(field);
    if (!field.name || field.disabled || value === undefined) continue;
    const parts = field.name.split("/");
    const last = parts.pop();
    let place = result;
    for (const [index, part] of parts.entries()) {
      place = place[part] ??= /^\d+$/.test(parts[index + 1] ?? last) ? [] : {};
    }
    if (field.dataset.list !== undefined) (place[last] ??= []).push(value);
    else place[last] = value;
  }
  return withoutGaps(result);
}

/** Rows that were left empty are no rows. */
function withoutGaps(value) {
  if (Array.isArray(value)) return value.filter(() => true).map(withoutGaps);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutGaps(one)]));
}

/** The same, of a form that changes something: only what differs from what it came with. */
export function changes(form) {
  const result = {};
  const lists = new Set();
  for (const field of form.elements) {
    if (!field.name || field.disabled) continue;
    if (field.dataset.list !== undefined) {
      if (field.checked !== field.defaultChecked) lists.add(field.name);
    } else if (isChanged(field)) {
      result[field.name] = valueOf(field) ?? "";
    }
  }
  for (const name of lists) result[name] = content(form)[name] ?? [];
  return result;
}

function isChanged(field) {
  if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
  const first = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
  return field.value !== first?.value;
}

function valueOf(field) {
  if (field.dataset.lines !== undefined) {
    return field.value.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  }
  if (field.dataset.newId !== undefined) return field.value ||= uuid7();
  if (field.type === "radio") return field.checked ? field.value : undefined;
  if (field.type === "checkbox") {
    if (field.dataset.sparse !== undefined) return field.checked || undefined;
    if (field.dataset.list !== undefined) return field.checked ? field.value : undefined;
    return field.checked;
  }
  if (field.value === "") return field.dataset.null === undefined ? undefined : null;
  return field.type === "number" ? Number(field.value) : field.value;
}

/** Takes away what was said to be wrong. */
export function clear(form) {
  for (const error of form.querySelectorAll(".error, .problem")) {
    error.hidden = true;
    error.textContent = "";
  }
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
  }
}

/** Says beside each field what is wrong with it, and goes to the first; the rest at the top. */
export function show(form, problem) {
  clear(form);
  const rest = [];
  let first;
  for (const error of problem.errors ?? []) {
    const { field, place } = nearest(form, error.pointer);
    if (!place) {
      rest.push(error.detail);
      continue;
    }
    place.textContent = error.detail;
    place.hidden = false;
    field?.setAttribute("aria-invalid", "true");
    first ??= field;
  }
  if (!first || rest.length) rest.unshift(problem.detail ?? problem.title ?? text("failed"));
  const top = form.querySelector(".problem");
  if (top && rest.length) {
    top.textContent = rest.join(" ");
    top.hidden = false;
  }
  first?.focus();
}

/** The field that a pointer means, or the nearest around it, with the place for what is wrong. */
function nearest(form, pointer) {
  for (let path = pointer; path; path = path.slice(0, Math.max(0, path.lastIndexOf("/")))) {
    const name = path.replace(/^\//, "");
    const field = form.querySelector(`#${CSS.escape(idOf(path))}`)
      ?? [...form.elements].find((one) => one.name === name);
    const place = field && form.querySelector(`#${CSS.escape(field.id)}-error`);
    if (place) return { field, place };
  }
  return {};
}

/** What a browser knows to be wrong before anything is sent. */
export function gaps(form) {
  const errors = [];
  for (const field of form.elements) {
    if (!field.willValidate || field.validity.valid || !field.name) continue;
    const name = field.validity.valueMissing ? "form.missing" : "form.invalid";
    errors.push({ pointer: field.name, detail: text(name) });
  }
  return errors;
}

async function send(form) {
  const errors = gaps(form);
  if (errors.length) {
    show(form, { errors });
    return;
  }
  clear(form);
  const button = form.querySelector("button");
  button.disabled = true;
  const { method, path, next, version } = form.dataset;
  const isChange = form.dataset.change !== undefined;
  let body = isChange ? changes(form) : content(form);
  if (!isChange && Object.keys(body).length === 0) body = undefined;
  if (isChange && Object.keys(body).length === 0) {
    button.disabled = false;
    show(form, { detail: text("form.same") });
    return;
  }
  const target = path.replace(/\{([\w/]+)\}/g, (_, name) => {
    const value = body[name];
    delete body[name];
    return encodeURIComponent(value ?? "");
  });
  const answer = await call(method, target, body, version);
  button.disabled = false;
  if (answer.status >= 200 && answer.status < 300) {
    // Another account or language: the pages that are kept are not those.
    if (form.dataset.fresh !== undefined) {
      await caches.delete("hub-pages");
      localStorage.removeItem("leaving");
    }
    const detail = { body: answer.body, secret: form.dataset.secret };
    const event = new CustomEvent("hub:sent", { detail, cancelable: true, bubbles: true });
    if (form.dispatchEvent(event)) go(nextOf(next, answer.body));
    return;
  }
  if (answer.status === 401 && form.dataset.refusal) {
    show(form, { detail: form.dataset.refusal });
    return;
  }
  if (answer.status === 401 && account() && form.dataset.fresh === undefined) {
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
    return;
  }
  show(form, answer.status === 0 ? { detail: text("form.line") } : answer.body ?? {});
}

const account = () => document.querySelector("meta[name=hub-account]").content;

/** Goes to a page; to the present one anew, since a hash alone would not ask for it. */
function go(place) {
  if (place.split("#")[0] === location.pathname + location.search) location.reload();
  else location.assign(place);
}

/** `{id}` in a place to go to is of the answer; only places of ours are gone to. */
function nextOf(next, body) {
  const wished = new URLSearchParams(location.search).get("next");
  const rest = wished ? `?next=${encodeURIComponent(wished)}` : "";
  // The way in has further steps for some.
  if (body?.needs_code) return `/sign-in/code${rest}`;
  if (body?.must_change_password) return `/sign-in/password${rest}`;
  const place = next === "?" ? wished ?? "/" : next;
  return ours(place.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(body?.[name] ?? "")));
}

/** Only a place of ours is gone to. */
export function ours(place) {
  return /^\/(?![/\\])/.test(place) ? place : "/";
}

/** A question whose words are to be in no address: the page that answers takes this one's place. */
async function ask(form) {
  const headers = { "X-Hub-Request": "1", "Content-Type": "application/json" };
  const body = JSON.stringify(content(form));
  const response = await fetch(form.action, { method: "POST", headers, body }).catch(() => {});
  if (!response?.ok) return show(form, { detail: text("form.line") });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  document.getElementById("main").replaceWith(page.getElementById("main"));
  document.getElementById("main").focus();
  return undefined;
}

export function start() {
  document.addEventListener("submit", (event) => {
    // No form is sent but by a script: what is in it would show in an address, or be lost.
    if (event.target.method === "dialog") return;
    event.preventDefault();
    const { page, path, draft } = event.target.dataset;
    if (page !== undefined) void ask(event.target);
    // A draft waits on the device: the page's own script takes it.
    else if (path && !draft) void send(event.target);
  });
}
