"""Shows every staff page in Chromium, small and wide, Spanish by day and English by night, and asks
axe about each.

usage: staff_pages.py FOLDER [PICTURES]    FOLDER as PageJudgeTests writes it; pictures on wish, and
                                           then of both languages by day and by night
Prints a line for each fault; nothing when there is none.
"""
import pathlib
import sys

from playwright.sync_api import sync_playwright

from staff_looks import axe, overflow, small, unread
from staff_server import Staff

folder = pathlib.Path(sys.argv[1])
pictures = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
SIZES = [(360, 740), (1280, 800)]


faults = []
with sync_playwright() as play:
    browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    every = [(language, theme) for language in ["es", "en"] for theme in ["light", "dark"]]
    with Staff(folder) as staff:
        for language, theme in every if pictures else [("es", "light"), ("en", "dark")]:
            context = browser.new_context(
                color_scheme=theme, service_workers="block", reduced_motion="reduce")
            page = context.new_page()
            page.on("console", lambda one: faults.append(f"{one.text}")
                    if "Content Security Policy" in one.text else None)
            page.on("pageerror", lambda one: faults.append(f"{page.url}: {one}"))
            for file in sorted((folder / language).glob("*.html")):
                page.goto(f"{staff.url}/{language}/{file.name}")
                page.evaluate("for (const one of document.querySelectorAll('details'))"
                              " one.open = true")
                for width, height in SIZES:
                    name = f"{file.stem}-{language}-{theme}-{width}"
                    page.set_viewport_size({"width": width, "height": height})
                    faults += overflow(page, name) + unread(page, name)
                    if pictures:
                        pictures.mkdir(parents=True, exist_ok=True)
                        page.screenshot(path=pictures / f"{name}.png", full_page=True)
                name = f"{file.stem}-{language}-{theme}"
                faults += axe(page, name) + small(page, name)
            context.close()
    browser.close()
print("\n".join(dict.fromkeys(faults)))
