"""The built hubctl as a judge runs it: commands, the service, and codes of an authenticator app."""
import base64
import hashlib
import hmac
import json
import os
import re
import struct
import subprocess
import time


class Service:
    """`hubctl serve` on a port of its own, in the installation that HUBCTL_HOME names."""

    def __init__(self, program):
        self.program = program

    def run(self, *words):
        done = subprocess.run([self.program, *words], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, f"{words}: {done.stderr}"
        return done.stdout

    def json(self, *words):
        return json.loads(self.run(*words, "--json"))

    def __enter__(self):
        self.process = subprocess.Popen(
            [self.program, "serve", "--port", "0"], stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL, text=True, env={**os.environ, "LANG": "C.UTF-8"})
        for line in self.process.stderr:
            found = re.search(r"://[^ ]*:(\d+)", line)
            if found:
                self.port = int(found[1])
                break
        # What it says from now on is read by nobody, and must not stop it.
        import threading
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)


def code(secret, ahead=0):
    """The code that an authenticator app shows for a secret now, or so many steps ahead."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30 + ahead), hashlib.sha1)
    digest = digest.digest()
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place:place + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
