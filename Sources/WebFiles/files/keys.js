// The log form's keys: single letters and digits, only while no field is being written in, and
// not at all where they are switched off (WCAG 2.1.4).
const BANDS = { z: "0-4", x: "5-11", c: "12-17", v: "18-59", b: "60+", n: "unknown" };
const SEXES = { f: "female", m: "male", k: "other", j: "unknown" };

export class Keys {
  constructor(form, { tally, repeat, keeps }) {
    this.form = form;
    this.actions = {
      a: () => keeps("no"), d: () => keeps("yes"), g: repeat,
      "-": () => tally.takeBack(), "?": () => document.getElementById("help").showModal(),
    };
    for (const [key, band] of Object.entries(BANDS)) this.actions[key] = () => tally.choose(band);
    for (const [key, sex] of Object.entries(SEXES)) this.actions[key] = () => tally.addOne(sex);
    for (const box of form.querySelectorAll("[name=services][data-key]")) {
      this.actions[box.dataset.key] = () => { box.checked = !box.checked; };
    }
    const toggle = document.getElementById("keys");
    toggle.checked = localStorage.getItem("keys") !== "off";
    toggle.addEventListener("change", () => {
      localStorage.setItem("keys", toggle.checked ? "on" : "off");
      this.mark();
    });
    document.getElementById("keys-help").addEventListener("click", () => this.actions["?"]());
    document.addEventListener("keydown", (event) => this.press(event));
    this.mark();
  }

  get isOn() {
    return document.getElementById("keys").checked;
  }

  /** The keys' marks show only where there is a use for them. */
  mark() {
    this.form.classList.toggle("keyed", this.isOn);
  }

  press(event) {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && isWritten(document.activeElement)) {
      document.activeElement.blur();
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isWritten(event.target)) return;
    if (event.key === "Enter") {
      if (event.target.closest?.("button, a, summary, input")) return;
      event.preventDefault();
      this.form.requestSubmit();
      return;
    }
    const action = this.isOn && this.actions[event.key.toLowerCase()];
    if (!action || (event.repeat && event.key !== "-")) return;
    event.preventDefault();
    action();
  }
}

/** Whether a key writes into what has the focus. */
function isWritten(element) {
  if (!element) return false;
  if (["SELECT", "TEXTAREA"].includes(element.tagName)) return true;
  return element.tagName === "INPUT" && !["radio", "checkbox", "button"].includes(element.type);
}
