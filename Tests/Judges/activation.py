"""Starts `hubctl serve` as systemd does: with a listening socket as descriptor 3 and a socket to be
notified over. Checks that it says it is ready, says again and again that it is alive, serves
meanwhile, answers what is under way when it is told to stop, and says that it stops."""
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

hubctl = sys.argv[1]
folder = tempfile.mkdtemp()
notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
notify.bind(folder + "/notify")
notify.settimeout(60)
listening = socket.create_server(("127.0.0.1", 0))
port = listening.getsockname()[1]


def prepare():
    os.dup2(listening.fileno(), 3)
    os.set_inheritable(3, True)
    os.environ["LISTEN_PID"] = str(os.getpid())


# The shell keeps its process id when it becomes hubctl: systemd's child, too, knows its own.
command = ["/bin/sh", "-c", 'LISTEN_PID=$$ exec "$0" serve', hubctl]
environment = dict(
    os.environ, LISTEN_FDS="1", NOTIFY_SOCKET=folder + "/notify", WATCHDOG_USEC="1500000")
# Somebody comes before there is a service: the port is there, and they wait.
early = socket.create_connection(("127.0.0.1", port))
early.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
process = subprocess.Popen(
    command, env=environment, pass_fds=[3], preexec_fn=prepare, stderr=subprocess.DEVNULL)
try:
    said = []
    begun = time.monotonic()
    while said.count(b"WATCHDOG=1") < 4:
        said.append(notify.recv(100))
    assert said[0] == b"READY=1", said
    assert time.monotonic() - begun < 60
    early.settimeout(30)
    assert early.recv(100).startswith(b"HTTP/1.1 200"), "whoever came early was not answered"
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready") as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGTERM)
    while b"STOPPING=1" not in said:
        said.append(notify.recv(100))
    assert process.wait(timeout=60) == 0, process.returncode
finally:
    if process.poll() is None:
        process.kill()
print("ready, alive, stopping")
