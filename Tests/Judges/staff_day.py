"""A clerk's day in Chromium against the built service: sign in with a second factor, log by keyboard,
lose the network and the browser, come back over a bad line; two devices and one case; leaving.

usage: staff_day.py HUBCTL    HUBCTL_HOME names an installation that runs
Prints a line for everything that is not as it should be; nothing when all is. Says on standard error
what it counted: keys, taps, seconds.
"""
import sys
import tempfile
import time
import traceback

from playwright.sync_api import sync_playwright

from staff_browser import (
    PASSWORD, ask, count, expect, faults, first_time, kept, kept_names, keys, kill, launch, log_page,
    measured, online, saved, send, sign_in, until, wait, watched)
from staff_line import Line
from staff_looks import axe
from staff_rights import agreed, gone, restricted, there, unwilling, withdrawn
from staff_service import Service, code
from staff_touch import logged_by_touch

# What a key takes somebody who types 40 words a minute, and does not know the form (KLM, 0.28 s).
KEY = 0.28
# People so different that none is offered in place of another.
NAMES = ["Amelia", "Benito", "Carlota", "Domitila", "Eustaquio", "Fermina", "Gualberto", "Hortensia",
         "Ireneo", "Jacinta", "Leopoldo", "Macrina", "Nicanor", "Obdulia", "Pascual"]


def second_factor(page, url):
    """Sets up one-time codes in the settings, and signs in anew with one of them."""
    page.goto(f"{url}/settings")
    page.click("#totp-begin button")
    page.wait_for_selector("#totp-secret:not([hidden])")
    secret = page.inner_text("#totp-text").replace(" ", "")
    expect(page.evaluate("document.getElementById('totp-picture').naturalWidth") > 0,
           "the QR code is no picture")
    page.fill("#f-code", code(secret))
    page.keyboard.press("Enter")
    page.wait_for_selector("#recovery-codes li")
    recovery = page.locator("#recovery-codes li").all_inner_texts()
    expect(len(recovery) == 10, f"{len(recovery)} recovery codes")
    leave(page, url)
    sign_in(page, url, "ana", PASSWORD)
    page.wait_for_url("**/sign-in/code*")
    page.fill("#f-code", "000000")
    page.keyboard.press("Enter")
    page.wait_for_selector(".problem:not([hidden])")
    expect("código" in page.inner_text(".problem"), "a wrong code is not said to be wrong")
    page.fill("#f-code", code(secret, ahead=1))
    page.keyboard.press("Enter")
    page.wait_for_url("**/today")
    return recovery


def leave(page, url):
    page.goto(f"{url}/settings")
    page.click("form[data-leave] button")
    page.wait_for_url("**/sign-in*")


def anonymous(page, number):
    used = keys(page, str(1 + number % 9), "f" if number % 2 else "m", "Enter")
    saved(page)
    return used


def name(number):
    """Given and family names that sound like nobody else's."""
    return NAMES[number], f"Ejemplo {NAMES[number][::-1].title()}"


def named(page, number):
    used = keys(page, "2", "d", "Tab")
    for text in [*name(number), f"P-00{(number + 2) ** 9 % 1_000_003}"]:
        page.keyboard.type(text)
        used += len(text) + keys(page, "Tab")
    used += keys(page, "Enter")
    saved(page)
    return used


def in_clear(page):
    """Where a name or a document stands in clear on the device: database or caches."""
    return ask(
        page, """async () => {
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
            if (text.includes("Domitila") || text.includes("Ejemplo")) found.push(store);
            for (const row of rows) if (row.key?.extractable) found.push("key");
          }
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
              const text = await (await cache.match(request)).text();
              if (/Domitila|Ejemplo|P-00/.test(text)) found.push(request.url);
            }
          }
          database.close();
          return found;
        }""")


def events(service, quarter):
    return service.json("event", "list", "MX-TAP", quarter)


