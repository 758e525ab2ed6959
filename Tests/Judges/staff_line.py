"""A bad line between a browser and the service: drops, cuts, delays and doubles what goes over it.

`with Line(port) as line: line.url` forwards to the service at that port. `down` hangs up on
everything, `mute` on changes; `faults` says how often a change has something done to it; `newer`
serves the pages' service worker as of another version.
"""
import http.client
import http.server
import json
import random
import socket
import threading
import time

TRICKS = ["drop before", "drop after", "cut", "double", "slow", "portal"]


class Line:
    def __init__(self, port, seed=7):
        self.port, self.random = port, random.Random(seed)
        self.down, self.faults, self.tricks, self.clash = False, 0.0, {}, None
        self.mute = self.newer = False
        self.guard = threading.Lock()
        line = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def handle_one_request(self):
                try:
                    super().handle_one_request()
                except OSError:
                    self.close_connection = True

            def work(self):
                line.carry(self)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = work

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://localhost:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    @staticmethod
    def hang_up(request):
        request.close_connection = True
        request.wfile.flush()
        request.connection.shutdown(socket.SHUT_RDWR)

    def forward(self, request, body):
        """What the service answers: status, headers, content."""
        service = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        left = ["connection", "accept-encoding", "content-length"]
        if self.newer:
            left.append("if-none-match")
        headers = {name: value for name, value in request.headers.items()
                   if name.lower() not in left}
        service.request(request.command, request.path, body=body, headers=headers)
        answer = service.getresponse()
        content = answer.read()
        service.close()
        return answer.status, answer.getheaders(), content

    def trick(self, request):
        if request.command == "GET" or "/session" in request.path:
            return ""
        with self.guard:
            if self.random.random() >= self.faults:
                return ""
            trick = self.random.choice(TRICKS)
            self.tricks[trick] = self.tricks.get(trick, 0) + 1
            return trick

    def carry(self, request):
        length = int(request.headers.get("Content-Length") or 0)
        body = request.rfile.read(length) if length else None
        if self.down or self.mute and request.command != "GET":
            return self.hang_up(request)
        trick = self.trick(request)
        if trick == "drop before":
            return self.hang_up(request)
        if trick == "portal":
            return self.send(request, 200, [("Content-Type", "text/html")], b"<html>Hotel</html>")
        if self.clash and body and self.clash in body:
            # Another event under the same id is there first.
            self.clash = None
            other = {**json.loads(body), "channel": "web", "notes": "other"}
            self.forward(request, json.dumps(other).encode())
        status, headers, content = self.forward(request, body)
        if self.newer and request.path == "/sw.js":
            content = content.replace(b'const VERSION = "', b'const VERSION = "newer-')
        if trick == "double":
            status, headers, content = self.forward(request, body)
        if trick == "drop after":
            return self.hang_up(request)
        if trick == "slow":
            time.sleep(0.4)
        return self.send(request, status, headers, content, cut=trick == "cut")

    def send(self, request, status, headers, content, cut=False):
        request.send_response_only(status)
        for name, value in headers:
            if name.lower() not in ("connection", "content-length", "transfer-encoding"):
                request.send_header(name, value)
        if status not in (204, 304):
            request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content[: len(content) // 2] if cut else content)
        if cut:
            self.hang_up(request)
