"""Faults against `hubctl serve`: whatever it acknowledged is there afterwards, and it recovers.

    faults.py HUBCTL FOLDER [FAULT…]

FOLDER is where the installation is made; for `disk` it must be a file system of its own, small
(Tests/Judges/judge-faults mounts one). Each fault runs under load: clients record events, note what
was acknowledged, try again with the same id after an error, and in the end every acknowledged event
is read back.
"""
import http.client
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid

from staff_service import code

hubctl, folder, *asked = sys.argv[1:]
home = folder + "/home"
port = int(os.environ.get("HUB_PORT", "8490"))
environment = dict(os.environ, HUBCTL_HOME=home)
FAULTS = ["idle", "loris", "headers", "halfclosed", "restart", "crash", "disk", "clock"]


def program(*command):
    """hubctl, by a shell: started by itself under faketime it would not be given its arguments."""
    return ["sh", "-c", 'exec "$@"', "sh", hubctl, *command]


def run(*command, check=True):
    done = subprocess.run(program(*command), env=environment, capture_output=True, text=True)
    assert done.returncode == 0 or not check, f"{command}: {done.stderr}"
    return done.stdout


def new_id():
    millis = int(time.time() * 1000)
    value = millis << 80 | uuid.uuid4().int & ((1 << 76) - 1) | 7 << 76
    return str(uuid.UUID(int=value & ~(3 << 62) | 2 << 62))


class Load:
    """Clients that record events until told to stop."""

    def __init__(self, token, count=16):
        self.token, self.acknowledged, self.errors = token, [], {}
        self.stopped, self.lock = threading.Event(), threading.Lock()
        self.threads = [threading.Thread(target=self.work) for _ in range(count)]
        for thread in self.threads:
            thread.start()

    def body(self, event):
        return json.dumps({
            "id": event, "hub": "MX-TAP", "occurred_on": "2021-03-30", "channel": "in_person",
            "profile": "in_transit", "services": ["information"],
            "participants": [{"person": {
                "given_names": "Ana", "family_names": "Falla", "document": event[-12:],
                "birth_date": "1990", "sex": "female", "nationality": "HND"}}]})

    def work(self):
        connection = None
        event = new_id()
        while True:
            try:
                connection = connection or http.client.HTTPConnection(
                    "127.0.0.1", port, timeout=60)
                connection.request("POST", "/api/v1/events", self.body(event), {
                    "Authorization": "Bearer " + self.token, "Content-Type": "application/json"})
                answer = connection.getresponse()
                answer.read()
                status = answer.status
            except OSError as error:
                status, connection = type(error).__name__, None
            except http.client.HTTPException as error:
                status, connection = type(error).__name__, None
            with self.lock:
                if status in (200, 201):
                    self.acknowledged.append(event)
                else:
                    self.errors[status] = self.errors.get(status, 0) + 1
            if status in (200, 201):
                # What was asked for is finished, also after we were told to stop.
                if self.stopped.is_set():
                    return
                event = new_id()
            else:
                time.sleep(0.1)

    def send(self, event):
        """One event on a connection of its own; gives the answer's status."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("POST", "/api/v1/events", self.body(event), {
            "Authorization": "Bearer " + self.token, "Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        return answer.status

    def stop(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join(300)
            assert not thread.is_alive(), "a client never got its answer"

    def verify(self):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        missing = 0
        for event in self.acknowledged:
            connection.request("GET", "/api/v1/events/" + event, headers={
                "Authorization": "Bearer " + self.token})
            answer = connection.getresponse()
            found = json.loads(answer.read())
            missing += not (answer.status == 200 and found["id"] == event
                            and found["version"] == 1 and found["identified"] == 1)
        assert missing == 0, f"{missing} of {len(self.acknowledged)} acknowledged are not there"
        assert len(set(self.acknowledged)) == len(self.acknowledged)


def ask(path="/health/ready", patience=60):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
    connection.request("GET", path)
    return connection.getresponse().status


def wait_until_ready():
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        try:
            if ask() == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError("it does not answer any more")


def connect(count):
    sockets = []
    for _ in range(count):
        sockets.append(socket.create_connection(("127.0.0.1", port), timeout=30))
    return sockets


def idle():
    """Ten thousand connections that say nothing."""
    sockets = connect(10_000)
    begun = time.monotonic()
    assert ask() == 200
    took = time.monotonic() - begun
    time.sleep(3)
    for each in sockets:
        each.close()
    return f"answers in {took * 1000:.0f} ms beside 10,000 idle connections"


def loris():
    """Two hundred clients that send a header's letter a second; they are hung up on in the end."""
    sockets = connect(200)
    for each in sockets:
        each.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    closed, begun = 0, time.monotonic()
    while time.monotonic() - begun < 90 and closed < 200:
        for each in list(sockets):
            try:
                each.send(b"a")
                each.setblocking(False)
                try:
                    if each.recv(1) == b"" or True:
                        raise OSError
                except BlockingIOError:
                    each.setblocking(True)
            except OSError:
                closed += 1
                sockets.remove(each)
                each.close()
        assert ask() == 200
        time.sleep(1)
    assert closed == 200, f"{200 - closed} slow clients still hold their connections"
    return f"200 slow clients were hung up on after {time.monotonic() - begun:.0f} s"


