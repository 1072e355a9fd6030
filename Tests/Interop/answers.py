"""What the default profile answers: every violation in words, headers, problem details, CORS."""

import json
import re

import requests

from checks import check
from mock import SUBMIT, VALID, Mock

REQUEST_ID = re.compile(r"^\d{14}\d{0,9}[0-9A-Za-z]{8}$")


def post(mock, body, **headers):
    """`body` is an object, or text or bytes that are sent as they are."""
    data = body if isinstance(body, (bytes, str)) else json.dumps(body)
    data = data.encode() if isinstance(data, str) else data
    sent = {"Content-Type": "application/json"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return requests.post(mock.submit, data=data, headers=sent, timeout=10)


def refused(answer, *parts):
    assert answer.status_code == 400, (answer.status_code, answer.text)
    body = answer.json()
    assert list(body) == ["code", "message", "data"], body
    assert body["code"] == "invalid_request" and body["data"] is None, body
    for part in parts:
        assert part in body["message"], f"{part!r} is not in {body['message']!r}"
    return body["message"]


@check("every rule of the page is enforced, and each violation has its words")
def every_rule():
    without = {name: {key: VALID[key] for key in VALID if key != name} for name in VALID}
    cases = [(body, f"{name}: required, but missing") for name, body in without.items()] + [
        (VALID | {"prompt": 5}, "prompt: "),
        (VALID | {"prompt": None}, "prompt: "),
        (VALID | {"image_url": 1}, "image_url: "),
        (VALID | {"duration": 7}, "duration: 7 is not one of 5, 10"),
        (VALID | {"duration": "5"}, "duration: "),
        (VALID | {"duration": True}, "duration: "),
        (VALID | {"aspect_ratio": "2:1"}, "aspect_ratio: "),
        (VALID | {"cfg_scale": "0.5"}, 'cfg_scale: "0.5" is a string, not a number'),
        ([], ""),
        ("null", ""),
    ]
    with Mock("--log", "off") as mock:
        for body, part in cases:
            answer = post(mock, body)
            refused(answer, part)
            assert answer.headers["Mock-Violations"].startswith("1; "), answer.headers


@check("everything the page allows is accepted")
def every_value():
    accepted = [VALID | {"duration": 10}, VALID | {"image_url": "https://example.com/a.png"}]
    accepted += [VALID | {"aspect_ratio": ratio} for ratio in ("1:1", "21:9", "16:9", "9:16", "4:3", "3:4")]
    accepted += [VALID | {"cfg_scale": 1}, VALID | {"unknown_field": [1, {"a": None}]}]
    with Mock("--log", "off") as mock:
        for body in accepted:
            answer = post(mock, body)
            assert answer.status_code == 200, (body, answer.text)
            assert "Mock-Violations" not in answer.headers


@check("all violations of one body are in one answer, in the page's order")
def all_at_once():
    with Mock("--log", "off") as mock:
        body = {"cfg_scale": "x", "aspect_ratio": 1, "duration": 7, "image_url": 3}
        answer = post(mock, body)
        message = refused(answer, "prompt: ", "image_url: ", "duration: ", "aspect_ratio: ", "cfg_scale: ")
        places = [message.index(f"{name}: ") for name in ("prompt", "image_url", "duration", "aspect_ratio", "cfg_scale")]
        assert places == sorted(places), message
        header = answer.headers["Mock-Violations"]
        assert re.match(r'^5; first="/prompt"; request=\S+$', header), header


@check("a number is judged as it is written: 5.0 is no integer, and 5 is")
def numbers():
    with Mock("--log", "off") as mock:
        text = json.dumps(VALID)
        refused(post(mock, text.replace('"duration": 5', '"duration": 5.0')), "duration: ")
        assert post(mock, text).status_code == 200


@check("a member name that is there twice is a violation")
def duplicates():
    with Mock("--log", "off") as mock:
        refused(post(mock, json.dumps(VALID)[:-1] + ', "duration": 10}'), "duration")


@check("broken JSON is refused with its place")
def broken():
    cases = ["", "{", '{"prompt":}', '{"prompt":"x",}', "// c\n{}", '{"a":NaN}', "{'a':1}", b'{"prompt":"\xff"}', "[" * 5000]
    with Mock("--log", "off") as mock:
        for body in cases:
            message = refused(post(mock, body))
            assert message, body
        assert "line 1" in refused(post(mock, '{"prompt":}'))


@check("a body that holds eight MiB of one bad value gets a short answer")
def long_value():
    with Mock("--log", "off") as mock:
        answer = post(mock, VALID | {"aspect_ratio": "x" * 5_000_000})
        assert len(refused(answer, "aspect_ratio: ")) < 2000


@check("problem details for those who accept them")
def problem():
    with Mock("--log", "off") as mock:
        answer = post(mock, VALID | {"duration": 7}, Accept="application/problem+json")
        assert answer.status_code == 400
        assert answer.headers["Content-Type"].split(";")[0] == "application/problem+json", answer.headers
        body = answer.json()
        assert body["status"] == 400 and body["title"], body
        (error,) = body["errors"]
        assert error["pointer"] == "/duration" and error["rule"] == "enum", error
        assert {"pointer", "rule", "expected", "actual", "message", "source"} <= set(error), error
        assert "枚举值 5, 10" in json.dumps(error["source"], ensure_ascii=False), error
        other = post(mock, VALID | {"duration": 7}, Accept="*/*")
        assert other.headers["Content-Type"].startswith("application/json"), other.headers


@check("every answer has a request id of the gateway's form")
def request_ids():
    with Mock("--log", "off") as mock:
        answers = [
            post(mock, VALID),
            post(mock, {}),
            requests.get(mock.submit, timeout=10),
            requests.get(mock.url + "/nothing", timeout=10),
            requests.options(mock.submit, timeout=10),
        ]
        ids = [answer.headers.get("X-Oneapi-Request-Id", "") for answer in answers]
        assert all(REQUEST_ID.match(one) for one in ids), ids
        assert len(set(ids)) == len(ids), ids


@check("415 for a body that is not JSON, 405 with Allow, 404")
def refusals():
    with Mock("--log", "off") as mock:
        for kind in ("text/plain", "application/x-www-form-urlencoded", "application/json-patch+json", ""):
            answer = post(mock, VALID, Content_Type=kind)
            assert answer.status_code == 415, (kind, answer.status_code, answer.text)
            assert answer.headers["Mock-Violations"].startswith("1; "), answer.headers
        for method in ("GET", "PUT", "DELETE", "PATCH", "HEAD"):
            answer = requests.request(method, mock.submit, timeout=10)
            assert answer.status_code == 405 and "POST" in answer.headers["Allow"], (method, answer.status_code)
        for path in ("/", "/jimeng", "/jimeng/submit/videos/", "/jimeng/submit", "/v1/videos", SUBMIT.upper()):
            answer = requests.post(mock.url + path, json=VALID, timeout=10)
            assert answer.status_code == 404, (path, answer.status_code)


@check("a query does not change the route")
def query():
    with Mock("--log", "off") as mock:
        assert requests.post(mock.submit + "?a=b", json=VALID, timeout=10).status_code == 200


@check("a browser's preflight is answered, and the answer may be read by every origin")
def cors():
    asked = {
        "Origin": "http://localhost:5173",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    with Mock("--log", "off") as mock:
        answer = requests.options(mock.submit, headers=asked, timeout=10)
        assert answer.status_code in (200, 204), answer.status_code
        assert answer.headers["Access-Control-Allow-Origin"] in ("*", asked["Origin"]), answer.headers
        assert "POST" in answer.headers["Access-Control-Allow-Methods"], answer.headers
        allowed = {name.strip().lower() for name in answer.headers["Access-Control-Allow-Headers"].split(",")}
        assert "*" in allowed or {"authorization", "content-type"} <= allowed, answer.headers
        for one in (post(mock, VALID, Origin=asked["Origin"]), post(mock, {}, Origin=asked["Origin"])):
            assert one.headers["Access-Control-Allow-Origin"] in ("*", asked["Origin"]), one.headers
