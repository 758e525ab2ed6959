"""Photographs every page, staff's and the public's, as it is served with the demonstration's data: in Spanish
and English, by day and by night, at 360 and 1280 pixels; asks axe about each, and looks for what is cut off.

usage: staff_pictures.py HUBCTL ROUTES [PICTURES] [--only PATTERN]
    HUBCTL_HOME names a running installation in which the demonstration is loaded; ROUTES holds the
    pages' templates, one a line, as PageJudgeTests writes it (HUB_PAGES); PICTURES is a folder for
    contact sheets: of each page one at 360 pixels and one at 1280, of all four looks.
Prints a line for each fault, also for a page that nobody was led to; nothing when there is none.
"""
import pathlib
import re
import sys
import time
import uuid
from urllib.parse import urljoin, urlsplit

from PIL import Image
from playwright.sync_api import sync_playwright

import public_states
from staff_browser import PASSWORD, first_time
from staff_looks import axe, overflow, small, unread
from staff_service import Service

# Who is sent around: whoever comes first to a page is the one it is photographed for.
ROLES = [("manager", ["--hub", "MX-TAP"]), ("clerk", ["--hub", "MX-TAP"]),
         ("regional_analyst", []), ("country_officer", ["--country", "MEX"]),
         ("administrator", []), ("editor", []), ("moderator", []), ("auditor", [])]
LOOKS = [(language, theme) for language in ["es", "en"] for theme in ["light", "dark"]]
# What a place looks like depends on who looks.
AGAIN = {("clerk", "/today"), ("country_officer", "/reports/{quarter}"),
         ("country_officer", "/duplicates"), ("regional_analyst", "/reports/{quarter}/hubs/{hub}"),
         ("auditor", "/settings"), ("editor", "/region"), ("editor", "/region/bulletin/items/{slug}")}


def template(path, routes):
    """The route that serves a path: one whose parts are the same, or stand for any."""
    parts = path.strip("/").split("/")
    fitting = [route for route in routes if len(route.strip("/").split("/")) == len(parts) and all(
        one == other or one.startswith("{") for one, other in zip(route.strip("/").split("/"), parts))]
    return min(fitting, key=lambda route: route.count("{"), default=None)


def opened(page):
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def yes(page):
    """Somebody is named, with those who came along."""
    page.wait_for_selector("#log[data-ready]", state="attached")
    for key in ["1", "2", "4", "f", "f", "z", "m"]:
        page.keyboard.press(key)
    page.keyboard.press("d")
    page.keyboard.press("Escape")
    page.fill("#f-person-given-names", "María José")
    page.fill("#f-person-family-names", "Hernández Castellanos")


def wrong(page):
    page.wait_for_selector("#log[data-ready]", state="attached")
    page.click("#save")
    page.wait_for_selector("#said[data-state=attention]")


def found(page):
    page.fill("#f-name", "María")
    page.click("form[role=search] button")
    # The answer takes the page's place, with what was asked for in it.
    page.wait_for_selector("#f-name[value='María']")


def refused(page):
    """A form sent without what it asks for."""
    opened(page)
    page.locator("main form:has([required]) button").last.click()
    page.locator(".problem:visible, .error:visible").first.wait_for()


def unknown(page):
    page.fill("#f-name", "nobody")
    page.fill("#f-password", "not the password of anybody")
    page.keyboard.press("Enter")
    page.locator(".problem:visible").wait_for()


def nobody(page):
    page.fill("#f-name", "Zzyzx Qwertz")
    page.click("form[role=search] button")
    page.wait_for_selector("#f-name[value='Zzyzx Qwertz']")