def headers():
    """Headers of a megabyte, and ten thousand of them."""
    for head in (b"X: " + b"a" * (1 << 20), b"\r\n".join(b"X%d: y" % n for n in range(10_000))):
        each = socket.create_connection(("127.0.0.1", port), timeout=30)
        said = b""
        try:
            each.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\n" + head + b"\r\n\r\n")
        except OSError:
            pass
        try:
            said = each.recv(100)
        except OSError:
            pass
        assert said == b"" or said[9:12] in (b"431", b"413", b"400"), said
        assert ask() == 200
    return "refused, or hung up on"


def halfclosed():
    """Clients that close their own side at once, behind their request, get their answer."""
    answered, said_done = 0, 0
    load = Load(TOKEN, 0)
    for number in range(300):
        each = socket.create_connection(("127.0.0.1", port), timeout=30)
        event = new_id()
        body = load.body(event).encode()
        head = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"
        if number % 2:
            head = (f"POST /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    f"Authorization: Bearer {TOKEN}\r\nContent-Length: {len(body)}\r\n\r\n"
                    ).encode() + body
        each.sendall(head)
        each.shutdown(socket.SHUT_WR)
        said = b""
        try:
            while part := each.recv(1000):
                said += part
        except ConnectionResetError:
            pass
        answered += said.startswith(b"HTTP/1.1 20")
        if number % 2:
            status = load.send(event)
            assert status in (200, 201), status
            said_done += status == 200
            load.acknowledged.append(event)
    load.verify()
    assert ask() == 200
    assert (answered, said_done) == (300, 150), (answered, said_done)
    return "all 300 answered; the 150 events sent so were recorded at once"


def postgres(*command, faked=()):
    data = home + "/postgres/data"
    folder_of = subprocess.run(
        ["sh", "-c", "ls -d /usr/lib/postgresql/*/bin | tail -1"], capture_output=True,
        text=True).stdout.strip()
    owner = subprocess.run(["stat", "-c", "%U", data], capture_output=True, text=True).stdout.strip()
    # libfaketime shares memory with what it starts: not across a change of user.
    full = ["env", *faked, folder_of + "/pg_ctl", *command, "-D", data, "-s"]
    if os.geteuid() == 0:
        full = ["setpriv", f"--reuid={owner}", f"--regid={owner}", "--init-groups", *full]
    subprocess.run(full, check=True, cwd="/", stdout=subprocess.DEVNULL)


def restart():
    """PostgreSQL is stopped for ten seconds and started again, twice."""
    for _ in range(2):
        postgres("stop", "-m", "fast")
        time.sleep(10)
        run("up")
        wait_until_ready()
        time.sleep(3)
    return "goes on by itself"


def crash():
    """PostgreSQL is killed as by a power cut, twice."""
    for _ in range(2):
        postgres("stop", "-m", "immediate")
        time.sleep(2)
        run("up")
        wait_until_ready()
        time.sleep(3)
    return "goes on by itself"


def disk():
    """The disk fills up, and is freed after a while."""
    stuffing = folder + "/stuffing"
    with open(stuffing, "wb") as file:
        try:
            while file.write(b"\0" * (1 << 20)):
                file.flush()
        except OSError:
            pass
    time.sleep(15)
    os.remove(stuffing)
    # PostgreSQL may have stopped over it: whoever runs the machine starts it.
    time.sleep(2)
    try:
        wait_until_ready()
    except AssertionError:
        run("up")
        wait_until_ready()
    return "goes on once there is room"


