"""The client libraries people use, each over keep-alive connections and in parallel."""

import asyncio
import http.client
import json
import re

import aiohttp
import httpx
import requests

from checks import check
from mock import SUBMIT, VALID, Mock

SUCCESS = re.compile(r'^\{"code":"success","message":"","data":"(\d{13})"\}$')


def task_id(status, content_type, text):
    assert status == 200, (status, text)
    assert content_type == "application/json", content_type
    match = SUCCESS.match(text)
    assert match, text
    return match[1]


def unique(ids, count):
    assert len(ids) == count and len(set(ids)) == count, f"{len(set(ids))} of {count} ids differ"


@check("http.client submits a thousand tasks over one connection, every id unique")
def http_client():
    with Mock("--log", "off") as mock:
        connection = http.client.HTTPConnection("127.0.0.1", mock.port, timeout=10)
        ids, body = [], json.dumps(VALID)
        connection.connect()
        local = connection.sock.getsockname()
        for _ in range(1000):
            connection.request("POST", SUBMIT, body.encode(), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read().decode()
            ids.append(task_id(answer.status, answer.headers["Content-Type"], text))
            assert connection.sock and connection.sock.getsockname() == local, "a new connection"
        unique(ids, 1000)
        connection.close()


@check("http.client sends a body of unknown length in chunks")
def http_client_chunked():
    with Mock("--log", "off") as mock:
        connection = http.client.HTTPConnection("127.0.0.1", mock.port, timeout=10)
        pieces = [bytes([byte]) for byte in json.dumps(VALID).encode()]
        connection.request(
            "POST", SUBMIT, iter(pieces), {"Content-Type": "application/json"}, encode_chunked=True
        )
        answer = connection.getresponse()
        task_id(answer.status, answer.headers["Content-Type"], answer.read().decode())
        connection.close()


@check("requests: a session of 200 tasks, then a bad one, then a good one, on one connection")
def requests_session():
    with Mock("--log", "off") as mock, requests.Session() as session:
        session.trust_env = False
        ids = [requests_task(session, mock) for _ in range(200)]
        bad = session.post(mock.submit, json=VALID | {"duration": 7}, timeout=10)
        assert bad.status_code == 400 and bad.json()["code"] == "invalid_request", bad.text
        assert bad.json()["data"] is None
        assert "duration: 7 is not one of 5, 10" in bad.json()["message"], bad.text
        ids.append(requests_task(session, mock))
        unique(ids, 201)


def requests_task(session, mock):
    answer = session.post(mock.submit, json=VALID, timeout=10)
    return task_id(answer.status_code, answer.headers["Content-Type"], answer.text)


@check("requests: a generator is sent in chunks, a file with its length")
def requests_stream():
    with Mock("--log", "off") as mock:
        header = {"Content-Type": "application/json"}
        body = json.dumps(VALID).encode()
        for data in (body, (body[at : at + 7] for at in range(0, len(body), 7))):
            answer = requests.post(mock.submit, data=data, headers=header, timeout=10)
            task_id(answer.status_code, answer.headers["Content-Type"], answer.text)


@check("httpx: one client, 100 tasks in a row")
def httpx_sync():
    with Mock("--log", "off") as mock, httpx.Client(trust_env=False) as client:
        answers = [client.post(mock.submit, json=VALID) for _ in range(100)]
        ids = [task_id(one.status_code, one.headers["Content-Type"], one.text) for one in answers]
        unique(ids, 100)


@check("httpx: fifty tasks in parallel")
def httpx_async():
    async def submit(mock):
        async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
            return await asyncio.gather(*(client.post(mock.submit, json=VALID) for _ in range(50)))

    with Mock("--log", "off") as mock:
        answers = asyncio.run(submit(mock))
        ids = [task_id(one.status_code, one.headers["Content-Type"], one.text) for one in answers]
        unique(ids, 50)


@check("aiohttp: a hundred tasks in parallel, good and bad ones mixed")
def aiohttp_parallel():
    async def one(session, mock, number):
        body = VALID if number % 2 == 0 else VALID | {"aspect_ratio": "2:1"}
        async with session.post(mock.submit, json=body) as answer:
            return number, answer.status, answer.headers["Content-Type"], await answer.text()

    async def submit(mock):
        async with aiohttp.ClientSession() as session:
            return await asyncio.gather(*(one(session, mock, number) for number in range(100)))

    with Mock("--log", "off") as mock:
        ids = []
        for number, status, content_type, text in asyncio.run(submit(mock)):
            if number % 2 == 0:
                ids.append(task_id(status, content_type, text))
            else:
                assert status == 400 and "aspect_ratio" in json.loads(text)["message"], text
        unique(ids, 50)


@check("aiohttp: a client that leaves in the middle of its body harms nobody")
def aiohttp_leaves():
    async def leave(mock):
        reader, writer = await asyncio.open_connection("127.0.0.1", mock.port)
        writer.write(f"POST {SUBMIT} HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n{{".encode())
        await writer.drain()
        writer.transport.abort()

    async def submit(mock):
        await asyncio.gather(*(leave(mock) for _ in range(50)))
        async with aiohttp.ClientSession() as session:
            async with session.post(mock.submit, json=VALID) as answer:
                return answer.status, answer.headers["Content-Type"], await answer.text()

    with Mock("--log", "off") as mock:
        task_id(*asyncio.run(submit(mock)))
