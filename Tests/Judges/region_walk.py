"""Walks through the staff's side of the region's work in Chromium, as a moderator and as an editor.

usage: region_walk.py URL moderate NAME PASSWORD ENTRY          accepts what waits under that name
       region_walk.py URL refuse NAME PASSWORD ENTRY            refuses it, with a reason
       region_walk.py URL ask SLUG ADDRESS                      asks for a link to change an entry
       region_walk.py URL write NAME PASSWORD SLUG FIGURE       writes an item with a bound figure
       region_walk.py URL publish NAME PASSWORD SLUG            publishes it, after a look
       region_walk.py URL correct NAME PASSWORD SLUG NOTE       corrects it
Prints a line for each fault; nothing when there is none.
"""
import sys

from playwright.sync_api import sync_playwright

faults = []
url, step, *rest = sys.argv[1:]


def expect(holds, what):
    if not holds:
        faults.append(what)


def sign_in(page, name, password):
    page.goto(f"{url}/sign-in")
    page.fill("#f-name", name)
    page.fill("#f-password", password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda place: "sign-in" not in place)


def waiting(page, entry):
    page.goto(f"{url}/moderation")
    return page.locator("main li", has=page.locator("h2", has_text=entry))


def moderate(page, name, password, entry):
    sign_in(page, name, password)
    item = waiting(page, entry)
    expect(item.count() == 1, f"{item.count()} entries wait under that name")
    item.locator("form[data-path$='/accept'] button").click()
    item.wait_for(state="detached")


def refuse(page, name, password, entry):
    sign_in(page, name, password)
    item = waiting(page, entry)
    item.locator("summary").click()
    item.locator("form[data-path$='/refuse'] button").click()
    item.locator(".problem:not([hidden]), .error:not([hidden])").first.wait_for()
    item.locator("input[value=cannot_verify]").check(force=True)
    item.locator("input[name=note]").fill("<b>Llámenos</b>")
    item.locator("form[data-path$='/refuse'] button").click()
    item.wait_for(state="detached")


def ask(page, slug, address):
    page.goto(f"{url}/map/change?place={slug}&lang=es")
    expect(page.input_value("#f-place") == slug, "the form does not know which entry")
    page.fill("#f-contact", address)
    page.locator("form[data-bits] button").click()
    page.wait_for_selector(".notice")


def write(page, name, password, slug, figure):
    sign_in(page, name, password)
    page.goto(f"{url}/region/new/bulletin/items")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    body = f"Se asistió a **{{{{{figure}}}}} personas**. <script>alert(1)</script>"
    for field, text in {"slug": slug, "dated": "2021-04-16", "texts-0-language": "es",
                        "texts-0-title": "Ventanillas <b>al día</b>", "texts-0-body": body}.items():
        page.fill(f"#f-{field}", text)
    page.locator("main form[data-path] > .actions button").first.click()
    page.wait_for_url(f"**/region/bulletin/items/{slug}")
    expect(page.locator("article b, article script").count() == 0, "markup of a text came through")
    expect(page.locator("article .figure[title]").count() == 1, "no bound figure in the preview")
    page.locator("form[data-path$='/submit'] button").click()
    page.locator("form[data-path$='/publish']").wait_for()


def publish(page, name, password, slug):
    page.goto(f"{url}/bulletin/{slug}?lang=es")
    expect("404" in page.title() or page.locator("article").count() == 0, "public too early")
    sign_in(page, name, password)
    page.goto(f"{url}/region/bulletin/items/{slug}")
    page.locator("form[data-path$='/publish'] button").click()
    page.locator("form[data-path$='/publish']").wait_for(state="detached")
    page.goto(f"{url}/bulletin/{slug}?lang=es")
    figure = page.locator("article .figure")
    expect(figure.count() == 1 and figure.get_attribute("title"), "no source on the public page")
    page.emulate_media(media="print")
    printed = page.evaluate(
        "getComputedStyle(document.querySelector('article .figure'), '::after').content")
    expect(figure.get_attribute("title") in printed.replace('\\"', '"'),
           f"the source is not printed: {printed}")


def correct(page, name, password, slug, note):
    sign_in(page, name, password)
    page.goto(f"{url}/region/bulletin/items/{slug}")
    form = page.locator("form[data-path$='/corrections']").first
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    form.locator("[name=body]").fill(form.locator("[name=body]").input_value() + "\n\nDos veces.")
    form.locator("[name=note]").fill(note)
    form.locator("button").click()
    page.locator("main", has_text=note).wait_for()
    page.goto(f"{url}/bulletin/{slug}?lang=es")
    expect(note in page.locator(".correction").inner_text(), "the correction is not noted")
    expect("Dos veces." in page.locator("article").inner_text(), "not corrected")


with sync_playwright() as play:
    browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    view = browser.new_page(locale="es-MX")
    view.set_default_timeout(90_000)
    view.on("console", lambda one: faults.append(one.text)
            if "Content Security Policy" in one.text else None)
    view.on("pageerror", lambda one: faults.append(f"{view.url}: {one}"))
    view.on("dialog", lambda one: (faults.append(f"{view.url}: a script ran"), one.dismiss()))
    try:
        {"moderate": moderate, "refuse": refuse, "ask": ask, "write": write, "publish": publish,
         "correct": correct}[step](view, *rest)
    except Exception as error:
        faults.append(f"{step}, {view.url}: {error}\n{view.locator('main').inner_text()[:600]}")
    browser.close()
print("\n".join(dict.fromkeys(faults)))