def thirty(play, service, line, profile, quarter):
    """Ten by keyboard, twenty without a network, a killed browser, a bad line: thirty, once."""
    context = launch(play, profile)
    page = log_page(context, line.url)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, "caches.open('hub-pages').then(async (one) => (await one.keys()).length === 2)",
          "the pages were not kept")
    wrong = context.new_cdp_session(page).send("Page.getInstallabilityErrors")
    expect(wrong["installabilityErrors"] == [], f"cannot be installed: {wrong}")
    used = []
    for number in range(5):
        used += [anonymous(page, number), named(page, number)]
    slowest = max(used) * KEY
    measured.append(f"by keyboard: {min(used)} keys for one who is anonymous, at most {max(used)} by "
                    f"name, {slowest:.0f} s")
    expect(slowest < 30, f"{max(used)} keys for one person: {slowest:.0f} s")
    wait(page, "sent", 10)
    page.goto(f"{line.url}/offline")
    until(page, "document.querySelectorAll('#kept-people li').length === 5",
          "the people seen lately are not kept")
    line.down = True
    page.goto(f"{line.url}/log")
    page.wait_for_selector("#log[data-ready]", state="attached")
    for number in range(5, 15):
        anonymous(page, number)
        # Two are asked in Creole: what was chosen stays, and is what is recorded.
        if number in (7, 9):
            page.evaluate("document.getElementById('reading').open = true")
            page.select_option("#f-consent-language", "hat" if number == 7 else "spa")
            expect(page.locator("#reading blockquote p:visible").get_attribute("lang")
                   == ("ht" if number == 7 else "es"), "not read in the language chosen")
            page.keyboard.press("Escape")
        named(page, number)
    expect(count(page, "waiting") == 20, f"{count(page, 'waiting')} of twenty wait")
    expect(in_clear(page) == [], f"in clear on the device: {in_clear(page)}")
    page.goto(f"{line.url}/cases")
    until(page, "document.querySelectorAll('#kept-people li').length === 5",
          "the people seen lately do not show without a network")
    kill(profile)
    try:
        context.close()
    except Exception:
        pass
    line.down, line.mute, line.newer = False, True, True
    context = launch(play, profile)
    page = log_page(context, line.url)
    page.evaluate("navigator.serviceWorker.ready.then((one) => one.update()).then(() => true)")
    until(page, "caches.keys().then((names) => names.some((one) => one.includes('newer'))"
                " && names.filter((one) => one !== 'hub-pages').length === 1)",
          "a newer version does not take over")
    page.reload()
    page.wait_for_selector("#log[data-ready]", state="attached")
    expect(count(page, "waiting") == 20, "an update lost what waits")
    line.mute, line.faults = False, 0.6
    for _ in range(225):
        if count(page, "waiting") == 0:
            break
        online(page)
        page.wait_for_timeout(400)
    line.faults = 0
    arrived = events(service, quarter)
    expect(len(arrived) == 30, f"{len(arrived)} of thirty arrived")
    expect(len({one["id"] for one in arrived}) == len(arrived), "some arrived twice")
    expect(sum(one["identified"] for one in arrived) == 15, "not all fifteen people are named")
    languages = {NAMES[one]: "hat" if one in (7, 8) else "spa" for one in range(15)}
    agreed(page, languages)
    expect(sum(line.tricks.values()) > 8, f"the line was too good: {line.tricks}")
    return context, page


def refused(page, service, line, quarter):
    """One that the server refuses, one in conflict: neither stops the others, neither is lost."""
    before = len(events(service, quarter))
    page.keyboard.press("Escape")
    keys(page, "1", "f")
    page.evaluate("document.querySelectorAll('#log details').forEach((one) => { one.open = true; })")
    page.fill("#f-case", "MX-TAP-2021-000001")
    page.fill("#f-occurred-on", "2001-02-03")
    page.keyboard.press("Control+Enter")
    wait(page, "attention", 1)
    page.keyboard.press("Escape")
    page.evaluate("document.getElementById('f-occurred-on').value = ''")
    page.reload()
    page.wait_for_selector("#log[data-ready]", state="attached")
    anonymous(page, 1)
    wait(page, "waiting", 0)
    expect(len(events(service, quarter)) == before + 1, "a refused entry stops the others")
    page.click("#outbox li button >> nth=0")
    until(page, "!document.getElementById('f-occurred-on-error').hidden",
          "no reason beside the field")
    page.fill("#f-occurred-on", page.get_attribute("#f-occurred-on", "max"))
    page.keyboard.press("Control+Enter")
    wait(page, "attention", 0)
    wait(page, "waiting", 0)
    expect(len(events(service, quarter)) == before + 2, "an entry put right did not arrive")
    line.clash = b"choque"
    page.keyboard.press("Escape")
    keys(page, "3", "m")
    page.evaluate("document.querySelectorAll('#log details').forEach((one) => { one.open = true; })")
    page.fill("#f-notes", "choque")
    page.keyboard.press("Control+Enter")
    until(page, "document.querySelector('#outbox tr.differs') !== null", "no sides of a conflict")
    row = page.inner_text("#outbox tr.differs >> nth=0")
    expect("in_person" in row and "web" in row, f"the sides do not show: {row}")
    page.click("#outbox li button >> nth=0")
    wait(page, "attention", 0)
    wait(page, "waiting", 0)
    expect(len(events(service, quarter)) == before + 4, "mine did not become an event of its own")