class Browser:
    """Somebody with a password and an authenticator app, at the time that the machine thinks it is."""

    def __init__(self):
        made = json.loads(run("user", "add", "ana", "--role", "manager", "--hub", "MX-TAP", "--json"))
        self.shift, self.cookies = 0, {}
        self.password = "correct horse battery"
        status, _ = self.call("POST", "/sessions", {"name": "ana", "password": made["password"]})
        assert status == 201, status
        status, _ = self.call("POST", "/session/password", {
            "old": made["password"], "new": self.password})
        assert status in (200, 204), status
        status, enrolled = self.call("POST", "/account/totp")
        assert status == 201, status
        self.secret = enrolled["secret"]
        status, codes = self.call(
            "POST", "/account/totp/confirmation", {"code": code(self.secret)})
        assert status == 200, status
        self.recovery = codes["recovery_codes"]

    def call(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {"X-Hub-Request": "1", "Content-Type": "application/json"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(
            method, "/api/v1" + path, None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        said = answer.read()
        return answer.status, json.loads(said) if said else None

    def sign_in(self, proof):
        status, _ = self.call("POST", "/sessions", {"name": "ana", "password": self.password})
        assert status == 201, f"the password is answered with {status}"
        return self.call("POST", "/session/code", {"code": proof})[0]


def set_clock(shift):
    with open(folder + "/clock", "w") as file:
        file.write(f"{shift:+d}")
    # libfaketime looks once a second.
    time.sleep(3)


def clock():
    """The machine's clock, the database's too, is set back by an hour, and forward by two."""
    browser = Browser()
    load = Load(TOKEN, 0)
    assert browser.sign_in(code(browser.secret, 1)) == 200
    for _ in range(5):
        assert browser.call("POST", "/sessions", {"name": "bob", "password": "wrong"})[0] in (401, 429)
    run("audit", "seal")
    refused = []
    for shift in (-3600, 3600):
        set_clock(shift)
        assert ask() == 200
        assert browser.call("GET", "/account")[0] == 200, "a session that was open is over"
        proof = code(browser.secret, shift // 30)
        status = browser.sign_in(proof)
        if shift < 0:
            # Codes of a time that was before are not good again; a recovery code is.
            assert status == 401, status
            status = browser.sign_in(browser.recovery.pop())
        assert status == 200, f"{shift}: {status}"
        # Whoever guessed waits as long as before, and not as long as the clock was set back.
        deadline = time.monotonic() + 60
        while browser.call("POST", "/sessions", {"name": "bob", "password": "wrong"})[0] == 429:
            assert time.monotonic() < deadline, "a wait that does not end"
            time.sleep(1)
        event = new_id()
        assert load.send(event) == 201 and load.send(event) == 200
        load.acknowledged.append(event)
        run("audit", "seal")
        time.sleep(3)
    set_clock(0)
    load.verify()
    run("audit", "seal")
    found = json.loads(run("audit", "verify", "--json", check=False))
    kinds = {finding["kind"] for finding in found["findings"]}
    # That rows are dated before others that were sealed is true, and is said.
    assert kinds <= {"wrong_time"}, kinds
    return (f"sessions, codes, waits and seals go on; the trail's check names "
            f"{len(found['findings'])} rows of a wrong time and nothing else")


def memory(process):
    for line in open(f"/proc/{process.pid}/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024


LIBRARY = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
TOKEN = ""


def main():
    global TOKEN
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    run("init")
    wanted = asked or FAULTS
    try:
        run("up")
        run("hub", "add", "MX-TAP", "--name", "Tapachula")
        run("user", "add", "faults", "--role", "manager", "--hub", "MX-TAP", "--json")
        TOKEN = json.loads(run("user", "token", "faults", "--json"))["token"]
        others = [name for name in wanted if name != "clock"]
        if others:
            judge(others)
        if "clock" in wanted:
            # The service and its database see a clock that the fault sets.
            assert os.path.exists(LIBRARY), "install faketime"
            set_clock(0)
            run("up")
            postgres("stop", "-m", "fast")
            faked = dict(
                LD_PRELOAD=LIBRARY, FAKETIME_TIMESTAMP_FILE=folder + "/clock",
                FAKETIME_CACHE_DURATION="1", FAKETIME_DONT_FAKE_MONOTONIC="1")
            postgres("start", "-l", home + "/postgres/data/clock.log",
                     faked=[f"{name}={value}" for name, value in faked.items()])
            environment.update(faked)
            judge(["clock"])
    finally:
        run("down", check=False)


def judge(wanted):
    log = open(folder + "/serve.log", "w")
    server = subprocess.Popen(program("serve", "--port", str(port)), env=environment, stderr=log)
    try:
        wait_until_ready()
        for name in wanted:
            load = Load(TOKEN)
            time.sleep(3)
            before = memory(server)
            said = globals()[name]()
            time.sleep(3)
            load.stop()
            wait_until_ready()
            load.verify()
            print(f"{name:10} {said}; {len(load.acknowledged):,} acknowledged, all there once; "
                  f"refused meanwhile: {load.errors or 'none'}; "
                  f"memory {before:.0f} to {memory(server):.0f} MB", flush=True)
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0
    except BaseException:
        with open(folder + "/serve.log") as kept:
            sys.stderr.write("the end of the service's log:\n" + kept.read()[-2000:])
        raise
    finally:
        if server.poll() is None:
            server.kill()


main()
