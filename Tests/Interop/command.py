"""The command: exit codes, one line for what is wrong, log, signals, `check` and `contract`."""

import json
import pathlib
import signal
import socket
import tempfile
import time

from answers import post
from checks import check
from mock import SUBMIT, VALID, Mock, command, page


def one_line(result, status, *parts):
    assert result.returncode == status, (result.returncode, result.stderr)
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    for part in parts:
        assert part in lines[0], f"{part!r} is not in {lines[0]!r}"


@check("a bad page stops the start with status 3 and one line: file, line, what is wrong")
def bad_page():
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "bad.md"
        lines = page().splitlines()
        at = next(index for index, line in enumerate(lines) if line.strip() == "required: true")
        lines[at] = lines[at].replace("          required", "\t  required")
        file.write_text("\n".join(lines))
        one_line(command("--spec", str(file), "--port", "0"), 3, "bad.md", str(at + 1))
        file.write_text(page().replace("type: integer", "type: intger"))
        one_line(command("--spec", str(file), "--port", "0"), 3, "bad.md", "intger", "duration")
        file.write_text("# no specification here\n")
        one_line(command("--spec", str(file), "--port", "0"), 3, "bad.md")
        one_line(command("--spec", str(pathlib.Path(name) / "none.md"), "--port", "0"), 3, "none.md")


@check("a bad flag is status 2 and one line that names it")
def bad_flag():
    one_line(command("--prot", "0"), 2, "--prot")
    one_line(command("--port", "seventy"), 2, "--port", "seventy")
    one_line(command("--port"), 2, "--port")
    one_line(command("--profile", "loose"), 2, "--profile", "loose")
    one_line(command("sevre"), 2, "sevre")


@check("a port that is taken is status 3 and one line")
def taken_port():
    with Mock("--log", "off") as mock:
        one_line(command("--port", str(mock.port)), 3, str(mock.port))


@check("--help is on standard output with status 0")
def help_text():
    result = command("--help")
    assert result.returncode == 0 and "--spec" in result.stdout and "--profile" in result.stdout, result


def ends(number):
    """The exit status and the seconds it took, with an idle keep-alive connection open."""
    mock = Mock("--log", "off")
    idle = socket.create_connection(("127.0.0.1", mock.port))
    idle.sendall(f"GET {SUBMIT} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
    idle.recv(65536)
    start = time.monotonic()
    mock.process.send_signal(number)
    try:
        status = mock.process.wait(10)
    finally:
        mock.process.kill()
        idle.close()
        mock.process.stdout.close()
    return status, time.monotonic() - start


@check("SIGTERM and SIGINT end it with status 0 within two seconds, an idle connection or not")
def signals():
    for number in (signal.SIGTERM, signal.SIGINT):
        status, seconds = ends(number)
        assert status == 0 and seconds < 2, (number, status, seconds)


@check("SIGTERM lets a request that has begun be answered")
def drain():
    mock = Mock("--log", "off")
    body = json.dumps(VALID).encode()
    with socket.create_connection(("127.0.0.1", mock.port), timeout=5) as peer:
        head = f"POST {SUBMIT} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        peer.sendall(head.encode() + body[:20])
        time.sleep(0.1)
        mock.process.terminate()
        time.sleep(0.1)
        peer.sendall(body[20:])
        answer = b""
        while piece := peer.recv(65536):
            answer += piece
    status = mock.process.wait(5)
    mock.process.stdout.close()
    assert answer.startswith(b"HTTP/1.1 200") and b'"success"' in answer, answer
    assert status == 0, status


@check("--port-file holds the port")
def port_file():
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "port"
        with Mock("--log", "off", "--port-file", str(file)) as mock:
            assert int(file.read_text()) == mock.port
            assert [one.name for one in pathlib.Path(name).iterdir()] == ["port"], "no temporary file stays"


@check("--log json writes one object a request; text has no colours when it is not a terminal")
def log_lines():
    with Mock("--log", "json") as mock:
        post(mock, VALID)
        post(mock, VALID | {"duration": 7})
        lines = wait_for(lambda: [line for line in mock.stderr().splitlines() if line.startswith("{")], 2)
        records = [json.loads(line) for line in lines]
        assert [record["status"] for record in records] == [200, 400], records
        assert all(record["method"] == "POST" and record["path"] == SUBMIT for record in records), records
    with Mock("--log", "text") as mock:
        post(mock, VALID, Authorization="Bearer sk-secret-1234567890")
        lines = wait_for(lambda: [line for line in mock.stderr().splitlines() if SUBMIT in line and "200" in line], 1)
        assert "\x1b" not in mock.stderr() and "sk-secret" not in mock.stderr(), lines


def wait_for(read, count):
    end = time.monotonic() + 3
    while len(lines := read()) < count and time.monotonic() < end:
        time.sleep(0.02)
    assert len(lines) >= count, lines
    return lines


@check("check: a good page and a good body are 0, a bad body is 1 with its violations, no file is 4")
def check_command():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "page.md").write_text(page())
        (folder / "good.json").write_text(json.dumps(VALID, ensure_ascii=False))
        (folder / "bad.json").write_text(json.dumps(VALID | {"duration": 7}))
        (folder / "broken.json").write_text('{"prompt":')
        good = command("check", str(folder / "page.md"), str(folder / "good.json"))
        assert good.returncode == 0, (good.stdout, good.stderr)
        bad = command("check", str(folder / "good.json"), str(folder / "bad.json"))
        words = bad.stdout + bad.stderr
        assert bad.returncode == 1 and "duration: 7 is not one of 5, 10" in words and "bad.json" in words, words
        broken = command("check", str(folder / "broken.json"))
        assert broken.returncode == 1 and "broken.json" in broken.stdout + broken.stderr, broken
        none = command("check", str(folder / "none.json"))
        assert none.returncode == 4 and "none.json" in none.stderr, none


@check("check - reads standard input")
def check_stdin():
    assert command("check", "-", stdin=json.dumps(VALID)).returncode == 0
    bad = command("check", "-", stdin='{"prompt":"x"}')
    assert bad.returncode == 1 and "duration: required, but missing" in bad.stdout + bad.stderr, bad
