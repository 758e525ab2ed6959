"""People logged by touch, at 360 pixels: how many taps and swipes one takes, and letters of its
keyboard."""
import math

from staff_browser import PASSWORD, expect, measured, saved, sign_in, watched

# A letter on a telephone's keyboard (Palin et al. 2019: 36 words a minute), and a touch or a swipe
# with the look for its place (twice what the keystroke-level model gives for touch screens).
LETTER, TOUCH = 0.33, 1.2
# Sounding like nobody who was logged before.
PEOPLE = [("Quirino", "Zambrano Ulloa", "T-440871"), ("Rosenda", "Xiloj Yat", "T-951203"),
          ("Silverio", "Wejbe Ochoa", "T-226490")]


class Finger:
    """Touches a page, and counts: what is not on the screen is swiped to first."""

    def __init__(self, page):
        self.page = page
        self.touches = self.swipes = self.letters = 0

    def tap(self, selector):
        place = self.page.locator(selector).first
        before = self.page.evaluate("scrollY")
        # To the middle, as a finger does: not under the bar that stays at the bottom.
        place.evaluate("""(one) => { const { top, bottom } = one.getBoundingClientRect();
          if (top < 0 || bottom > innerHeight - 80) one.scrollIntoView({ block: "center" }); }""")
        # A swipe of a thumb moves two thirds of a screen.
        self.swipes += math.ceil(abs(self.page.evaluate("scrollY") - before) / 490)
        place.tap()
        self.touches += 1

    def write(self, selector, text):
        self.tap(selector)
        self.page.keyboard.type(text)
        self.letters += len(text)

    @property
    def seconds(self):
        return (self.touches + self.swipes) * TOUCH + self.letters * LETTER

    def __str__(self):
        return (f"{self.touches} taps, {self.swipes} swipes and {self.letters} letters, "
                f"{self.seconds:.0f} s")


def logged_by_touch(play, line, account):
    """Logs six people on a telephone, every other one by name; no one takes half a minute."""
    browser = play.chromium.launch(
        executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="es-MX")
    context.set_default_timeout(90_000)
    page = watched(context)
    sign_in(page, line.url, account, PASSWORD)
    page.wait_for_url("**/today")
    page.goto(f"{line.url}/log")
    page.wait_for_selector("#log[data-ready]", state="attached")
    slowest = {}
    for number, (given, family, document) in enumerate(PEOPLE):
        finger = Finger(page)
        finger.tap(f"#f-services .chip >> nth={number}")
        finger.tap("#tally tr[data-band='18-59'] td[data-sex=female] .more")
        finger.tap("#save")
        saved(page)
        slowest["anonymous"] = max(slowest.get("anonymous", finger), finger, key=lambda one: one.seconds)
        finger = Finger(page)
        finger.tap("#f-services .chip >> nth=1")
        finger.tap("#f-keeps .chip >> nth=1")
        finger.write("#f-person-given-names", given)
        finger.write("#f-person-family-names", family)
        finger.write("#f-person-document", document)
        finger.tap("#save")
        saved(page)
        slowest["by name"] = max(slowest.get("by name", finger), finger, key=lambda one: one.seconds)
    for kind, finger in slowest.items():
        measured.append(f"by touch at 360 pixels, {kind}: {finger}")
        expect(finger.seconds < 30, f"by touch, {kind}: {finger}")
    browser.close()