# Pages in other states than the one they open in: name, who, where, what is done.
STATES = [("log-yes", "clerk", "/log", yes), ("log-yes-open", "clerk", "/log",
                                              lambda page: (yes(page), opened(page))),
          ("log-wrong", "clerk", "/log", wrong), ("people-found", "clerk", "/people", found),
          ("keys", "clerk", "/log", lambda page: (
              page.wait_for_selector("#log[data-ready]", state="attached"),
              page.click("#keys-help"))),
          ("offline", "clerk", "/offline", None),
          # A country officer's, to which no link leads in the demonstration's other countries.
          ("participants", "country_officer",
           "/region/activities/sne-labour-migration/participants", None),
          ("activity-edit", "country_officer",
           "/region/activities/sne-labour-migration/edit", opened),
          ("not-found", "clerk", "/cases/0", None), ("forbidden", "clerk", "/users", None),
          ("not-found-anywhere", None, "/nowhere/at/all", None),
          ("sign-in-wrong", None, "/sign-in", unknown),
          ("participants-waiting", "manager",
           "/region/activities/families-on-the-move/participants", opened),
          ("user-other", "administrator", "/users/pic-clerk", opened),
          # Forms that were sent without what they ask for.
          ("users-wrong", "administrator", "/users", refused),
          ("settings-wrong", "clerk", "/settings", refused),
          ("activity-new-wrong", "editor", "/region/new/activities", refused),
          # A hub at which nothing happened yet.
          ("today-empty", "fresh", "/today", None), ("cases-empty", "fresh", "/cases", None),
          ("referrals-empty", "fresh", "/referrals", None),
          ("duplicates-empty", "fresh", "/duplicates", None),
          ("people-empty", "fresh", "/people", None), ("people-none", "clerk", "/people", nobody),
          ("report-empty", "regional_analyst", "/reports/2031-Q4", None),
          ("mgi-empty", "editor", "/region/mgi?as_of=2010-01-01", None),
          ("mgi-joined", "editor", "/region/mgi?as_of=2021-02-26", None),
          ("case-closed", "clerk", "/cases?show=closed", lambda page: (
              page.click("main table a >> nth=0"), page.wait_for_selector("h1")))]


class Round:
    """Goes from page to page as one account, and keeps where each kind of page is."""

    def __init__(self, url, routes):
        self.url, self.routes, self.places = url, routes, {}
        # Places with something closed on them.
        self.closed = set()

    def walk(self, page, role):
        queue, seen = ["/home"], set()
        taken = {}
        while queue and len(seen) < 400:
            place = queue.pop(0)
            kind = template(urlsplit(place).path, self.routes)
            key = (kind, urlsplit(place).path if kind and "{" not in kind else "")
            if place in seen or kind is None or taken.get(key, 0) >= 2:
                continue
            seen.add(place)
            taken[key] = taken.get(key, 0) + 1
            answer = page.goto(self.url + place)
            if not answer or answer.status != 200 or "html" not in answer.headers.get("content-type", ""):
                continue
            here = page.url.removeprefix(self.url)
            kind = template(urlsplit(here).path, self.routes)
            known = {one for _, one in self.places}
            if kind and (kind not in known or (role, kind) in AGAIN):
                self.places.setdefault((role, kind), here)
                if page.locator("main details").count():
                    self.closed.add(here)
            for link in page.evaluate("[...document.querySelectorAll('main a, nav a')]"
                                      ".map((one) => one.getAttribute('href'))"):
                target = urlsplit(urljoin(self.url + here, link))
                is_file = re.search(r"\.\w{2,4}$|/(sheet|certificates|minutes|print|cite|receipt)(/|$)",
                                    target.path)
                if f"{target.scheme}://{target.netloc}" == self.url and not is_file:
                    queue.append(target.path + (f"?{target.query}" if target.query else ""))


def send(page, path, body):
    page.evaluate(
        """async ([path, body]) => fetch(path, { method: "POST", body: JSON.stringify(body),
          headers: { "X-Hub-Request": "1", "Content-Type": "application/json" } })""", [path, body])


