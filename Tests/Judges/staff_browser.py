"""What the judges of the staff pages do in Chromium: open it, sign in, wait, look into the device.

`faults` gathers what is not as it should be, `measured` what is worth telling.
"""
import os
import pathlib
import signal

from playwright.sync_api import Error

PASSWORD = "una frase bastante larga"
faults = []
measured = []


def expect(holds, what):
    if not holds:
        faults.append(what)


def launch(play, profile):
    context = play.chromium.launch_persistent_context(
        profile, executable_path="/usr/bin/chromium", locale="es-MX",
        args=["--no-sandbox", "--disable-gpu"])
    context.set_default_timeout(90_000)
    return context


def watched(context):
    page = context.new_page()
    page.on("pageerror", lambda one: faults.append(f"script: {one}"))
    page.on("console", lambda one: faults.append(one.text)
            if "Content Security Policy" in one.text else None)
    return page


def ask(page, expression, argument=None):
    """What a page answers, asked anew where it was on its way to another."""
    for _ in range(20):
        try:
            return page.evaluate(expression, argument)
        except Error as error:
            if "context was destroyed" not in str(error):
                raise
            page.wait_for_timeout(100)
    return None


def until(page, expression, what):
    # Asked again and again from outside: the pages' policy forbids a script that waits inside.
    for _ in range(1800):
        if ask(page, expression):
            return
        page.wait_for_timeout(50)
    seen = ask(page, "(document.querySelector('#case-outbox, #outbox')?.innerText ?? '')"
                     " + (document.getElementById('line')?.innerText ?? '')")
    faults.append(f"{what} ({page.url}): {seen}")


def sign_in(page, url, name, password):
    page.goto(f"{url}/sign-in")
    page.fill("#f-name", name)
    page.fill("#f-password", password)
    page.keyboard.press("Enter")


def first_time(page, url, name, given):
    """Signs in with a password for one use, which must be changed before anything else."""
    sign_in(page, url, name, given)
    page.wait_for_url("**/sign-in/password*")
    page.fill("#f-old", given)
    page.fill("#f-new", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda place: "sign-in" not in place)


def log_page(context, url):
    page = watched(context)
    page.goto(f"{url}/log")
    page.wait_for_selector("#log[data-ready]", state="attached")
    return page


def keys(page, *names):
    for name in names:
        page.keyboard.press(name)
    return len(names)


def saved(page):
    until(page, "document.getElementById('said').dataset.state === 'saved'"
                " && !document.querySelector('[name=services]:checked')", "not saved")


def send(page, method, path, body):
    """A request of the page's own account."""
    return page.evaluate(
        """async ([method, path, body]) => {
          const headers = { "X-Hub-Request": "1", "Content-Type": "application/json" };
          const options = { method, headers, body: body && JSON.stringify(body) };
          const answer = await fetch(path, options);
          return { status: answer.status, body: await answer.json().catch(() => null) };
        }""", [method, path, body])


def kept_names(page):
    """All that the device keeps of people, opened as its own scripts open it."""
    return ask(
        page, """async () => {
          const name = [...document.scripts].find((one) => one.src.includes("/app.")).src;
          const source = await (await fetch(name)).text();
          const { kept } = await import(source.match(/"([^"]*\\/kept\\.[^"]*)"/)[1]);
          const lists = await Promise.all(["people", "today", "cases"].map((one) => kept(one)));
          return JSON.stringify(lists.map((one) => one.list));
        }""")


def kept(page):
    """What of an account is left on the device: records, keys, pages."""
    return ask(
        page, """async () => {
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


def count(page, state):
    return ask(
        page, """async (state) => {
          const name = [...document.scripts].find((one) => one.src.includes("/app.")).src;
          const source = await (await fetch(name)).text();
          const { outbox } = await import(source.match(/"([^"]*\\/sync\\.[^"]*)"/)[1]);
          return (await outbox.entries()).filter((one) => one.state === state).length;
        }""", state)


def wait(page, state, number):
    for _ in range(900):
        found = count(page, state)
        if found == number:
            return
        page.wait_for_timeout(100)
    faults.append(f"{found} entries are {state}, not {number}")


def kill(profile):
    """Ends the browser of a profile as a power cut does."""
    for entry in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if profile.encode() in entry.read_bytes():
                os.kill(int(entry.parent.name), signal.SIGKILL)
        except OSError:
            pass


def online(page):
    page.evaluate("dispatchEvent(new Event('online'))")
