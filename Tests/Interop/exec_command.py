"""`jimeng-mock exec`: Python clients that are written for the service and know nothing of a mock."""

import os
import pathlib
import pty
import select
import signal
import subprocess
import sys
import tempfile
import textwrap
import xml.etree.ElementTree

import mock
from checks import check

CLIENT = """
    import os, sys, requests

    session = requests.Session()
    session.headers["Authorization"] = "Bearer " + os.environ["JIMENG_API_KEY"]
    base = os.environ["JIMENG_BASE_URL"]
    body = {"prompt": "一只小猪", "duration": int(sys.argv[1]), "aspect_ratio": "16:9", "cfg_scale": 0.5}
    answer = session.post(base + "/jimeng/submit/videos", json=body, timeout=10).json()
    print(answer["code"], answer["message"])
    if answer["code"] == "success":
        task = session.get(base + "/jimeng/fetch/" + answer["data"], timeout=10).json()["data"]
        print(task["status"])
"""
INTERRUPTS = 10
# Takes SIGINT one by one, asks for the next by a dot, and tells how often it came and from whom: a
# terminal's is the kernel's (si_code 128), one that is sent or passed on is a process's (0).
COUNTER = f"""
    import signal

    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    codes = []
    while len(codes) < {INTERRUPTS}:
        print(".", end="", flush=True)
        codes.append(signal.sigwaitinfo([signal.SIGINT]).si_code)
    while one := signal.sigtimedwait([signal.SIGINT], 0.3):
        codes.append(one.si_code)
    print(f"from {{set(codes)}}: {{len(codes)}}", flush=True)
"""


def exec_python(script, *words, flags=()):
    """Runs a script under `exec` to its end."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "client.py"
        file.write_text(textwrap.dedent(script))
        return subprocess.run(
            [mock.BINARY, "exec", *flags, "--", sys.executable, str(file), *words],
            capture_output=True, text=True, timeout=30,
        )


@check("a requests script that keeps to the page ends with its own status, and nothing is said")
def good():
    result = exec_python(CLIENT, "5")
    assert (result.returncode, result.stderr) == (0, ""), result
    assert result.stdout.splitlines()[0].startswith("success"), result


@check("a requests script that does not, and does not notice, ends with 1 and is told why")
def bad():
    result = exec_python(CLIENT, "7")
    assert result.returncode == 1, result
    assert result.stdout.startswith("invalid_request"), result
    lines = result.stderr.splitlines()
    assert lines == [
        "jimeng-mock: requests that break jimeng-submit-videos.md: 1 of 1",
        "  #1 POST /jimeng/submit/videos",
        "    duration: 7 is not one of 5, 10  [枚举值 5, 10, line 48]",
    ], lines


@check("a script that fails keeps its status, and its violations are told")
def failing():
    result = exec_python(CLIENT + "    sys.exit(23)\n", "7")
    assert result.returncode == 23 and "duration: 7" in result.stderr, result
    raising = exec_python("raise SystemExit('no')")
    assert raising.returncode == 1 and "JIMENG_BASE_URL" in raising.stderr, raising


@check("the flags of serve work before --: a scenario, a key, a page's profile")
def flags():
    limited = exec_python(CLIENT, "5", flags=["--scenario", "balance-too-low"])
    assert limited.returncode == 0 and limited.stdout.startswith("quota_not_enough"), limited
    keyed = exec_python(CLIENT, "5", flags=["--require-key=sk-other"])
    assert keyed.returncode == 0 and keyed.stdout.startswith("success"), keyed
    lax = exec_python(CLIENT, "7", flags=["--profile", "gateway", "--allow-violations"])
    assert lax.returncode == 0 and lax.stdout.startswith("success"), lax


@check("a client that is gone before it is answered, or even accepted, has sent what it sent")
def no_waiting():
    script = """
        import os, socket

        host, port = os.environ["JIMENG_BASE_URL"].removeprefix("http://").split(":")
        head = "POST /jimeng/submit/videos HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 2\\r\\n\\r\\n"
        socket.create_connection((host, int(port))).sendall(head.encode() + b"{}")
        os._exit(0)
    """
    statuses = [exec_python(script).returncode for _ in range(20)]
    assert statuses == [1] * 20, statuses


@check("--junit is XML that a parser takes, with a failure where a request broke the page")
def junit():
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "report.xml"
        for seconds, failures in (("5", 0), ("7", 1)):
            exec_python(CLIENT, seconds, flags=["--junit", str(file)])
            suites = xml.etree.ElementTree.parse(file).getroot()
            cases = list(suites.iter("testcase"))
            assert int(suites.get("tests")) == len(cases), suites.attrib
            failed = [case for case in cases if case.find("failure") is not None]
            assert int(suites.get("failures")) == len(failed) == failures, suites.attrib
            submits = [case for case in cases if case.get("classname").endswith("/submit/videos")]
            assert len(submits) == 1, [case.attrib for case in cases]


@check("--junit is XML even when a client sends what XML cannot hold")
def junit_hostile():
    script = CLIENT.replace('"16:9"', '"\\x00\\x1b]]><&\\ufffe\\u202e\\""')
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "report.xml"
        result = exec_python(script, "5", flags=["--junit", str(file)])
        assert result.returncode == 1, result
        cases = xml.etree.ElementTree.parse(file).getroot().iter("testcase")
        assert any("aspect_ratio" in case.get("name") for case in cases), file.read_text()
        assert "\x1b" not in result.stderr and "\u202e" not in result.stderr, result.stderr


def in_terminal(words, act):
    """Runs a command as a terminal's foreground group: (its status, what it wrote)."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(words[0], words)
    text = b""
    asked = 0
    while select.select([terminal], [], [], 20)[0]:
        try:
            text += os.read(terminal, 4096)
        except OSError:  # the terminal's other end is closed
            break
        while asked < text.count(b"."):
            asked += 1
            act(child, terminal)
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), text.decode()


@check("a terminal's Ctrl-C reaches the command once, and so does a SIGINT that someone sends")
def interrupt():
    words = [mock.BINARY, "exec", "--", sys.executable, "-c", textwrap.dedent(COUNTER)]
    for act, code in (
        (lambda _, terminal: os.write(terminal, b"\x03"), 128),
        (lambda child, _: os.kill(child, signal.SIGINT), 0),
    ):
        status, text = in_terminal(words, act)
        assert status == 0 and f"from {{{code}}}: {INTERRUPTS}\r" in text, (status, text)
