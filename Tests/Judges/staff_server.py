"""Serves the staff pages as a test wrote them, with an API that answers badly on purpose.

It keeps what it accepted in memory; `faults` says how often an answer is dropped, cut off, delayed
or worked on twice. It is a judge's stand-in for the line, not for the service.
"""
import http.server
import json
import pathlib
import random
import socket
import threading
import time

PLACES = {"/": "today", "/sign-in": "sign-in", "/log": "log", "/today": "today",
          "/people": "people", "/offline": "offline", "/settings": "settings"}
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
         ".png": "image/png", ".webmanifest": "application/manifest+json"}


class Staff:
    """A server on a port of its own: `with Staff(folder, "es") as staff: staff.url`."""

    def __init__(self, folder, language, faults=0.0, seed=7):
        self.folder, self.language = pathlib.Path(folder), language
        self.faults, self.random = faults, random.Random(seed)
        self.events, self.order, self.requests = {}, [], 0
        self.refuse, self.session, self.recent = {}, "good", []
        self.down = self.clashed = False
        self.guard = threading.Lock()
        staff = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                staff.reached(self, staff.get)

            def do_POST(self):
                staff.reached(self, staff.post)

            def do_DELETE(self):
                staff.reached(self, lambda one: staff.answer(one, 204, None))

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://localhost:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def reached(self, request, work):
        """Does what is asked, unless the line is down."""
        if not self.down:
            return work(request)
        self.hang_up(request)

    @staticmethod
    def hang_up(request):
        request.close_connection = True
        request.wfile.flush()
        request.connection.shutdown(socket.SHUT_RDWR)

    def get(self, request):
        path = request.path.split("?")[0]
        if path.startswith("/api/"):
            if self.session != "good":
                return self.unauthenticated(request)
            if path.endswith("/people"):
                return self.answer(request, 200, {"people": self.recent})
            known = self.events.get(path.rsplit("/", 1)[-1])
            return self.answer(request, 200 if known else 404, known or {})
        name = PLACES.get(path)
        file = self.folder / (f"{self.language}/{name}.html" if name else path.lstrip("/"))
        if not file.is_file():
            return self.answer(request, 404, {})
        kind = "text/html" if name else TYPES.get(file.suffix, "text/html")
        content = file.read_bytes()
        request.send_response(200)
        request.send_header("Content-Type", f"{kind}; charset=utf-8")
        policy = (self.folder / "policy").read_text()
        request.send_header("Content-Security-Policy", policy)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    def post(self, request):
        body = json.loads(request.rfile.read(int(request.headers["Content-Length"])) or b"{}")
        assert request.headers["X-Hub-Request"] == "1"
        with self.guard:
            self.requests += 1
            luck = self.random.random() / self.faults if self.faults else 1
            tricks = self.random.choice(["drop before", "drop after", "cut", "slow", "portal"])
        trick = tricks if luck < 1 else ""
        if self.session != "good":
            return self.unauthenticated(request)
        if trick == "drop before":
            return self.hang_up(request)
        if trick == "portal":
            return self.answer(request, 200, "<html>Sign in to the hotel</html>")
        status, answer = self.record(body)
        if trick == "drop after":
            return self.hang_up(request)
        if trick == "slow":
            time.sleep(0.5)
        self.answer(request, status, answer, cut=trick == "cut")

    def record(self, body):
        with self.guard:
            if self.refuse.get(body.get("notes")):
                return self.refuse[body["notes"]]
            if body.get("notes") == "clash" and not self.clashed:
                self.clashed = True
                other = {**body, "channel": "web", "version": 1, "identified": 0, "anonymous": 5}
                self.events[body["id"]] = {**other, "sent": other}
            before = self.events.get(body["id"])
            if before and before["sent"] != body:
                return 409, {"code": "conflict", "title": "Another event has that id."}
            if before:
                return 200, before
            named = sum("tally" not in one for one in body["participants"])
            count = sum(one.get("tally", {}).get("count", 0) for one in body["participants"])
            event = {**body, "version": 1, "identified": named, "anonymous": count, "sent": body}
            self.events[body["id"]] = event
            self.order.append(body["id"])
            return 201, event

    def unauthenticated(self, request):
        headers = {"X-Hub-Session": "revoked"} if self.session == "revoked" else {}
        self.answer(request, 401, {"code": "unauthenticated", "title": "Sign in."}, headers)

    def answer(self, request, status, content, headers=None, cut=False):
        text = content if isinstance(content, str) else json.dumps(content)
        content = text.encode() if status != 204 else b""
        request.send_response(status)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(content[: len(content) // 2] if cut else content)
        if cut:
            self.hang_up(request)
