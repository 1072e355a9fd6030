"""Every scenario of the catalogue as Python's http.client and requests see it.

The names come from the mock itself (GET /__mock/scenarios): one without an expectation here fails.
"""

import contextlib
import http.client
import json
import pathlib
import tempfile
import time

import requests

from checks import check
from mock import SUBMIT, VALID, Mock

SECRET = "sk-secret-4f8a2b6c"
HEADERS = {"Content-Type": "application/json", "Authorization": f"Bearer {SECRET}"}
# How long a client waits where the mock means to be silent.
PATIENCE_SECONDS = 0.25
# The slow ones, made short enough to wait for.
SHORT_MILLISECONDS = 400
SLOW = {
    "slow": {"fixedDelayMilliseconds": SHORT_MILLISECONDS},
    "slow-dribble": {
        "chunkedDribbleDelay": {"numberOfChunks": 5, "totalDuration": SHORT_MILLISECONDS}
    },
}

# The scenarios that answer otherwise than with a task: the status, the family of the body, and
# what that family is told apart by: error (a part of error.message), task_error (the code), html
# (a part of it), empty.
ANSWERS = {
    "token-missing": (401, "error", "未提供令牌"),
    "token-invalid": (401, "error", "无效的令牌"),
    "token-expired": (401, "error", "该令牌已过期"),
    "token-disabled": (401, "error", "该令牌状态不可用"),
    "token-used-up": (401, "error", "该令牌额度已用尽"),
    "user-banned": (403, "error", "用户已被封禁"),
    "ip-not-allowed": (403, "error", "您的 IP 不在令牌允许访问的列表中"),
    "model-not-allowed": (403, "error", "该令牌无权访问模型"),
    "balance-too-low": (403, "task_error", "quota_not_enough"),
    "balance-precharge-failed": (403, "task_error", "insufficient_user_quota"),
    "no-channel": (503, "error", "无可用渠道"),
    "upstream-saturated": (429, "task_error", "fail_to_fetch_task"),
    "rate-limited": (429, "empty", ""),
    "moderation-rejected": (500, "task_error", "50413"),
    "upstream-error": (400, "task_error", "fail_to_fetch_task"),
    "upstream-html-error": (502, "task_error", "fail_to_fetch_task"),
    "upstream-unreachable": (500, "task_error", "do_request_failed"),
    "html-page": (200, "html", "<html"),
    "ok-with-error-code": (200, "task_error", "fail_to_fetch_task"),
    "body-too-large": (413, "task_error", "read_request_body_failed"),
    "panic": (500, "error", "Panic detected"),
}

# What becomes of a task: its status, the status inside where it differs, and whether a video is
# named, an hour and a minute of the mock's time after the submit.
TASKS = {
    "success": ("SUCCESS", "SUCCESS", True),
    "task-fails": ("FAILURE", None, False),
    "task-moderated-late": ("FAILURE", None, False),
    "task-stuck-not-started": ("NOT_START", None, False),
    "task-stuck-in-progress": ("IN_PROGRESS", None, False),
    "task-without-url": ("SUCCESS", "SUCCESS", False),
    "task-url-expired": ("SUCCESS", "SUCCESS", True),
    "task-odd-status": ("UNKNOWN", None, False),
    "task-timeout": ("FAILURE", "IN_PROGRESS", False),
}

# What each fault is to a client: the exception that it gets, and for requests also the one within
# that tells what really happened.
FAULTS = {
    "connection-reset": ("ConnectionResetError", "ConnectionError", "ConnectionResetError"),
    "empty-response": ("RemoteDisconnected", "ConnectionError", "RemoteDisconnected"),
    "random-bytes": ("BadStatusLine", "ConnectionError", "BadStatusLine"),
    "truncated-body": ("IncompleteRead", "ChunkedEncodingError", "IncompleteRead"),
    "malformed-chunk": ("IncompleteRead", "ChunkedEncodingError", "InvalidChunkLength"),
    "stall": ("TimeoutError", "ConnectionError", "ReadTimeoutError"),
    "never-answers": ("TimeoutError", "ReadTimeout", "ReadTimeoutError"),
}
# Those of which the client sees a good status before anything is wrong.
BROKEN_IN_BODY = {"truncated-body", "malformed-chunk", "stall"}

