"""A program's request that carries the cookies of a browser, as a calendar client does."""

import http.client
import json
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    def text(self) -> str:
        return self.body.decode()

    def json(self):
        return json.loads(self.body)


def ask(context, town, address: str, method: str = "GET", headers: dict | None = None, body: str | None = None) -> Answer:
    """Sends one request over TLS, trusting the town's authority alone; names of the town lead to loopback."""
    place = urlsplit(address)
    trust = ssl.create_default_context(cafile=town.ca)
    plain = socket.create_connection(("127.0.0.1", place.port), timeout=20)
    connection = http.client.HTTPSConnection(place.hostname, place.port, timeout=20)
    connection.sock = trust.wrap_socket(plain, server_hostname=place.hostname)
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in context.cookies(address))
    sent = {"Cookie": cookies, **(headers or {})}
    connection.request(method, place.path or "/", body=body.encode() if body is not None else None, headers=sent)
    answer = connection.getresponse()
    told = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    connection.close()
    return told
