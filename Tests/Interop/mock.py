"""Starts and stops the binary under test; nothing else is ever signalled."""

import pathlib
import select
import subprocess
import tempfile

READY = "jimeng-mock ready http://127.0.0.1:"
VALID = {
    "prompt": "一只小猪在高速公路上快乐的奔跑",
    "duration": 5,
    "aspect_ratio": "21:9",
    "cfg_scale": 0.5,
}
SUBMIT = "/jimeng/submit/videos"
BINARY = ""


class Mock:
    """A running mock on a port of its own: `with Mock("--profile", "gateway") as mock`."""

    def __init__(self, *flags, env=None, port="0"):
        port_flag = [] if port is None else ["--port", port]
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [BINARY, *port_flag, *flags],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.errors, env=env,
        )
        self.port = self.read_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.submit = self.url + SUBMIT

    def read_port(self):
        if select.select([self.process.stdout], [], [], 10)[0]:
            line = self.process.stdout.readline().decode()
            if line.startswith(READY) and line.endswith("\n"):
                return int(line.removeprefix(READY))
        self.process.kill()
        self.process.wait()
        raise AssertionError(f"no ready line; standard error: {self.stderr()!r}")

    def stderr(self):
        self.errors.seek(0)
        return self.errors.read().decode(errors="replace")

    def stop(self):
        """Asks it to end and returns its exit status."""
        self.process.terminate()
        try:
            status = self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        self.process.stdout.close()
        return status

    def __enter__(self):
        return self

    def __exit__(self, *_):
        status = self.stop()
        self.errors.close()
        assert status == 0, f"exit status {status}"


def command(*arguments, stdin=""):
    """Runs the binary to its end."""
    return subprocess.run(
        [BINARY, *arguments], input=stdin, capture_output=True, text=True, timeout=20
    )


def page():
    """The vendor's page, as the repository holds it."""
    root = pathlib.Path(__file__).resolve().parent.parent.parent
    return (root / "fixtures/openapi/jimeng-submit-videos.md").read_text()