def two_devices(ana, bea, line, other):
    """Two devices change one case without a network: both versions are kept and shown."""
    ana.goto(f"{line.url}/people")
    ana.fill("#f-name", f"{NAMES[3]} Ejemplo")
    ana.click("form[role=search] button")
    ana.click("main tr:has(td:has-text('MX-TAP')) a >> nth=0")
    ana.wait_for_url("**/people/*")
    ana.click("a[href$='/case']")
    ana.wait_for_url("**/case")
    ana.click("#f-needs label >> nth=7")
    ana.fill("#f-plan", "Buscar albergue")
    ana.click("main form button")
    ana.wait_for_url("**/cases/*")
    place = ana.url
    bea.goto(place.replace(line.url, other.url))
    line.down = other.down = True
    for page, step in [(ana, "Llamar a la Casa"), (bea, "Visitar la Casa")]:
        page.click("#change summary")
        page.fill("#f-next-step", step)
        page.fill("#f-due", "2030-01-02")
        page.click("#change button")
        until(page, "document.querySelector('#case-outbox .badge') !== null",
              "a change that waits does not show")
    # Which device is first is not to be left to their clocks: each has a line of its own.
    line.down = False
    online(ana)
    until(ana, "!document.querySelector('#case-outbox .badge')", "a change does not arrive")
    other.down = False
    online(bea)
    until(bea, "document.querySelector('#case-outbox tr.differs') !== null",
          "the sides of a case do not show")
    sides = bea.inner_text("#case-outbox table")
    expect("Llamar a la Casa" in sides and "Visitar la Casa" in sides,
           f"not both versions show: {sides}")
    bea.reload()
    bea.wait_for_selector("#case-outbox tr.differs")
    bea.click("#case-outbox button >> nth=1")
    until(bea, "!document.querySelector('#case-outbox .badge')", "a note does not arrive")
    answer = send(bea, "GET", "/api/v1" + place.removeprefix(line.url), None)["body"]
    expect(answer["next_step"] == "Llamar a la Casa", "the first change is lost")
    notes = [one.get("text") or "" for one in answer["timeline"]]
    expect(any("Visitar la Casa" in text for text in notes), "the second change is lost")


def offered(page, service, line, quarter):
    """Whoever is known is offered before they are recorded anew, with the line and without."""
    before = len(events(service, quarter))
    for down in [False, True]:
        page.goto(f"{line.url}/log")
        page.wait_for_selector("#log[data-ready]", state="attached")
        line.down = down
        keys(page, "1", "d", "Tab")
        for text in name(5):
            page.keyboard.type(text)
            keys(page, "Tab")
        keys(page, "Control+Enter")
        page.wait_for_selector("#likely li button")
        expect(NAMES[5] in page.inner_text("#likely"), "somebody known is not offered")
        page.click("#likely li button >> nth=0")
        page.wait_for_selector("#chosen:not([hidden])")
        keys(page, "Control+Enter")
        saved(page)
    line.down = False
    online(page)
    wait(page, "waiting", 0)
    expect(len(events(service, quarter)) == before + 2, "choosing whom one knows records nothing")
    found = send(page, "POST", "/api/v1/people/search", {"name": f"{NAMES[5]} Ejemplo"})["body"]
    same = [one for one in found["matches"] if one["given_names"] == NAMES[5]]
    expect(len(same) == 1, f"somebody known was recorded {len(same)} times")


