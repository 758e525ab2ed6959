// A case's page: changes and notes go into the outbox, so that they are safe without a line; files
// go as they are, since they are too big to wait.
import { changes, clear, content, gaps, show } from "./forms.js";
import { keepTimeline } from "./kept.js";
import { panel } from "./panel.js";
import { outbox, submit, watch } from "./sync.js";
import { text } from "./texts.js";
import { uuid7 } from "./uuid.js";

const list = document.getElementById("case-outbox");
const path = list.dataset.case;
const isOfCase = (entry) => entry.of === path;

/** What happened to a draft: it arrived, and the page is shown anew; or it waits, and says so. */
async function settled(id) {
  for (let tries = 0; tries < 40; tries += 1) {
    const entry = (await outbox.entries()).find((one) => one.id === id);
    if (!entry || entry.state === "sent") return location.reload();
    if (entry.state === "attention" || !navigator.onLine) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  list.parentElement.scrollIntoView({ block: "nearest" });
  return undefined;
}

async function keep(form) {
  const errors = gaps(form);
  if (errors.length) return show(form, { errors });
  clear(form);
  const isChange = form.dataset.change !== undefined;
  const body = isChange ? changes(form) : content(form);
  if (isChange && Object.keys(body).length === 0) return show(form, { detail: text("form.same") });
  const kind = isChange ? "change" : "note";
  const id = body.id ?? uuid7();
  const summary = { reference: list.dataset.reference, kind, at: new Date().toISOString() };
  const answers = isChange ? path.split("/").at(-1) : id;
  const version = isChange ? Number(form.dataset.version) : undefined;
  try {
    await submit(id, form.dataset.path, body, summary, {
      kind, method: form.dataset.method, version, answers, of: path,
    });
  } catch {
    return show(form, { detail: text("log.storage") });
  }
  if (!isChange) form.reset();
  return settled(id);
}

async function upload(form) {
  const file = form.elements.file.files[0];
  if (!file) return show(form, { errors: [{ pointer: "file", detail: text("form.missing") }] });
  clear(form);
  const button = form.querySelector("button");
  button.disabled = true;
  const headers = {
    "X-Hub-Request": "1", Accept: "application/json",
    "Content-Type": "application/octet-stream",
    // Addresses are in logs; this is not.
    "X-File-Name": encodeURIComponent(file.name).replace(/[!'()*]/g, "_"),
  };
  const id = form.dataset.id ??= uuid7();
  const target = `${form.dataset.upload}/${id}?kind=${form.elements.kind.value}`;
  const answer = await fetch(target, { method: "PUT", headers, body: file }).catch(() => {});
  button.disabled = false;
  if (answer?.ok) return location.reload();
  const problem = await answer?.json().catch(() => {});
  return show(form, problem ?? { detail: text("form.line") });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.draft) {
    event.preventDefault();
    void keep(form);
  } else if (form.dataset.upload) {
    event.preventDefault();
    void upload(form);
  }
});

const draw = () => panel(list, (entry) => isOfCase(entry) && entry.state !== "sent");
watch(draw);
await draw();

const timeline = document.getElementById("timeline");
if (timeline) {
  const entries = [...timeline.children].map((entry) => (
    [...entry.children].map((words) => words.textContent.trim())));
  await keepTimeline(path.split("/").at(-1), entries);
}
