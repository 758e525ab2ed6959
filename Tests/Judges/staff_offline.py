"""A clerk's day in Chromium: by keyboard, without a network, through a killed browser, back again.

usage: staff_offline.py FOLDER    FOLDER as PageJudgeTests writes it
Counts keys, and prints a line for everything that is not as it should be; nothing when all is.
"""
import os
import pathlib
import signal
import sys
import tempfile

from playwright.sync_api import sync_playwright

from staff_server import Staff

folder = pathlib.Path(sys.argv[1])
faults = []


def expect(holds, what):
    if not holds:
        faults.append(what)


def launch(play, profile):
    return play.chromium.launch_persistent_context(
        profile, executable_path="/usr/bin/chromium", args=["--no-sandbox"])


def log_page(context, staff):
    page = context.new_page()
    page.on("pageerror", lambda one: faults.append(f"script: {one}"))
    page.goto(f"{staff.url}/log")
    page.wait_for_selector("#log[data-ready]", state="attached")
    return page


def keys(page, *names):
    for name in names:
        page.keyboard.press(name)
    return len(names)


def until(page, expression, what):
    for _ in range(150):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    faults.append(what)


def saved(page):
    until(page, "document.getElementById('said').dataset.state === 'saved'"
                " && !document.querySelector('[name=services]:checked')", "not saved")


def anonymous(page, number):
    used = keys(page, str(1 + number % 9), "f" if number % 2 else "m", "Enter")
    saved(page)
    expect(used < 12, f"an anonymous person took {used} keys")


def named(page, number):
    used = keys(page, "2", "d", "Tab")
    for text in [f"Ana{number}", "Ejemplo", f"P-{number:04}"]:
        page.keyboard.type(text)
        used += len(text) + keys(page, "Tab")
    used += keys(page, "Enter")
    saved(page)
    expect(used < 60, f"a named person took {used} keys")


def count(page, state):
    return page.evaluate(
        """async (state) => {
          const name = [...document.scripts].find((one) => one.src.includes("/log.")).src;
          const source = await (await fetch(name)).text();
          const { outbox } = await import(source.match(/"([^"]*\\/sync\\.[^"]*)"/)[1]);
          return (await outbox.entries()).filter((one) => one.state === state).length;
        }""", state)


def wait(page, state, number):
    for _ in range(150):
        if count(page, state) >= number:
            return
        page.wait_for_timeout(200)
    faults.append(f"{count(page, state)} entries are {state}, not {number}")


def arrived(page, staff, number, what):
    for _ in range(100):
        if len(staff.events) >= number:
            break
        page.wait_for_timeout(100)
    expect(len(staff.events) == number, what)


def in_clear(page):
    """Whether a name stands in clear in the device's database or caches."""
    return page.evaluate(
        """async () => {
          const found = [];
          const database = await new Promise((done) => {
            const request = indexedDB.open("hub");
            request.onsuccess = () => done(request.result);
          });
          for (const store of database.objectStoreNames) {
            const rows = await new Promise((done) => {
              const request = database.transaction(store).objectStore(store).getAll();
              request.onsuccess = () => done(request.result);
            });
            const text = rows.map((row) => JSON.stringify(row)
              + new TextDecoder().decode(row.sealed ?? new Uint8Array())).join();
            if (text.includes("Ana") || text.includes("Ejemplo")) found.push(store);
            for (const row of rows) if (row.key?.extractable) found.push("key");
          }
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
              const text = await (await cache.match(request)).text();
              if (/Ana\\d|P-00/.test(text)) found.push(request.url);
            }
          }
          database.close();
          return found;
        }""")


def day(play, staff, profile):
    context = launch(play, profile)
    page = log_page(context, staff)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    for number in range(5):
        anonymous(page, number)
        named(page, number)
    wait(page, "sent", 10)
    expect(len(staff.events) == 10, f"{len(staff.events)} of ten arrived")
    until(page, "caches.open('hub-pages').then(async (one) => (await one.keys()).length === 2)",
          "the pages were not kept")

    staff.down = True
    page.reload()
    page.wait_for_selector("#log[data-ready]", state="attached")
    for number in range(5, 15):
        anonymous(page, number)
        named(page, number)
    expect(count(page, "waiting") == 20, f"{count(page, 'waiting')} of twenty wait")
    expect(in_clear(page) == [], f"in clear on the device: {in_clear(page)}")
    page.goto(f"{staff.url}/cases")
    expect(page.query_selector("#kept-today") is not None, "no page without a network")
    return context


