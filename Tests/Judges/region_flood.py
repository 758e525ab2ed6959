"""Sends forms to a running service as a program does, while staff and the public go on with theirs.

usage: region_flood.py URL [FORMS [NAME ONE-TIME-PASSWORD]]

Prints how long pages took before and during, in the same run: the public's, and with an account that
`hubctl user add` has just made also those of staff. What was sent
must not be public. Exits with 1 where something of it is, or a page failed.
"""
import collections
import concurrent.futures
import json
import multiprocessing
import re
import statistics
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

url = sys.argv[1]
forms = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
PUBLIC = ["/map?place=Tapachula", "/api/public/places?near=14.9,-92.26", "/bulletin"]
STAFF = ["/home", "/region", "/region/activities", "/moderation", "/api/v1/account"]
cookies = {}
failed = collections.Counter()


def ask(path, fields=None, body=None, asked=True):
    headers = {"X-Hub-Request": "1"}
    data = urllib.parse.urlencode(fields).encode() if fields else None
    if body is not None:
        data = json.dumps(body).encode()
        headers["Content-Type"] = "application/json"
    if asked and cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    request = urllib.request.Request(f"{url}{path}", data, headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, rest = cookie.partition("=")
                cookies[name] = rest.split(";")[0]
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def sign_in(name, password):
    assert ask("/api/v1/sessions", body={"name": name, "password": password})[0] == 201
    new = "una frase bastante larga"
    assert ask("/api/v1/session/password", body={"old": password, "new": new})[0] in (200, 204)


def waits(pages, until):
    found = []
    while not until(len(found)):
        page = pages[len(found) % len(pages)]
        started = time.monotonic()
        status = ask(page, asked=pages is STAFF)[0]
        found.append((time.monotonic() - started) * 1000)
        if status != 200:
            failed[f"{page}: {status}"] += 1
        time.sleep(0.02)
    return found


def said(name, found):
    found = sorted(found)
    print(f"{name}: median {statistics.median(found):.1f} ms, 95th percentile "
          f"{found[int(len(found) * 0.95)]:.1f} ms, slowest {found[-1]:.1f} ms of {len(found)}")


def name(_):
    return re.search(r'name="form" value="([^"]+)"', ask("/map/register", asked=False)[1])[1]


def send(pair):
    number, form = pair
    return ask("/map/register", {
        "form": form, "proof": "", "url": "", "name": "Flood", "country": "GTM",
        "services": "information", "contact": f"flood{number}@example.org"}, asked=False)[0]


def send_all(pairs):
    """In a process of its own: threads of one would wait for each other, and be measured so."""
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        return list(pool.map(send, pairs))


kinds = {"public": PUBLIC}
if len(sys.argv) > 4:
    sign_in(sys.argv[3], sys.argv[4])
    kinds["staff"] = STAFF
with concurrent.futures.ThreadPoolExecutor(8) as pool:
    names = list(pool.map(name, range(forms)))
    time.sleep(5)
    for kind, pages in kinds.items():
        said(f"{kind}, before", waits(pages, lambda count: count >= 200))
with multiprocessing.get_context("fork").Pool(2) as senders:
    over = threading.Event()
    during = {kind: [] for kind in kinds}
    others = [
        threading.Thread(target=lambda kind=kind, pages=pages: during[kind].extend(
            waits(pages, lambda _: over.is_set())))
        for kind, pages in kinds.items()]
    for other in others:
        other.start()
    started = time.monotonic()
    pairs = list(enumerate(names))
    statuses = collections.Counter(
        one for part in senders.map(send_all, [pairs[0::2], pairs[1::2]]) for one in part)
    print(f"{forms} forms in {time.monotonic() - started:.1f} s, answered: {dict(statuses)}")
    over.set()
    for other in others:
        other.join()
for kind in kinds:
    said(f"{kind}, during", during[kind])
shown = [ask(path, asked=False)[1] for path in [
    "/api/public/places?limit=1000", "/map", "/api/public/hsds"]]
isPublic = any("Flood" in one for one in shown)
print("public: nothing of it" if not isPublic else "PUBLIC")
if failed:
    print(f"failed: {dict(failed)}")
sys.exit(1 if isPublic or failed else 0)
