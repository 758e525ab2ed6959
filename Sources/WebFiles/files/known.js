// People known already: found by name while it is written, and offered before somebody is recorded
// anew. Those seen at the hub lately are kept on the device; of others the server is asked.
import { birth } from "./event.js";
import { alike, kept, matching, refresh } from "./kept.js";
import { call } from "./net.js";
import { day, text } from "./texts.js";

const SEARCH = "/api/v1/people/search";
/** How long a clerk waits for an answer before the person is recorded all the same. */
const PATIENCE = 1_500;
/** Countries as a log form calls them, by their codes. */
const countries = new Map();
export function learnCountries(html) {
  for (const [, code, name] of html.matchAll(/value="([A-Z]{3})"[^>]*>([^<]+)/g)) countries.set(code, name);
}
learnCountries(document.getElementById("f-person-nationality")?.innerHTML ?? "");

const DESCRIBED = ["given_names", "family_names", "birth_date", "document"];

export class Known {
  constructor(form) {
    this.form = form;
    this.box = form.elements.known;
    this.found = document.getElementById("found");
    this.chosen = document.getElementById("chosen");
    this.fields = document.getElementById("described");
    this.likely = document.getElementById("likely");
    /** Whom the server found, by id. */
    this.seenThere = new Map();
    this.box.addEventListener("input", () => this.search());
    for (const name of DESCRIBED) {
      form.elements[`person/${name}`].addEventListener("change", () => void this.ask());
    }
    this.likely.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) void this.choose(button.value).then(() => form.querySelector("#save").focus());
    });
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
    this.draw(this.found, people);
    const status = document.getElementById("found-status");
    status.textContent = this.box.value.trim() && !people.length ? text("known.none") : "";
    clearTimeout(this.timer);
    if (this.box.value.trim().length > 3) this.timer = setTimeout(() => void this.further(people), 400);
  }

  /** Whom the hub saw longer ago, after those of late. */
  async further(people) {
    const name = this.box.value.trim();
    const { matches } = await this.answer({ name, limit: 6 });
    if (name !== this.box.value.trim()) return;
    const rest = matches.filter((one) => !people.some((other) => other.id === one.id));
    if (!rest.length) return;
    this.draw(this.found, [...people, ...rest].slice(0, 8));
    document.getElementById("found-status").textContent = "";
  }

  draw(list, people) {
    list.replaceChildren(...people.map((person) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.value = person.id;
      button.textContent = Known.label(person);
      item.append(button);
      return item;
    }));
  }

  /** What the server finds; nothing where it cannot be asked. */
  async answer(question) {
    const none = { matches: [], isElsewhere: false };
    if (!navigator.onLine) return none;
    const { status, body } = await call("POST", SEARCH, question);
    if (status !== 200 || !body?.matches) return none;
    const matches = body.matches.map((one) => ({
      ...one, id: one.person_id, birth: one.birth_date,
    }));
    for (const one of matches) this.seenThere.set(one.id, one);
    return { matches, isElsewhere: body.known_in_network };
  }

  /** What is written of somebody, as the server is asked about them. */
  get described() {
    const value = (name) => this.form.elements[`person/${name}`].value.trim();
    const question = {
      given_names: value("given_names"), family_names: value("family_names"),
      born: birth(value("birth_date")), document: value("document"),
    };
    return Object.fromEntries(Object.entries(question).filter(([, one]) => one));
  }

  /** Asks whether somebody like that is known, and shows who may be the one. */
  async ask() {
    const question = this.described;
    const key = JSON.stringify(question);
    if (this.asked?.key === key) return this.asked.answer;
    const isEnough = question.document || (question.given_names && question.family_names);
    const answer = isEnough ? this.likelyFor(question) : Promise.resolve([]);
    this.asked = { key, answer };
    return answer;
  }

  async likelyFor(question) {
    const { list } = await kept("people");
    const here = list.filter((person) => alike(person, question));
    const { matches, isElsewhere } = await this.answer({ ...question, limit: 5 });
    if (JSON.stringify(this.described) !== JSON.stringify(question) || this.id) return [];
    const there = matches.filter((one) => one.likely && !here.some((two) => two.id === one.id));
    const people = [...here, ...there].slice(0, 4);
    this.draw(this.likely.querySelector("ul"), people);
    this.likely.querySelector("[data-elsewhere]").hidden = !isElsewhere;
    this.likely.querySelector("b").parentElement.hidden = !people.length;
    this.likely.hidden = !people.length && !isElsewhere;
    return people;
  }

  /**
   * Whether somebody likely is to be looked at before a new person is recorded.
   *
   * Once for what is written: whoever saves again has looked. A slow line is not waited for.
   */
  async offers() {
    const late = new Promise((resolve) => { setTimeout(() => resolve([]), PATIENCE); });
    const people = await Promise.race([this.ask(), late]);
    if (!people.length || this.asked.isSeen) return false;
    this.asked.isSeen = true;
    this.likely.focus();
    return true;
  }

  static label(person) {
    const names = [person.given_names, person.family_names].filter(Boolean).join(" ");
    return [names, day(person.birth), countries.get(person.nationality) ?? person.nationality]
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
    const person = list.find((one) => one.id === id) ?? this.seenThere.get(id);
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
    this.likely.hidden = true;
    this.asked = undefined;
  }

  clear() {
    this.id = undefined;
    this.show();
  }
}