WAYS = ("prefer", "queue", "key", "prompt", "path", "chaos", "default")


@contextlib.contextmanager
def short_mock(*flags, log="off"):
    """A mock whose slow scenarios are short."""
    with tempfile.TemporaryDirectory() as folder:
        for name, response in SLOW.items():
            file = pathlib.Path(folder) / f"{name}.json"
            file.write_text(json.dumps({"name": name, "response": response}))
        with Mock("--fixtures", folder, "--log", log, *flags) as mock:
            yield mock


def catalogue(mock):
    entries = requests.get(f"{mock.url}/__mock/scenarios", timeout=10).json()["scenarios"]
    known = ANSWERS.keys() | TASKS.keys() | FAULTS.keys() | SLOW.keys()
    names = {entry["name"] for entry in entries}
    assert names == known, f"not in both the catalogue and here: {names ^ known}"
    return entries


def own_side(mock, method, path, body=None):
    answer = requests.request(method, f"{mock.url}/__mock/{path}", json=body, timeout=10)
    assert "Mock-Error" not in answer.headers, answer.text
    return answer


# A client sends one submit: (status, headers, body) or the exception that the library raises.


class HTTPClient:
    """A new connection a request, so that a fault meets no connection that was used before."""

    fault_column = 0

    def submit(self, mock, path=SUBMIT, headers=HEADERS, body=VALID, timeout=10):
        connection = http.client.HTTPConnection("127.0.0.1", mock.port, timeout=timeout)
        try:
            connection.request("POST", path, json.dumps(body).encode(), headers)
            answer = connection.getresponse()
            self.status_seen = answer.status
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()


class Requests:
    """`stream=True` hands out the status before the body is read, as `iter_content` users see it."""

    fault_column = 1

    def submit(self, mock, path=SUBMIT, headers=HEADERS, body=VALID, timeout=10):
        with requests.post(
            mock.url + path, json=body, headers=headers, timeout=timeout, stream=True
        ) as answer:
            self.status_seen = answer.status_code
            return answer.status_code, answer.headers, answer.content


def asking(way, name):
    """What a client sends to get a scenario that way."""
    asked = {"path": SUBMIT, "headers": dict(HEADERS), "body": dict(VALID)}
    if way == "prefer":
        asked["headers"]["Prefer"] = f"scenario={name}"
    elif way == "key":
        asked["headers"]["Authorization"] = f"Bearer mock-{name}"
    elif way == "prompt":
        asked["body"]["prompt"] += f" [[mock:{name}]]"
    elif way == "path":
        asked["path"] = f"/scenario/{name}{SUBMIT}"
    return asked


def judge_answer(entry, status, headers, body):
    name = entry["name"]
    assert headers["Mock-Scenario"] == f"{name}; via=prefer", (name, headers["Mock-Scenario"])
    expected, family, words = ANSWERS.get(name, (200, "task", ""))
    assert status == expected == entry["status"], (name, status)
    judge_body(name, family, words, headers, body)


def judge_body(name, family, words, headers, body):
    text = body.decode()
    kind = headers.get("Content-Type")
    if family == "empty":
        assert body == b"" and headers.get("Retry-After") is None, (name, text)
    elif family == "html":
        assert kind == "text/html; charset=utf-8" and words in text, (name, kind, text)
    elif family == "task":
        answer = json.loads(text)
        assert kind == "application/json" and answer["code"] == "success", (name, kind, text)
        assert answer["data"].isdigit() and len(answer["data"]) == 13, (name, text)
    elif family == "task_error":
        answer = json.loads(text)
        assert kind == "application/json; charset=utf-8", (name, kind)
        assert list(answer) == ["code", "message", "data"], (name, text)
        assert answer["code"] == words and answer["data"] is None, (name, text)
    else:
        error = json.loads(text)["error"]
        assert kind == "application/json; charset=utf-8", (name, kind)
        assert words in error["message"] and error["type"].startswith("new_api_"), (name, text)