def consents(page, line, person):
    """What is read is in the language asked in; given and withdrawn, each shows."""
    page.goto(line.url + person)
    page.click("#giving summary")
    page.click("#f-purpose label >> nth=2")
    page.select_option("#f-language", "hat")
    shown = page.locator("#giving blockquote p:visible")
    expect(shown.count() == 1 and shown.get_attribute("lang") == "ht", "not read in Creole")
    page.click("#give button:not([type])")
    page.wait_for_load_state()
    contact = ".consent li:has(b:text-is('Contacto'))"
    page.wait_for_selector(f"{contact} .badge[data-state=sent]")
    receipt = page.get_attribute(f"{contact} .links a", "href")
    kind = page.evaluate("async (path) => (await fetch(path)).headers.get('Content-Type')", receipt)
    expect(kind == "application/pdf", f"a receipt is {kind}")
    page.click(f"{contact} .links summary")
    page.click(f"{contact} .links form button")
    page.wait_for_selector(f"{contact} .badge[data-state=sent]", state="detached")
    expect("Contacto" in page.inner_text(".consent details ul >> nth=0")
           or page.locator(".consent details").count() > 1, "what was withdrawn does not show")


def case_without_line(page, service, line, place):
    """A case that the device keeps is read and worked on without a network; whoever is erased is
    gone from the device at the next sync."""
    page.goto(f"{line.url}/today")
    there(page, "Buscar albergue", "the device does not keep the case")
    line.down = True
    page.goto(place)
    until(page, "!document.getElementById('kept-case').hidden", "a kept case does not show")
    shown = page.inner_text("#kept-case")
    expect("Buscar albergue" in shown and NAMES[3] in shown, f"the case without a line: {shown}")
    page.fill("#f-text", "Anotado sin red")
    page.click("#kept-case form[data-draft]:not([data-change]) button")
    until(page, "document.querySelector('#case-outbox .badge') !== null", "a note does not wait")
    page.fill("#f-next-step", "Volver a llamar")
    page.click("#kept-case form[data-change] button")
    until(page, "document.querySelectorAll('#case-outbox .badge').length === 2",
          "a change does not wait")
    line.down = False
    # The page that stood in its place gives way to the case's own.
    online(page)
    page.wait_for_selector("#change", state="attached")
    wait(page, "waiting", 0)
    answer = send(page, "GET", "/api/v1" + place.removeprefix(line.url), None)["body"]
    expect(answer["next_step"] == "Volver a llamar", "a change made without a line is lost")
    expect(any(one.get("text") == "Anotado sin red" for one in answer["timeline"]),
           "a note written without a line is lost")
    page.goto(f"{line.url}/today")
    page.wait_for_timeout(500)
    expect(NAMES[3] in kept_names(page), "the device keeps nobody")
    service.run("person", "erase", answer["people"][0]["person_id"], "--reason", "asked")
    page.reload()
    gone(page, NAMES[3], "whoever was erased is still on the device")


def accessible(page, url, case):
    """axe finds nothing on the pages as they are served, with what is in them."""
    person = page.get_attribute("main a[href^='/people/']", "href")
    places = ["/today", "/log", "/people", person, f"{person}/case", "/cases?show=open", case,
              f"/referrals/new?case={case.split('/')[-1]}", "/referrals", "/reports", "/hubs",
              "/settings", "/offline", "/nowhere"]
    # Colours that fade in are judged where they come to rest.
    page.emulate_media(reduced_motion="reduce")
    for place in places:
        page.goto(place if place.startswith("http") else url + place)
        page.wait_for_selector("h1")
        if place == "/log":
            # Somebody is named: the text to read and the fields of a person are open, too.
            page.wait_for_selector("#log[data-ready]", state="attached")
            keys(page, "d")
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        faults.extend(axe(page, place))


