"""The public's pages as staff_pictures.py photographs them, with those that only a mail or a sheet leads to."""
import email
import pathlib
import re
import subprocess
import tempfile

NAMED = [("start", "/"), ("map", "/map"), ("map-found", "/map?place=Tapachula&service=information"),
         ("map-none", "/map?place=nowhere"), ("map-embed", "/map/embed"), ("register", "/map/register"),
         ("change", "/map/change"), ("place-hub", "/places/mx-tap"),
         ("place", "/places/red-de-ejemplo-haitiana"), ("bulletin", "/bulletin"),
         ("bulletin-item", "/bulletin/information-hubs-q1-2021"),
         ("bulletin-issue", "/bulletin/issues/digest-2021-04"), ("not-found", "/bulletin/nothing"),
         ("check-in-stale", "/check-in?token=x"), ("edit-stale", "/map/edit?token=x"),
         ("confirm-stale", "/map/confirm?token=x")]
# The languages that staff have no pages in.
MORE = [("fr", "light"), ("ht", "light")]
# What staff write is in Spanish and English alone.
NOT_IN_MORE = {"bulletin-item", "bulletin-issue", "not-found"}


def refused(page):
    """What is said of a form that was sent without what it asks for."""
    page.wait_for_timeout(4_500)
    # What a browser itself would not send.
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    page.locator("main form button").last.click()
    page.wait_for_selector(".problem, .error")


def mapped(page):
    """With the map, also where the line is thought slow."""
    for _ in range(1800):
        if page.evaluate("globalThis.shownPlaces > 0 || !document.querySelector('#show-map')?.hidden"):
            break
        page.wait_for_timeout(50)
    if page.locator("#show-map").is_visible():
        page.locator("#show-map").click()
    page.wait_for_timeout(500)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def check_in(service, site):
    """The link of the code on the sheet of a session."""
    sheet = pathlib.Path(tempfile.mkdtemp()) / "sheet.pdf"
    service.run("activity", "sheet", "families-on-the-move", "--session", "3", "--site", site,
                "--output", str(sheet))
    text = subprocess.run(["pdftotext", "-raw", sheet, "-"], capture_output=True, text=True).stdout
    found = re.search(r"/check-in\?token=[0-9a-f-]+\.\d+\.[0-9a-f]{32}", text.replace("\n", ""))
    return found and found[0]


def change(service, site, browser):
    """The link by which an entry's own people change it, as the mail has it."""
    page = browser.new_page()
    page.goto(f"{site}/map/change?lang=es")
    page.wait_for_timeout(4_500)
    for field in page.locator("main form input:not([type=hidden])").all():
        name = field.get_attribute("name")
        if name in ("slug", "place"):
            field.fill("red-de-ejemplo-haitiana")
        elif name in ("contact", "email"):
            field.fill("red@example.org")
    page.locator("main form button").click()
    page.wait_for_selector(".notice")
    page.close()
    folder = pathlib.Path(tempfile.mkdtemp())
    program = folder / "keep"
    program.write_text(f"#!/bin/sh\ncat > {folder}/$$.mail\n")
    program.chmod(0o700)
    service.run("mail", "send", "--program", str(program))
    for letter in folder.glob("*.mail"):
        body = email.message_from_bytes(letter.read_bytes()).get_payload(decode=True).decode()
        found = re.search(r"/map/edit\?token=[\w.~%-]+", body)
        if found:
            return found[0]
    return None


def shots(service, site, browser):
    """Name, who, where and what is done, as the states of staff's pages are."""
    given = [(name, place) for name, place in NAMED]
    given += [("check-in", check_in(service, site)), ("edit", change(service, site, browser))]
    found = [(f"public-{name}", None, place, mapped if name.startswith(("map", "place")) else None)
             for name, place in given if place]
    found += [(f"public-{name}-wrong", None, place, refused)
              for name, place in given if name in ("register", "change", "check-in") and place]
    return found, [f"no way to {name}" for name, place in given if not place]