def slow_seconds(entry):
    """How long the catalogue says that it takes at least."""
    if "delay" in entry:
        return entry["delay"]["milliseconds"] / 1000
    return entry["dribble"]["seconds"] if "dribble" in entry else 0


def see_answers(client):
    with short_mock() as mock:
        for entry in catalogue(mock):
            if entry["fault"] is not None:
                continue
            began = time.monotonic()
            answer = client.submit(mock, **asking("prefer", entry["name"]))
            took = time.monotonic() - began
            judge_answer(entry, *answer)
            # The loop's clock and ours may differ by a tick.
            assert took >= slow_seconds(entry) - 0.005, (entry["name"], took)
            if entry["name"] in SLOW:
                assert slow_seconds(entry) == SHORT_MILLISECONDS / 1000, entry


@check("http.client: every scenario that answers, with its status, the family of its body, its time")
def answers_http_client():
    see_answers(HTTPClient())


@check("requests: every scenario that answers, with its status, the family of its body, its time")
def answers_requests():
    see_answers(Requests())


@check("http.client reads an answer that dribbles piece by piece, the first long before the last")
def pieces():
    with short_mock() as mock:
        connection = http.client.HTTPConnection("127.0.0.1", mock.port, timeout=10)
        asked = asking("prefer", "slow-dribble")
        connection.request("POST", SUBMIT, json.dumps(VALID).encode(), asked["headers"])
        answer = connection.getresponse()
        times, text = [], b""
        while piece := answer.read1():
            times.append(time.monotonic())
            text += piece
        connection.close()
        assert len(times) == 5 and json.loads(text)["code"] == "success", (times, text)
        assert times[-1] - times[0] > SHORT_MILLISECONDS / 1000 / 2, times


@check("requests: every scenario of a task: what fetch tells of it, and whether its video plays")
def tasks():
    with short_mock() as mock:
        entries = {entry["name"]: entry for entry in catalogue(mock) if entry["task"] is not None}
        assert entries.keys() == TASKS.keys(), entries.keys() ^ TASKS.keys()
        ids = {}
        for name in entries:
            ids[name] = json.loads(Requests().submit(mock, **asking("prefer", name))[2])["data"]
        own_side(mock, "POST", "clock/advance", {"seconds": 3660})
        for name, task in ids.items():
            fetched = requests.get(f"{mock.url}/jimeng/fetch/{task}", headers=HEADERS, timeout=10)
            assert fetched.status_code == 200 and fetched.json()["code"] == "success", fetched.text
            judge_task(name, entries[name]["task"], fetched.json()["data"])


def judge_task(name, outcome, data):
    status, inner, has_video = TASKS[name]
    assert data["status"] == status, (name, data)
    within = data["data"] or {}
    assert within.get("status") == inner, (name, data)
    assert bool(within.get("video")) == has_video, (name, data)
    if "failReason" in outcome:
        assert data["fail_reason"] == outcome["failReason"] != "", (name, data)
        assert within.get("error") == outcome["error"], (name, data)
    if has_video:
        video = requests.get(within["video"], timeout=10)
        expected = 403 if name == "task-url-expired" else 200
        assert video.status_code == expected, (name, video.status_code)


def causes(error):
    """The names of an exception and of all that it wraps."""
    names, waiting = [], [error]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or type(one).__name__ in names:
            continue
        names.append(type(one).__name__)
        waiting += [one.__cause__, one.__context__, *one.args, getattr(one, "reason", None)]
    return names


def see_fault(client, mock, name, way):
    """One fault by one way; then the same client is served."""
    expected = FAULTS[name]
    client.status_seen = None
    if way == "queue":
        own_side(mock, "POST", "queue", {"scenario": name})
    silent = name in ("stall", "never-answers")
    try:
        answer = client.submit(
            mock, **asking(way, name), timeout=PATIENCE_SECONDS if silent else 10)
    except (OSError, http.client.HTTPException) as error:
        seen = causes(error)
    else:
        raise AssertionError(f"{name} by {way} was answered {answer}")
    assert seen[0] == expected[client.fault_column], (name, way, seen)
    assert client.fault_column == 0 or expected[2] in seen, (name, way, seen)
    assert client.status_seen == (200 if name in BROKEN_IN_BODY else None), (name, way)
    if way in ("chaos", "default"):
        return
    status, headers, body = client.submit(mock)
    assert status == 200 and "Mock-Scenario" not in headers, (name, way, status, body)


