"""The servers under measurement: how each is started, found, watched and ended.

Only processes started here are ever signalled, by their own Popen handle.
"""

import os
import pathlib
import subprocess
import time

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
READY_SECONDS_MAX = 10


class Server:
    """One running server: its process, its port, and what /proc says about it."""

    def __init__(self, name, command, folder, ready):
        self.name = name
        self.log = folder / f"{name.replace(' ', '-')}.out"
        self.log_file = open(self.log, "wb")
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=self.log_file, stderr=self.log_file
        )
        self.port = self.wait_for(ready)

    def wait_for(self, ready):
        """The port: `ready` turns the output so far into a port, or None while it is not there."""
        end = time.monotonic() + READY_SECONDS_MAX
        while time.monotonic() < end:
            port = ready(self.log.read_text(errors="replace"))
            if port:
                return port
            if self.process.poll() is not None:
                break
            time.sleep(0.002)
        self.stop()
        raise SystemExit(f"{self.name} did not start:\n{self.log.read_text(errors='replace')}")

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND

    def rss_bytes(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        raise SystemExit(f"{self.name} is gone")

    def alive(self):
        return self.process.poll() is None

    def stop(self):
        if self.alive():
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log_file.close()


def port_after(marker):
    """Reads a port from a ready line such as `bare ready http://127.0.0.1:4310`."""

    def ready(output):
        for line in output.splitlines(keepends=True):
            if line.startswith(marker) and line.endswith("\n"):
                return int(line.rsplit(":", 1)[1])
        return None

    return ready


def bare_command(folder, answer_bytes):
    return [str(folder / "bare"), str(answer_bytes)]


def start_bare(folder, answer_bytes):
    return Server("bare C", bare_command(folder, answer_bytes), folder, port_after("bare ready "))


def mock_command(binary, log):
    return [str(binary), "--port", "0", "--log", log]


def start_mock(binary, folder, log):
    name = f"jimeng-mock, log {log}"
    return Server(name, mock_command(binary, log), folder, port_after("jimeng-mock ready "))


NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/nginx.err;
worker_rlimit_nofile {files};
events {{ worker_connections {connections}; }}
http {{
  access_log off; keepalive_requests 1000000000; keepalive_timeout 600;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    location / {{
      default_type application/json; add_header X-Pad "{pad}";
      return 200 '{{"code":"success","message":"","data":"4596183399426"}}';
    }}
  }}
}}
"""


def start_nginx(folder, answer_bytes, port, files):
    """nginx with one process and a constant answer of about the same size as the mock's."""
    config = folder / "nginx.conf"
    config.write_text(
        NGINX.format(
            folder=folder, port=port, files=files, connections=files - 64,
            pad="x" * max(1, answer_bytes - 230),
        )
    )
    command = ["nginx", "-p", str(folder), "-e", str(folder / "nginx.err"), "-c", str(config)]
    return Server("nginx", command, folder, lambda _: port if accepts(port) else None)


def accepts(port):
    import socket

    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    except OSError:
        return False