def alike(browser, url, state):
    """Two who may be one person come to the hub."""
    context = browser.new_context(storage_state=state)
    page = context.new_page()
    page.goto(f"{url}/log")
    for given, family, born in [("Ana Lucía", "Pérez Gómez", "1990-02-05"),
                                ("Anna Lucia", "Peres Gomes", "1990-05-02")]:
        send(page, "/api/v1/events", {
            "id": str(uuid.uuid4()), "hub": "MX-TAP", "occurred_on": time.strftime("%Y-%m-01"),
            "channel": "in_person", "profile": "in_transit", "services": ["information"],
            "participants": [{"person": {"given_names": given, "family_names": family,
                                         "birth_date": born, "sex": "female",
                                         "nationality": "HND"}}]})
    context.close()


def emergencies(service, url, browser, people):
    """Somebody abroad looked at a person of the hub, and somebody of the hub at one abroad."""
    for name, place in [("there", "GT-TEC"), ("clerk", "MX-TAP")]:
        context = browser.new_context(storage_state=people[name])
        page = context.new_page()
        page.goto(f"{url}/settings")
        words = "Wendy Zelaya" if name == "there" else "María Hernández"
        matches = service.json("person", "find", "--name", words)["matches"]
        other = next((one for one in matches if (one["hub"] == "MX-TAP") == (name == "there")), None)
        if other:
            send(page, f"/api/v1/people/{other['person_id']}/glass", {
                "reason": "Ingresó inconsciente al hospital regional; se busca a su familia"})
        context.close()


def sheet(pictures, file, across):
    """Several pictures in one, beside each other; long ones in parts, so that letters stay readable."""
    images = [Image.open(one).convert("RGB") for one in pictures]
    width = sum(one.width for one in images[:across]) + 12 * (across - 1)
    rows = [images[one:one + across] for one in range(0, len(images), across)]
    height = sum(max(one.height for one in row) for row in rows) + 12 * (len(rows) - 1)
    whole = Image.new("RGB", (width, height), (120, 120, 120))
    top = 0
    for row in rows:
        for column, one in enumerate(row):
            whole.paste(one, (column * (row[0].width + 12), top))
        top += max(one.height for one in row) + 12
    parts = range(0, whole.height, 1900)
    for number, part in enumerate(parts):
        name = file if len(parts) == 1 else file.with_stem(f"{file.stem}-{number + 1}")
        whole.crop((0, part, whole.width, min(part + 1900, whole.height))).save(name)


