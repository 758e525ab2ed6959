// People seen at the hub lately: found by name while it is written, chosen instead of written anew.
import { kept, matching, refresh } from "./kept.js";
import { text } from "./texts.js";

export class Known {
  constructor(form) {
    this.form = form;
    this.box = form.elements.known;
    this.found = document.getElementById("found");
    this.chosen = document.getElementById("chosen");
    this.fields = document.getElementById("described");
    this.box.addEventListener("input", () => this.search());
    this.box.addEventListener("keydown", (event) => {
      // Enter in the search is a choice, not the end of the form.
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const first = this.found.querySelector("button");
      if (first) first.click();
      else this.write();
    });
    this.found.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      void this.choose(button.value).then(() => this.form.querySelector("#save").focus());
    });
    this.chosen.querySelector("button").addEventListener("click", () => {
      this.clear();
      this.box.focus();
    });
    void refresh("people", form.dataset.people);
  }

  async search() {
    const { list } = await kept("people");
    const people = matching(list, this.box.value).slice(0, 6);
    this.found.replaceChildren(...people.map((person) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.value = person.id;
      button.textContent = Known.label(person);
      item.append(button);
      return item;
    }));
    const status = document.getElementById("found-status");
    status.textContent = this.box.value.trim() && !people.length ? text("known.none") : "";
  }

  static label(person) {
    const names = [person.given_names, person.family_names].filter(Boolean).join(" ");
    return [names, person.birth, person.nationality]
      .filter(Boolean).join(" · ");
  }

  /** What was searched for in vain is the name of somebody new. */
  write() {
    const [given = "", ...family] = this.box.value.trim().split(/\s+/);
    this.form.elements["person/given_names"].value ||= given;
    this.form.elements["person/family_names"].value ||= family.join(" ");
    this.box.value = "";
    void this.search();
    this.form.elements["person/given_names"].focus();
  }

  async choose(id) {
    const { list } = await kept("people");
    const person = list.find((one) => one.id === id);
    if (!person) return;
    this.id = id;
    this.chosen.querySelector("span").textContent = Known.label(person);
    this.show();
  }

  chooseById(id) {
    this.id = id;
    this.chosen.querySelector("span").textContent = text("known.chosen");
    this.show();
    void this.choose(id);
  }

  show() {
    this.chosen.hidden = this.id === undefined;
    this.fields.hidden = this.id !== undefined;
    this.box.value = "";
    this.found.replaceChildren();
  }

  clear() {
    this.id = undefined;
    this.show();
  }
}
