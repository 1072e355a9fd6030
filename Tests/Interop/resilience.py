"""What the HTTP core survives when the system or its clients misbehave: descriptors run out, accept
fails, a thousand clients dawdle. Black box, against http-echo, with both pollers: the checks see
only sockets, exit codes and CPU time. The injected failures need strace and are skipped without it.

usage: resilience.py HTTP-ECHO [PATTERN]
"""

import concurrent.futures
import contextlib
import os
import resource
import select
import shutil
import signal
import socket
import subprocess
import sys
import time

BINARY = sys.argv[1]
GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """http-echo in a process of its own, perhaps under strace or with few descriptors."""

    def __init__(self, poller, prefix=(), descriptors=None):
        limit = ("sh", "-c", f'ulimit -n {descriptors}; exec "$0" "$@"') if descriptors else ()
        self.process = subprocess.Popen(
            [*prefix, *limit, BINARY, "--port", "0", "--poller", poller],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        line = self.process.stdout.readline().decode()
        self.port = int(line.rsplit(":", 1)[1])
        self.pid = self.process.pid if not prefix else self.child()

    def child(self):
        path = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(path) as file:
            return int(file.read().split()[0])

    def connect(self, timeout=5):
        client = socket.create_connection(("127.0.0.1", self.port), timeout)
        client.settimeout(timeout)
        return client

    def status(self, timeout=5):
        """What one request on a new connection is answered, or the name of what went wrong."""
        try:
            with self.connect(timeout) as client:
                client.sendall(GET)
                return status_of(receive(client))
        except OSError as error:
            return type(error).__name__

    def cpu_seconds(self):
        with open(f"/proc/{self.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def stop(self):
        """The exit code after SIGTERM, or None when it does not end."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        try:
            return self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.kill(self.pid, signal.SIGKILL)
            self.process.wait()
            return None


def receive(client):
    try:
        return client.recv(65536)
    except socket.timeout:
        return b"silence"


def status_of(answer):
    return int(answer[9:12]) if answer.startswith(b"HTTP/1.1 ") else answer[:40]


def injected(poller, fault, when):
    """accept fails; clients are answered all the same, if later, and the server stops cleanly."""
    prefix = ("strace", "-f", "-qq", "-o", os.devnull, "-e", "trace=accept,accept4",
              "-e", f"inject=accept,accept4:error={fault}:when={when}")
    server = Server(poller, prefix)
    statuses = [server.status() for _ in range(12)]
    code = server.stop()
    served = all(status in (200, 503, "ConnectionResetError") for status in statuses)
    return served and statuses[-1] == 200 and code == 0, f"{statuses}, exit {code}"


def always_injected(poller, fault):
    """accept never succeeds: nobody is served, but it does not spin and still stops."""
    prefix = ("strace", "-f", "-qq", "-o", os.devnull, "-e", "trace=accept,accept4",
              "-e", f"inject=accept,accept4:error={fault}")
    server = Server(poller, prefix)
    with server.connect():
        before = server.cpu_seconds()
        time.sleep(2)
        used = server.cpu_seconds() - before
        code = server.stop()
    return used < 0.5 and code == 0, f"{used:.2f} s of CPU in 2 s, exit {code}"


def out_of_descriptors(poller):
    """More clients than descriptors: some are told 503, the rest wait, and all that was is well."""
    server = Server(poller, descriptors=64)
    held = [server.connect(1) for _ in range(100)]
    statuses = []
    for client in held:
        client.sendall(GET)
    time.sleep(1.5)
    before = server.cpu_seconds()
    time.sleep(2)
    used = server.cpu_seconds() - before
    for client in held:
        client.settimeout(0.01)
        with contextlib.suppress(OSError):
            statuses.append(status_of(receive(client)))
    for client in held:
        client.close()
    time.sleep(0.5)
    after = [server.status() for _ in range(20)]
    code = server.stop()
    told = f"{statuses.count(200)} × 200, {statuses.count(503)} × 503, {used:.2f} s of CPU in 2 s"
    return (statuses.count(200) >= 40 and statuses.count(503) >= 5 and used < 0.5
            and after == [200] * 20 and code == 0), f"{told}, then {set(after)}, exit {code}"


def slow_heads(poller, count=1000):
    """Slow heads are all told 408 after the head time-out, and within seconds even where the
    machine is busy; meanwhile others are served."""
    server = Server(poller)
    watch = select.poll()
    slow = {}
    started = time.monotonic()
    for _ in range(count):
        client = server.connect()
        client.sendall(b"GET / HTTP/1.1\r\nHost: ")
        slow[client.fileno()] = client
        watch.register(client, select.POLLIN)
    opened = time.monotonic()
    told, early, others, worst = 0, 0, [], 0.0
    while slow and time.monotonic() < opened + 15:
        asked = time.monotonic()
        others.append(server.status())
        worst = max(worst, time.monotonic() - asked)
        for descriptor, _ in watch.poll(100):
            client = slow.pop(descriptor)
            watch.unregister(client)
            told += status_of(receive(client)) == 408
            early += time.monotonic() < started + 10
            client.close()
    code = server.stop()
    words = f"{told} × 408, {early} early, {len(slow)} still open; {len(others)} others, "
    words += f"{others.count(200)} × 200, the slowest {worst * 1000:.0f} ms, exit {code}"
    return (told == count and not early and others.count(200) == len(others) and worst < 1
            and code == 0), words


def main():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096) if hard > 0 else 4096, hard))
    checks = [(f"out of descriptors, {p}", lambda p=p: out_of_descriptors(p)) for p in pollers()]
    checks += [(f"a thousand slow heads, {p}", lambda p=p: slow_heads(p)) for p in pollers()]
    if shutil.which("strace"):
        for fault in ["EMFILE", "ENFILE", "ENOBUFS", "ECONNABORTED", "EINTR"]:
            checks.append((f"accept fails with {fault}", lambda f=fault: injected("epoll", f, "2..5")))
        checks.append(("accept fails, poll(2)", lambda: injected("poll", "EMFILE", "2..5")))
        for fault in ["EMFILE", "ECONNABORTED", "EPERM"]:
            checks.append((f"accept always fails with {fault}",
                           lambda f=fault: always_injected("epoll", f)))
    pattern = sys.argv[2] if len(sys.argv) > 2 else ""
    wanted = [(f"resilience: {name}", run) for name, run in checks if pattern in f"resilience: {name}"]
    # They mostly wait, each for a server of its own.
    with concurrent.futures.ThreadPoolExecutor(max_workers=4) as pool:
        for (name, _), result in zip(wanted, pool.map(lambda one: one[1](), wanted)):
            is_passed, words = result
            print(f"ok - {name}: {words}" if is_passed else f"FAILED - {name}: {words}", flush=True)


def pollers():
    return ["epoll", "poll"] if sys.platform == "linux" else ["poll"]


if __name__ == "__main__":
    main()
