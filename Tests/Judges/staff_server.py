"""Serves the staff pages as a test wrote them, to nobody in particular: every question of their
scripts is answered as to somebody who is not signed in."""
import http.server
import pathlib
import threading

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
         ".png": "image/png", ".webmanifest": "application/manifest+json"}


class Staff:
    """A server on a port of its own: `with Staff(folder) as staff: staff.url`."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        policy = (folder / "policy").read_text()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def handle_one_request(self):
                try:
                    super().handle_one_request()
                except OSError:
                    # The browser went on to another page before this one was through.
                    self.close_connection = True

            def answer(self, status, kind, content):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Security-Policy", policy)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def do_GET(self):
                file = folder / self.path.split("?")[0].lstrip("/")
                if not file.is_file():
                    return self.answer(401, "application/json", b"{}")
                kind = f"{TYPES.get(file.suffix, 'text/html')}; charset=utf-8"
                return self.answer(200, kind, file.read_bytes())

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://localhost:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