def kill(profile):
    """Ends the browser of a profile as a power cut does."""
    for entry in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if profile.encode() in entry.read_bytes():
                os.kill(int(entry.parent.name), signal.SIGKILL)
        except OSError:
            pass


def conflict(page, staff, number):
    """The same id with other content: both are shown, and a person decides."""
    page.keyboard.press("Escape")
    keys(page, "3", "m")
    page.fill("#f-notes", "clash")
    page.keyboard.press("Control+Enter")
    until(page, "document.querySelector('#outbox tr.differs') !== null", "no sides of a conflict")
    row = page.inner_text("#outbox tr.differs >> nth=0")
    expect("in_person" in row and "web" in row, f"the sides do not show: {row}")
    expect(count(page, "attention") == 1, "a conflict is not put aside")
    page.click("#outbox button >> nth=0")
    arrived(page, staff, number, "mine did not become an event of its own")
    wait(page, "sent", 1)
    page.keyboard.press("Escape")


def kept(page):
    """What of an account is left on the device: records, keys, pages."""
    return page.evaluate(
        """async () => {
          const database = await new Promise((done) => {
            const request = indexedDB.open("hub");
            request.onsuccess = () => done(request.result);
          });
          const left = (await caches.keys()).filter((name) => name === "hub-pages");
          for (const store of database.objectStoreNames) {
            const count = await new Promise((done) => {
              const request = database.transaction(store).objectStore(store).count();
              request.onsuccess = () => done(request.result);
            });
            if (count) left.push(store);
          }
          database.close();
          return left;
        }""")


def leaving(context, staff):
    """Signing out asks about what is not sent, and then leaves nothing."""
    page = log_page(context, staff)
    staff.session = "over"
    anonymous(page, 3)
    wait(page, "waiting", 1)
    page.goto(f"{staff.url}/settings")
    page.click("form[data-leave] button")
    page.click("#leave button[value=stay]")
    expect("/settings" in page.url and "outbox" in kept(page), "staying lost what was not sent")
    staff.session = "good"
    staff.down = True
    page.click("form[data-leave] button")
    page.click("#leave button[value=leave]")
    staff.down = False
    page.wait_for_url("**/sign-in")
    expect(kept(page) == [], f"signing out leaves {kept(page)}")


def bad_entries(play, staff, profile):
    """One that the server refuses, one in conflict: neither stops the others, neither is lost."""
    context = launch(play, profile)
    page = log_page(context, staff)
    staff.refuse["bad"] = (422, {
        "code": "invalid", "title": "Not valid.",
        "errors": [{"pointer": "/occurred_on", "rule": "range", "detail": "Too early."}]})
    before = len(staff.events)
    page.keyboard.press("1")
    page.keyboard.press("f")
    page.evaluate("document.querySelector('details').open = true")
    page.fill("#f-notes", "bad")
    page.keyboard.press("Control+Enter")
    wait(page, "attention", 1)
    page.keyboard.press("Escape")
    anonymous(page, 1)
    arrived(page, staff, before + 1, "a refused entry stops the others")
    page.click("#outbox button >> nth=0")
    until(page, "document.getElementById('f-occurred-on-error').textContent === 'Too early.'",
          "no reason beside the field")
    page.fill("#f-notes", "good")
    page.keyboard.press("Control+Enter")
    arrived(page, staff, before + 2, "an entry put right did not arrive")
    wait(page, "sent", 1)
    conflict(page, staff, before + 4)
    staff.session = "over"
    page.keyboard.press("Escape")
    anonymous(page, 2)
    page.wait_for_selector("#line a")
    expect(count(page, "waiting") == 1, "an entry was lost when the session was over")
    staff.session = "revoked"
    page.reload()
    page.wait_for_url("**/sign-in")
    expect(kept(page) == [], f"a revoked device keeps {kept(page)}")
    staff.session = "good"
    leaving(context, staff)
    context.close()


with sync_playwright() as play, tempfile.TemporaryDirectory() as profile:
    staff = Staff(folder, "es").__enter__()
    context = day(play, staff, profile)
    kill(profile)
    try:
        context.close()
    except Exception:
        pass
    staff.down, staff.faults = False, 0.5
    context = launch(play, profile)
    page = log_page(context, staff)
    for _ in range(40):
        if count(page, "waiting") == 0:
            break
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_timeout(700)
    expect(len(staff.events) == 30, f"{len(staff.events)} of thirty arrived")
    expect(staff.order == sorted(staff.order), "they did not arrive in their order")
    context.close()
    staff.faults = 0
    bad_entries(play, staff, profile)
    staff.__exit__()
print("\n".join(dict.fromkeys(faults)))
