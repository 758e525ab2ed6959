"""Asks a browser, axe and readers of formats about the public pages of a running service.

usage: public_pages.py URL pages [PICTURES] [PATH…]   looks at every page, small and wide
       public_pages.py URL formats              reads feeds, GeoJSON and HSDS
       public_pages.py URL register             fills in the form as somebody with a script
       public_pages.py URL confirm LINK         presses the button that a mail leads to
       public_pages.py URL shown NAME           looks for a name on the map and in the list
       public_pages.py URL change LINK NAME     changes the entry that a mail leads to
       public_pages.py URL verify LINK          says that everything is still so
Prints a line for each fault; nothing when there is none.
"""
import json
import pathlib
import subprocess
import sys
import urllib.request

faults = []
url = sys.argv[1]
PATHS = ["/", "/map", "/map?place=Tapachula&service=information", "/map?place=nowhere", "/map/embed",
         "/map/register", "/map/change", "/places/mx-tap", "/places/red-de-ejemplo-haitiana",
         "/bulletin", "/bulletin/information-hubs-q1-2021", "/bulletin/issues/digest-2021-04",
         "/bulletin/nothing"]
DIRECTORY = ["/", "/map?place=Tapachula&service=information", "/map/register", "/map/change",
             "/places/red-de-ejemplo-haitiana", "/map?place=nowhere"]