def reset(page, service, line, recovery):
    """A new password of an administrator's ends the session, and loses nothing of what waits."""
    page.goto(f"{line.url}/log")
    page.wait_for_selector("#log[data-ready]", state="attached")
    given = service.json("user", "reset", "ana")["password"]
    anonymous(page, 2)
    page.wait_for_selector("#line a")
    expect(count(page, "waiting") == 1, "an entry was lost when the session was over")
    page.click("#line a")
    page.wait_for_url("**/sign-in*")
    page.fill("#f-name", "ana")
    page.fill("#f-password", given)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/code*")
    page.fill("#f-code", recovery)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/password*")
    page.fill("#f-old", given)
    page.fill("#f-new", PASSWORD + " nueva")
    page.keyboard.press("Enter")
    page.wait_for_url("**/log")
    wait(page, "waiting", 0)


def leaving(context, page, line):
    """Signing out asks about what is not sent, and then leaves nothing."""
    settings = watched(context)
    settings.goto(f"{line.url}/settings")
    line.down = True
    anonymous(page, 3)
    wait(page, "waiting", 1)
    settings.click("form[data-leave] button")
    settings.click("#leave button[value=stay]")
    expect("/settings" in settings.url and "outbox" in kept(settings),
           "staying lost what was not sent")
    settings.click("form[data-leave] button")
    settings.click("#leave button[value=leave]")
    line.down = False
    settings.wait_for_url("**/sign-in*")
    expect(kept(settings) == [], f"signing out leaves {kept(settings)}")
    # The session ends with the line back: the way in is open to nobody's old cookie.
    settings.goto(f"{line.url}/sign-in")


def revoked(context, page, service, line):
    """Ended from elsewhere, a session takes with it what its device keeps."""
    page.goto(f"{line.url}/log")
    page.wait_for_selector("#log[data-ready]", state="attached")
    until(page, "caches.open('hub-pages').then(async (one) => (await one.keys()).length === 2)",
          "the pages were not kept")
    expect(set(kept(page)) >= {"keys", "kept", "hub-pages"}, f"the device keeps {kept(page)}")
    service.run("user", "sessions", "bea", "--revoke-all")
    page.reload()
    page.wait_for_url("**/sign-in*")
    for _ in range(900):
        if not kept(page):
            break
        page.wait_for_timeout(100)
    expect(kept(page) == [], f"a revoked device keeps {kept(page)}")
    expect(page.query_selector("main .notice, .notice") is not None, "nobody is told why")


def day(play, service, line, other, folder):
    people = {}
    for name, role, hub in [("ana", "clerk", "MX-TAP"), ("bea", "manager", "MX-TAP"),
                            ("carla", "clerk", "GT-TEC")]:
        people[name] = service.json("user", "add", name, "--role", role, "--hub", hub)
    profile = f"{folder}/ana"
    context = launch(play, profile)
    page = watched(context)
    first_time(page, line.url, "ana", people["ana"]["password"])
    recovery = second_factor(page, line.url)
    context.close()
    quarter = time.strftime("%Y-Q") + str((time.gmtime().tm_mon + 2) // 3)
    context, page = thirty(play, service, line, profile, quarter)
    refused(page, service, line, quarter)
    second = launch(play, f"{folder}/bea")
    bea = watched(second)
    first_time(bea, other.url, "bea", people["bea"]["password"])
    two_devices(page, bea, line, other)
    place = page.url
    accessible(page, line.url, place)
    page.goto(place)
    consents(page, line, page.get_attribute("main a[href^='/people/']", "href"))
    offered(page, service, line, quarter)
    restricted(page, service, line, NAMES[11])
    unwilling(page, service, line, NAMES[12])
    third = launch(play, f"{folder}/carla")
    first_time(watched(third), line.url, "carla", people["carla"]["password"])
    withdrawn(third, page, service, line, place)
    third.close()
    case_without_line(page, service, line, place)
    reset(page, service, line, recovery[3])
    leaving(context, page, line)
    revoked(second, bea, service, other)
    second.close()
    logged_by_touch(play, line, "bea")
    context.close()


if __name__ == "__main__":
    with (sync_playwright() as play, Service(sys.argv[1]) as service, Line(service.port) as line,
          Line(service.port) as other, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder):
        try:
            day(play, service, line, other, folder)
        except Exception:
            faults.append(traceback.format_exc(limit=-9))
    print("\n".join(measured), file=sys.stderr)
    print("\n".join(dict.fromkeys(faults)))
