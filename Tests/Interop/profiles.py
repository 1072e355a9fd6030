"""The gateway profile, keys, other pages and other bases."""

import json
import os
import pathlib
import tempfile

import requests

from answers import post, refused
from checks import check
from mock import SUBMIT, VALID, Mock, page


@check("gateway: a body that is not JSON is answered in the gateway's words")
def not_json():
    with Mock("--profile", "gateway", "--log", "off") as mock:
        answer = post(mock, "xyz")
        assert answer.status_code == 400, answer.text
        words = "invalid character 'x' looking for beginning of value"
        assert answer.json() == {"code": "invalid_request", "message": words, "data": None}, answer.text
        assert answer.headers["Content-Type"] == "application/json; charset=utf-8", answer.headers


@check("gateway: a missing or blank prompt, and a body of another type, is `prompt is required`")
def prompt():
    expected = {"code": "invalid_request", "message": "prompt is required", "data": None}
    with Mock("--profile", "gateway", "--log", "off") as mock:
        for body in ({}, VALID | {"prompt": ""}, VALID | {"prompt": " \t\n"}):
            answer = post(mock, body)
            assert answer.status_code == 400 and answer.json() == expected, (body, answer.text)
        for kind in ("text/plain", ""):
            answer = post(mock, VALID, Content_Type=kind)
            assert answer.status_code == 400 and answer.json() == expected, (kind, answer.text)


@check("gateway: what the real gateway does not check is accepted")
def accepted():
    bodies = [VALID | {"duration": 7}, VALID | {"aspect_ratio": "2:1"}, {"prompt": "x"}]
    with Mock("--profile", "gateway", "--log", "off") as mock:
        for body in bodies:
            answer = post(mock, body)
            assert answer.status_code == 200 and answer.json()["code"] == "success", (body, answer.text)
        answer = post(mock, json.dumps(VALID)[:-1] + ', "prompt": "again"}')
        assert answer.status_code == 200, answer.text
        answer = post(mock, json.dumps(VALID)[:-1] + ', "prompt": " "}')
        assert answer.status_code == 400, "of two members the last one wins"


@check("gateway: an unknown path under /v1 is its 404, elsewhere it is a page, and never a 405")
def paths():
    with Mock("--profile", "gateway", "--log", "off") as mock:
        for method in ("POST", "GET"):
            answer = requests.request(method, mock.url + "/v1/x", timeout=10)
            error = {
                "message": f"Invalid URL ({method} /v1/x)",
                "type": "invalid_request_error", "param": "", "code": "",
            }
            assert answer.status_code == 404 and answer.json() == {"error": error}, answer.text
        for method, path in (("POST", "/jimeng/typo"), ("GET", SUBMIT), ("DELETE", SUBMIT)):
            answer = requests.request(method, mock.url + path, timeout=10)
            assert answer.status_code == 200, (method, path, answer.status_code)
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8", answer.headers
            assert "<html" in answer.text.lower(), answer.text


@check("--require-key: no key and a wrong key are 401 with the request id in the words")
def keys():
    with Mock("--require-key=sk-interop", "--log", "off") as mock:
        missing, wrong = post(mock, VALID), post(mock, VALID, Authorization="Bearer sk-other")
        for answer, words in ((missing, "未提供令牌"), (wrong, "无效的令牌")):
            assert answer.status_code == 401, (answer.status_code, answer.text)
            error = answer.json()["error"]
            identity = answer.headers["X-Oneapi-Request-Id"]
            assert error["message"] == f"{words} (request id: {identity})", error
            assert error["type"] == "new_api_error", error
        for key in ("Bearer sk-interop", "sk-interop", "Bearer interop"):
            answer = post(mock, VALID, Authorization=key)
            assert answer.status_code == 200, (key, answer.text)


@check("--require-key alone takes any key, and no request without one")
def any_key():
    with Mock("--require-key", "--log", "off") as mock:
        assert post(mock, VALID).status_code == 401
        assert post(mock, VALID, Authorization="Bearer sk-anything").status_code == 200


def other_page(change):
    """A file with the vendor's page after `change`; the folder lives as long as the object."""
    folder = tempfile.TemporaryDirectory()
    file = pathlib.Path(folder.name) / "other.md"
    text = change(page())
    assert text != page(), "the change changed nothing"
    file.write_text(text)
    return folder, str(file)


@check("--spec: a page that also lists 15 accepts 15, and still refuses 7")
def longer_enum():
    folder, file = other_page(lambda text: text.replace("枚举值 5, 10", "枚举值 5, 10, 15"))
    with folder, Mock("--spec", file, "--log", "off") as mock:
        assert post(mock, VALID | {"duration": 15}).status_code == 200
        refused(post(mock, VALID | {"duration": 7}), "duration: 7 is not one of 5, 10, 15")


@check("--spec: a page with one more required field enforces it")
def more_required():
    folder, file = other_page(
        lambda text: text.replace("                - prompt\n", "                - prompt\n                - image_url\n", 1)
    )
    with folder, Mock("--spec", file, "--log", "off") as mock:
        refused(post(mock, VALID), "image_url: required, but missing")
        assert post(mock, VALID | {"image_url": "https://example.com/a.png"}).status_code == 200


@check("--base-path adds a prefix")
def base_path():
    with Mock("--base-path", "/api/v9", "--log", "off") as mock:
        answer = requests.post(mock.url + "/api/v9" + SUBMIT, json=VALID, timeout=10)
        assert answer.status_code == 200, answer.text
        assert requests.post(mock.submit, json=VALID, timeout=10).status_code == 200


@check("--seed makes the task ids repeat; without it they differ")
def seed():
    def ids(*flags):
        with Mock(*flags, "--log", "off") as mock:
            return [post(mock, VALID).json()["data"] for _ in range(5)]

    assert ids("--seed", "7") == ids("--seed", "7") != ids("--seed", "8")
    assert ids() != ids()


@check("the environment sets what no flag sets")
def environment():
    env = dict(os.environ, JIMENG_MOCK_PROFILE="gateway", JIMENG_MOCK_PORT="0")
    with Mock("--log", "off", env=env, port=None) as mock:
        assert post(mock, VALID | {"duration": 7}).status_code == 200
    with Mock("--log", "off", "--profile", "contract", env=env) as mock:
        assert post(mock, VALID | {"duration": 7}).status_code == 400