DARK = ["/", "/map", "/map/register", "/bulletin/information-hubs-q1-2021"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def browse(work):
    from playwright.sync_api import sync_playwright
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context(reduced_motion="reduce")
        page = context.new_page()
        page.set_default_timeout(90_000)
        page.on("console", lambda one: faults.append(f"{page.url}: {one.text}")
                if "Content Security Policy" in one.text else None)
        page.on("pageerror", lambda one: faults.append(f"{page.url}: {one}"))
        page.on("request", lambda one: faults.append(f"outside: {one.url}")
                if not one.url.startswith((url, "data:", "blob:")) else None)
        work(context, page)
        if context.cookies():
            faults.append(f"cookies: {context.cookies()}")
        if page.url.startswith(url) and page.evaluate("localStorage.length + sessionStorage.length"):
            faults.append("something is kept in the browser")
        browser.close()


def until(page, expression):
    """Asked again and again from outside: the pages' policy forbids a script that waits inside."""
    for _ in range(1800):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    faults.append(f"{page.url}: never {expression}")


def wait_for_map(page):
    """Where the line is found slow, the map waits to be asked for."""
    until(page, "globalThis.shownPlaces > 0 || !document.querySelector('#show-map').hidden")
    if page.locator("#show-map").is_visible():
        page.locator("#show-map").click()
    until(page, "globalThis.shownPlaces > 0")


def pages(context, page):
    from axe_core_python.sync_playwright import Axe
    given = sys.argv[3:]
    more = [one for one in given if one.startswith("/check-in")]
    folders = [one for one in given if one not in more]
    pictures = pathlib.Path(folders[0]) if folders else None
    for language in ["es", "en", "fr", "ht"]:
        for scheme in ["light", "dark"] if language == "es" else ["light"]:
            page.emulate_media(color_scheme=scheme)
            shown_here = PATHS if language in ("es", "en") else DIRECTORY
            for path in (shown_here if scheme == "light" else DARK) + more:
                page.goto(f"{url}{path}{'&' if '?' in path else '?'}lang={language}")
                name = path.strip("/").replace("/", "-").replace("?", "-")[:40] or "start"
                name = name.split("-token=")[0]
                name = f"{name}-{language}-{scheme}"
                if page.locator("#map").count() and page.locator(".places > li").count():
                    wait_for_map(page)
                    placed = page.locator(".places > li[data-lat]").count()
                    if page.evaluate("globalThis.shownPlaces") != placed:
                        faults.append(f"{name}: the map has not what the list has")
                page.evaluate("for (const one of document.querySelectorAll('details'))"
                              " one.open = true")
                for width, height in [(360, 740), (1280, 800)]:
                    page.set_viewport_size({"width": width, "height": height})
                    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                    if wide > 0:
                        faults.append(f"{name}: wider than the screen by {wide} pixels")
                    if pictures:
                        pictures.mkdir(parents=True, exist_ok=True)
                        page.screenshot(path=pictures / f"{name}-{width}.png", full_page=True)
                found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
                for violation in found["violations"]:
                    for node in violation["nodes"]:
                        faults.append(f"{name}: {violation['id']}: {node['html'][:160]}")
    here(context, page)


def here(context, page):
    """The list by distance from here, on the device alone."""
    context.grant_permissions(["geolocation"], origin=url)
    context.set_geolocation({"latitude": 18.49, "longitude": -71.85})
    page.goto(f"{url}/map?lang=en")
    sent = []
    page.on("request", lambda one: sent.append(one.url))
    page.locator("#here").click()
    until(page, "document.querySelector('.places .away').textContent.includes('km')")
    if "Jiman" not in page.locator(".places h3").first.text_content():
        faults.append("the nearest from here does not come first")
    if any("18.49" in one or "71.85" in one for one in sent):
        faults.append("the position left the device")


def read(path, kind=None):
    request = urllib.request.Request(f"{url}{path}", headers={"Accept-Encoding": "identity"})
    with urllib.request.urlopen(request) as answer:
        if kind and not answer.headers["Content-Type"].startswith(kind):
            faults.append(f"{path}: {answer.headers['Content-Type']}")
        if answer.headers["Set-Cookie"]:
            faults.append(f"{path}: a cookie")
        return answer.read()


def formats():
    import feedparser
    import jsonschema
    from geojson_pydantic import FeatureCollection
    atom = read("/bulletin/feed.atom?lang=es", "application/atom+xml")
    checked = subprocess.run(["xmllint", "--noout", "-"], input=atom, capture_output=True)
    if checked.returncode:
        faults.append(f"xmllint: {checked.stderr.decode()}")
    feed = feedparser.parse(atom)
    if feed.bozo or len(feed.entries) != 10 or feed.version != "atom10":
        faults.append(f"feedparser: {feed.get('bozo_exception')} {len(feed.entries)}")
    for entry in feed.entries:
        if not (entry.id.startswith("urn:uuid:") and entry.link.startswith(url) and entry.updated):
            faults.append(f"feedparser: {entry.id}")
    document = json.loads(read("/bulletin/feed.json", "application/feed+json"))
    if document["version"] != "https://jsonfeed.org/version/1.1" or len(document["items"]) != 10:
        faults.append("JSON Feed")
    places = json.loads(read("/api/public/places?near=14.9,-92.26&limit=1000"))
    away = [one["distance_km"] for one in places]
    if away != sorted(away) or not away:
        faults.append("places: not nearest first")
    collection = FeatureCollection.model_validate_json(
        read("/api/public/places.geojson?limit=1000", "application/geo+json"))
    if len(collection.features) != len(places):
        faults.append("GeoJSON: other places")
    schemas = json.loads((pathlib.Path(__file__).parent / "hsds.json").read_text())
    for kind in ["organizations", "services", "locations", "service_at_locations"]:
        listed = json.loads(read(f"/api/public/hsds/{kind}", "application/json"))
        schema = {**schemas, "$ref": f"#/$defs/{kind}"}
        for error in jsonschema.Draft202012Validator(
                schema, format_checker=jsonschema.FormatChecker()).iter_errors(listed):
            faults.append(f"HSDS {kind}: {error.json_path}: {error.message[:120]}")
        if not listed["contents"]:
            faults.append(f"HSDS {kind}: empty")
        read_by_others(kind, listed["contents"])
        read_by_others(kind, [
            json.loads(read(f"/api/public/hsds/{kind}/{one['id']}", "application/json"))
            for one in listed["contents"][:5]])


def read_by_others(kind, records):
    """HSDS 3.1 as a program of others has it (PyPI's hsds-validator); what it has otherwise than the
    standard does is passed over: numbers as text, two lists that may be left out, a term for a list."""
    import pydantic
    from hsds_validator.lib import models

    for one in pydantic.BaseModel.__subclasses__():
        if one.__module__ == models.__name__:
            one.model_config = pydantic.ConfigDict(coerce_numbers_to_str=True)
            one.model_rebuild(force=True)
    model = {"organizations": models.Organization, "services": models.Service,
             "locations": models.Location, "service_at_locations": models.Service_At_Location}[kind]
    passed_over = {("additional_websites", "missing"), ("additional_urls", "missing"),
                   ("taxonomy_term", "list_type")}
    for record in records:
        try:
            model.model_validate(record)
        except pydantic.ValidationError as problem:
            for error in problem.errors():
                if (error["loc"][-1], error["type"]) not in passed_over:
                    faults.append(f"HSDS {kind}, by others: {error['loc']}: {error['msg']}")


def fill(page, fields):
    for name, value in fields.items():
        page.locator(f"#f-{name}").fill(value)


def register(_, page):
    page.goto(f"{url}/map/register?lang=es")
    fill(page, {"name": "Casa Azul de Prueba", "locality": "Tapachula", "contact": "azul@example.org",
                "hours": "Lu-Vi 08:00-16:00", "phone": "+52 962 000 0000"})
    page.locator("#f-country").select_option("MEX")
    page.locator("#f-kind").select_option("diaspora")
    page.locator("input[name=services][value=employment]").check()
    page.locator("main form button").click()
    page.wait_for_selector(".notice")


def press(page, link):
    page.goto(link)
    page.locator("main form button").first.click()
    page.wait_for_selector(".notice")


def shown(_, page):
    page.goto(f"{url}/map?place=Tapachula&lang=es")
    wait_for_map(page)
    if not page.locator(".places h3", has_text=sys.argv[3]).count():
        faults.append("not in the list")
    placed = page.locator(".places > li[data-lat]").count()
    if page.evaluate("globalThis.shownPlaces") != placed:
        faults.append("not on the map")


def change(_, page):
    page.goto(sys.argv[3])
    fill(page, {"name": sys.argv[4]})
    page.locator("form[data-bits] button").click()
    page.wait_for_selector(".notice")


if sys.argv[2] == "formats":
    formats()
else:
    browse({"pages": pages, "register": register, "shown": shown, "change": change,
            "confirm": lambda _, page: press(page, sys.argv[3]),
            "verify": lambda _, page: press(page, sys.argv[3])}[sys.argv[2]])
print("\n".join(dict.fromkeys(faults)))
