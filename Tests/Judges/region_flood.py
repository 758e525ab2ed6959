"""Sends forms to a running service as a program does, and asks for pages as others do meanwhile.

usage: region_flood.py URL [FORMS]    prints how long others waited before and during, and what came
"""
import collections
import concurrent.futures
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
PAGES = ["/sign-in", "/map?place=Tapachula", "/api/public/places?near=14.9,-92.26"]


def ask(path, fields=None):
    data = urllib.parse.urlencode(fields).encode() if fields else None
    try:
        with urllib.request.urlopen(f"{url}{path}", data, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""


def waits(until):
    found = []
    while not until(len(found)):
        started = time.monotonic()
        ask(PAGES[len(found) % len(PAGES)])
        found.append((time.monotonic() - started) * 1000)
        time.sleep(0.01)
    return found


def said(name, found):
    found = sorted(found)
    print(f"{name}: median {statistics.median(found):.1f} ms, 95th percentile "
          f"{found[int(len(found) * 0.95)]:.1f} ms, slowest {found[-1]:.1f} ms of {len(found)}")


def name(_):
    return re.search(r'name="form" value="([^"]+)"', ask("/map/register")[1])[1]


def send(pair):
    number, form = pair
    return ask("/map/register", {
        "form": form, "proof": "", "url": "", "name": "Flood", "country": "GTM",
        "services": "information", "contact": f"flood{number}@example.org"})[0]


with concurrent.futures.ThreadPoolExecutor(8) as pool:
    names = list(pool.map(name, range(forms)))
    time.sleep(5)
    said("before", waits(lambda count: count >= 300))
    over = threading.Event()
    during = []
    other = threading.Thread(target=lambda: during.extend(waits(lambda _: over.is_set())))
    other.start()
    started = time.monotonic()
    statuses = collections.Counter(pool.map(send, enumerate(names)))
    print(f"{forms} forms in {time.monotonic() - started:.1f} s: {dict(statuses)}")
    over.set()
    other.join()
said("during", during)
shown = ask("/api/public/places?limit=1000")[1]
print("public: nothing" if "Flood" not in shown else "PUBLIC")