def see_faults(client):
    with short_mock() as mock:
        faults = [entry["name"] for entry in catalogue(mock) if entry["fault"] is not None]
        assert set(faults) == FAULTS.keys(), set(faults) ^ FAULTS.keys()
        for name in faults:
            for way in WAYS[:5]:
                own_side(mock, "POST", "reset")
                see_fault(client, mock, name, way)
                # A library that silently sends again would have submitted, and paid, twice.
                requests_seen = own_side(mock, "GET", "requests").json()["requests"]
                told = [(one["scenario"], one["via"]) for one in requests_seen]
                assert told == [(name, way), (None, None)], (name, way, told)
    for name in FAULTS:
        for flags, way in ((("--scenario", name), "default"), (("--chaos", f"{name}=1"), "chaos")):
            with short_mock(*flags) as mock:
                see_fault(client, mock, name, way)
                assert own_side(mock, "GET", "health").status_code == 200


@check("http.client: every fault by every way is the exception it should be; the next one is served")
def faults_http_client():
    see_faults(HTTPClient())


@check("requests: every fault by every way is the exception it should be; the next one is served")
def faults_requests():
    see_faults(Requests())


@check("verify counts what a client sent, and tells the closest request when it did not")
def verification():
    with short_mock() as mock:
        own_side(mock, "POST", "queue", {"scenario": "rate-limited", "times": 2})
        for _ in range(3):
            Requests().submit(mock)
        expected = {"method": "POST", "path": SUBMIT, "status": 429, "exactly": 2}
        met = own_side(mock, "POST", "verify", expected)
        assert met.status_code == 200 and met.json()["result"] == "met", met.text
        other = expected | {"body": {"duration": 10}}
        unmet = own_side(mock, "POST", "verify", other)
        assert unmet.status_code == 422 and unmet.json()["result"] == "unmet", unmet.text
        assert "/duration" in unmet.text, unmet.text


def events(mock):
    """Every event that the stream has of the journal so far, as text."""
    count = len(own_side(mock, "GET", "requests").json()["requests"])
    with requests.get(
        f"{mock.url}/__mock/events", headers={"Last-Event-ID": "0"}, stream=True, timeout=10
    ) as stream:
        lines, seen = [], 0
        for line in stream.iter_lines(chunk_size=1, decode_unicode=True):
            lines.append(line)
            seen += line.startswith("data: ")
            if seen == count:
                return "\n".join(lines)
    raise AssertionError(f"the stream ended after {seen} of {count} events")


@check("a key that is sent everywhere stands nowhere: journal, archive, events, tasks, log")
def no_key():
    for log in ("text", "json"):
        with short_mock("--require-key", log=log) as mock:
            entries = catalogue(mock)
            for entry in entries:
                asked = asking("prefer", entry["name"])
                asked["path"] += f"?api_key={SECRET}&token={SECRET}"
                asked["headers"] |= {"X-Api-Key": SECRET, "Cookie": f"session={SECRET}"}
                patience = PATIENCE_SECONDS if entry["fault"] else 10
                with contextlib.suppress(OSError, http.client.HTTPException):
                    HTTPClient().submit(mock, **asked, timeout=patience)
            bad = asking("prefer", "success") | {"body": VALID | {"duration": 7}}
            assert HTTPClient().submit(mock, **bad)[0] == 400
            told = {path: own_side(mock, "GET", path).text for path in ("requests", "har", "tasks")}
            told |= {"events": events(mock), "log": mock.stderr()}
            recorded = json.loads(told["requests"])["requests"]
            assert len(recorded) == len(entries) + 1, len(recorded)
            sent = {field["name"]: field["value"] for field in recorded[0]["headers"]}
            assert sent["Authorization"] == "Bearer ***", sent
            for place, text in told.items():
                assert SUBMIT in text or place == "tasks", (place, text[:500])
                assert SECRET not in text and SECRET.removeprefix("sk-") not in text, place
