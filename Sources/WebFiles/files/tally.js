// The tally of anonymous people: a table of counters by age band and sex. Touching a counter adds
// one; the small button under it takes one away.
import { text } from "./texts.js";

export class Tally {
  constructor(table, changed) {
    this.table = table;
    this.changed = changed;
    this.added = [];
    table.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const cell = button.closest("td");
      if (button.classList.contains("less")) this.add(cell, -1);
      else this.add(cell, 1);
    });
    this.clear();
  }

  get cells() {
    return [...this.table.tBodies[0].querySelectorAll("td")];
  }

  /** The rows' band that keys add to. */
  choose(band) {
    this.band = band;
    for (const row of this.table.tBodies[0].rows) {
      row.classList.toggle("chosen", row.dataset.band === band);
    }
  }

  addOne(sex) {
    const cell = this.cells.find(
      (one) => one.dataset.sex === sex && one.parentElement.dataset.band === this.band);
    if (cell) this.add(cell, 1);
  }

  add(cell, change) {
    const count = Math.min(9_999, Math.max(0, Number(cell.dataset.count) + change));
    if (change > 0) this.added.push(cell);
    this.set(cell, count);
    this.changed();
  }

  takeBack() {
    const cell = this.added.pop();
    if (cell) this.set(cell, Math.max(0, Number(cell.dataset.count) - 1));
    this.changed();
  }

  set(cell, count) {
    cell.dataset.count = count;
    const [more, less] = cell.querySelectorAll("button");
    const group = cell.dataset.label;
    more.querySelector("span").textContent = count;
    more.setAttribute("aria-label", text("tally.more", { group, count }));
    if (!less.hidden && count === 0 && document.activeElement === less) more.focus();
    less.hidden = count === 0;
    less.setAttribute("aria-label", text("tally.less", { group, count }));
  }

  get values() {
    return this.cells.map((cell) => ({
      sex: cell.dataset.sex, age_band: cell.parentElement.dataset.band,
      count: Number(cell.dataset.count),
    })).filter((one) => one.count > 0);
  }

  set values(tallies) {
    this.clear();
    for (const { sex = "unknown", age_band = "unknown", count } of tallies) {
      const cell = this.cells.find(
        (one) => one.dataset.sex === sex && one.parentElement.dataset.band === age_band);
      if (cell) this.set(cell, count);
    }
    this.changed();
  }

  get total() {
    return this.values.reduce((sum, one) => sum + one.count, 0);
  }

  clear() {
    this.added = [];
    for (const cell of this.cells) this.set(cell, 0);
    this.choose("18-59");
  }
}