def photograph(page, name, folder, width, height):
    page.set_viewport_size({"width": width, "height": height})
    faults = overflow(page, name) + unread(page, name)
    if folder:
        file = folder / "single" / f"{name}.png"
        page.screenshot(path=file, full_page=True)
        if width > 1000:
            # Two beside each other are as wide as four telephones.
            image = Image.open(file)
            image.resize((720, image.height * 720 // image.width), Image.LANCZOS).save(file)
    return faults


def look(browser, url, name, state, place, act, folder):
    """One page in all eight looks."""
    faults = []
    is_public = name.startswith("public-")
    more = public_states.MORE if is_public and name[7:] not in public_states.NOT_IN_MORE else []
    for language, theme in LOOKS + more:
        context = browser.new_context(
            storage_state=state, color_scheme=theme, reduced_motion="reduce",
            locale={"es": "es-MX", "en": "en-US"}.get(language, language), viewport={"width": 360, "height": 740})
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("pageerror", lambda one: faults.append(f"{name}: script: {one}"))
        page.on("console", lambda one: faults.append(f"{name}: {one.text}")
                if "Content Security Policy" in one.text else None)
        if is_public:
            page.goto(f"{url}{place}{'&' if '?' in place else '?'}lang={language}")
        else:
            page.goto(url + place)
            page.wait_for_selector("html[data-ready]", state="attached")
        page.wait_for_timeout(250)
        if act:
            act(page)
        for width, height in [(360, 740), (1280, 800)]:
            faults += photograph(page, f"{name}-{language}-{theme}-{width}", folder, width, height)
        faults += axe(page, f"{name}-{language}-{theme}") + small(page, f"{name}-{language}-{theme}")
        if page.locator("html").get_attribute("lang") != language:
            faults.append(f"{name}: not in the language asked for: {language}")
        context.close()
    if folder:
        for width, across in [(360, 4), (1280, 2)]:
            sheet([folder / "single" / f"{name}-{language}-{theme}-{width}.png"
                   for language, theme in LOOKS], folder / f"{name}-{width}.png", across)
    return faults


def main(program, routes, pictures, only):
    routes = [one for one in pathlib.Path(routes).read_text().split("\n") if one]
    folder = pathlib.Path(pictures) if pictures else None
    if folder:
        (folder / "single").mkdir(parents=True, exist_ok=True)
    faults = []
    with sync_playwright() as play, Service(program) as service:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        url = f"http://localhost:{service.port}"
        people = {}
        for role, where in [*ROLES, ("there", ["--hub", "GT-TEC"]), ("fresh", ["--hub", "BZ-BZE"])]:
            name = f"pic-{role.replace('_', '-')}"
            kind = {"there": "clerk", "fresh": "manager"}.get(role, role)
            # A second time in one installation they are there.
            there = any(one["name"] == name for one in service.json("user", "list"))
            words = ["reset", name] if there else ["add", name, "--role", kind, *where]
            given = service.json("user", *words)["password"]
            context = browser.new_context(service_workers="block")
            first_time(context.new_page(), url, name, given)
            people[role] = context.storage_state()
            context.close()
        service.run("demo", "assign")
        emergencies(service, url, browser, people)
        alike(browser, url, people["clerk"])
        service.run("duplicates", "scan")
        around = Round(url, routes)
        for role, _ in ROLES:
            context = browser.new_context(storage_state=people[role], service_workers="block")
            around.walk(context.new_page(), role)
            context.close()
        shots = [(kind.strip("/").replace("/", "_").replace("{", "").replace("}", "") or "home",
                  role, place, None) for (role, kind), place in around.places.items()]
        shots = [(f"{name}-{role}" if sum(one[0] == name for one in shots) > 1 else name, role, place, act)
                 for name, role, place, act in shots]
        shots += [(f"{name}-open", role, place, opened) for name, role, place, _ in shots
                  if place in around.closed] + STATES
        shots += [("sign-in", None, "/sign-in", None), ("sign-in_code", None, "/sign-in/code", None),
                  ("sign-in_password", None, "/sign-in/password", None)]
        # New forms, sent empty, of whoever was led to them.
        shots += [(f"{name}-wrong", role, place, refused) for name, role, place, _ in shots
                  if name in ("cases_new", "referrals_new", "duplicates_left_right")]
        public, faulty = public_states.shots(service, url, browser)
        shots += public
        faults += faulty
        for name, role, place, act in shots:
            if only and not re.search(only, name):
                continue
            try:
                faults += look(browser, url, name, people.get(role), place, act, folder)
            except Exception as error:
                faults.append(f"{name} ({place}): {str(error).splitlines()[0]}")
        reached = {kind for _, kind in around.places}
        reached |= {template(urlsplit(place).path, routes) for _, _, place, _ in STATES}
        # What is a file or leads elsewhere.
        files = (r"\.pdf|\{file\}|/(sheet|certificates|minutes|print|cite|sign-in)(/|$)|/home$"
                 r"|^/reports$")
        faults += [f"nobody is led to {one}" for one in routes
                   if one not in reached and not re.search(files, one)]
        browser.close()
    print("\n".join(dict.fromkeys(faults)))


if __name__ == "__main__":
    words = sys.argv[1:]
    only = None
    if "--only" in words:
        place = words.index("--only")
        only = words[place + 1]
        del words[place:place + 2]
    main(words[0], words[1], words[2] if len(words) > 2 else None, only)
