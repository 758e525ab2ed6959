"""What people may ask for, on the devices of the hubs: consent that is noted with whoever is logged,
and who leaves a device when they withdraw it, are restricted or erased."""
from staff_browser import expect, kept_names, online, send, until


def agreed(page, languages):
    """Each who is named has agreed once, as they were asked; `languages` by given name, of all."""
    people = send(page, "GET", "/api/v1/hubs/MX-TAP/people/recent", None)["body"]["people"]
    expect(sorted(one["given_names"] for one in people) == sorted(languages),
           f"the people seen lately: {[one['given_names'] for one in people]}")
    for person in people:
        name = person["given_names"]
        found = send(page, "GET", f"/api/v1/people/{person['id']}/consents", None)["body"]["consents"]
        said = [(one["purpose"], one["language"], one["channel"], one["hub"], one["recorded_by"])
                for one in found]
        expected = ("assistance", languages.get(name), "in_person", "MX-TAP", "ana")
        expect(said == [expected], f"{name} agreed: {said}")
        expect(all(one["text_version"] and not one["covers"] for one in found),
               f"{name}: no text, or more than was asked")


def gone(page, words, what):
    """Waits until the device keeps nothing with these words in it."""
    kept_until(page, lambda names: words not in names, what)


def there(page, words, what):
    kept_until(page, lambda names: words in names, what)


def kept_until(page, holds, what):
    for tries in range(900):
        if holds(kept_names(page)):
            return
        # What changed is told once no transaction of before it runs any more.
        if tries % 20 == 19:
            online(page)
        page.wait_for_timeout(100)
    expect(False, f"{what}: {kept_names(page)[:300]}")


def leaves(page, line, name, act):
    """Somebody is on the device, and after what is done about them leaves it at its next sync and
    stays away."""
    page.goto(f"{line.url}/today")
    there(page, name, f"the device does not keep {name}")
    people = send(page, "GET", "/api/v1/hubs/MX-TAP/people/recent", None)["body"]["people"]
    act(next(one["id"] for one in people if one["given_names"] == name))
    online(page)
    page.goto(f"{line.url}/log")
    page.wait_for_selector("#log[data-ready]", state="attached")
    gone(page, name, f"{name} is still on the device")
    page.reload()
    page.wait_for_selector("#log[data-ready]", state="attached")
    page.wait_for_timeout(500)
    expect(name not in kept_names(page), f"{name} came back to the device")


def restricted(page, service, line, name):
    leaves(page, line, name, lambda person: service.run(
        "person", "restrict", person, "--reason", "asked"))


def unwilling(page, service, line, name):
    """Whoever does not agree any more to be written down."""
    leaves(page, line, name, lambda person: service.run(
        "consent", "withdraw", person, "--purpose", "assistance", "--hub", "MX-TAP"))


def withdrawn(context, page, service, line, case):
    """A referral leaves the receiver's device at its next sync once consent for it is withdrawn."""
    answer = send(page, "GET", "/api/v1" + case.removeprefix(line.url), None)["body"]
    person = answer["people"][0]["person_id"]
    said = ["--purpose", "referral", "--hub", "MX-TAP"]
    service.run("consent", "give", person, *said, "--to", "GT-TEC", "--text-version", "2021-01")
    service.run("referral", "send", answer["reference"], "--to", "GT-TEC", "--needs",
                "shelter_referral")
    there_page = context.pages[-1]
    there_page.goto(f"{line.url}/today")
    there(there_page, "MX-TAP", "the receiver's device does not keep what waits for an answer")
    page.goto(f"{line.url}/people/{person}")
    expect("GT-TEC" in page.inner_text("main") or "Tecún" in page.inner_text("main"),
           "the person's page does not say with whom was shared")
    service.run("consent", "withdraw", person, *said)
    online(there_page)
    gone(there_page, "MX-TAP", "what was withdrawn is still on the receiver's device")
    there_page.reload()
    until(there_page, "document.readyState === 'complete'", "Today does not open")
    expect("MX-TAP" not in there_page.inner_text("main"), "what was withdrawn still waits")
