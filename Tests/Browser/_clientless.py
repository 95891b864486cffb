"""A browser without scripts over plain sockets: *.localhost does not resolve in Python, so the address is given."""

import html
import http.client
import re
import ssl
import urllib.parse
from http.client import HTTPSConnection

http.client._MAXHEADERS = 2000


class Client:
    """One jar of cookies for each host; follows redirects and counts them."""

    def __init__(self, town):
        self.town = town
        self.context = ssl.create_default_context(cafile=town.ca)
        self.jars: dict[str, dict[str, str]] = {}
        self.status, self.body, self.url, self.redirects = 0, "", "", 0

    @property
    def words(self) -> str:
        plain = re.sub(r"<style.*?</style>|<[^>]+>", " ", self.body, flags=re.S)
        return " ".join(html.unescape(plain).split())

    def open(self, url: str, method: str = "GET", body: str | None = None, headers: dict | None = None) -> "Client":
        self.redirects = 0
        self._once(url, method, body, headers or {})
        while self.status in (301, 302, 303, 307) and self.redirects < 10:
            self.redirects += 1
            self._once(urllib.parse.urljoin(self.url, self.location), "GET", None, {})
        return self

    def submit(self, **typed: str) -> "Client":
        form = re.search(r"<main.*?<form([^>]*)>(.*?)</form>", self.body, flags=re.S)
        action = re.search(r'action="([^"]*)"', form.group(1))
        fields = {}
        for tag in re.findall(r"<input[^>]*>", form.group(2)):
            name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
            if 'type="hidden"' in tag and name:
                fields[name.group(1)] = html.unescape(value.group(1) if value else "")
        target = urllib.parse.urljoin(self.url, html.unescape(action.group(1)) if action else "")
        origin = "{0.scheme}://{0.netloc}".format(urllib.parse.urlsplit(target))
        return self.open(
            target, "POST", urllib.parse.urlencode({**fields, **typed}),
            {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin, "Sec-Fetch-Site": "same-origin"},
        )

    def sign_in(self, person, url: str) -> "Client":
        self.open(url).submit(identifier=person.identifier, password=person.password)
        if 'name="code"' in self.body:
            self.submit(code=person.code())
        return self

    def _once(self, url: str, method: str, body: str | None, headers: dict):
        parts = urllib.parse.urlsplit(url)
        jar = self.jars.setdefault(parts.hostname, {})
        sent = {
            "Host": parts.netloc, "Accept": "text/html", "Accept-Language": "fr", "Sec-Fetch-Mode": "navigate",
            "Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "none", **headers,
        }
        if jar:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())
        connection = HTTPSConnection(parts.hostname, parts.port or 443, context=self.context, timeout=30)
        connection.sock = self.context.wrap_socket(_dial(parts.port or 443), server_hostname=parts.hostname)
        target = parts.path or "/"
        connection.request(method, target + (f"?{parts.query}" if parts.query else ""), body, sent)
        answer = connection.getresponse()
        self.status, self.url, self.location = answer.status, url, answer.getheader("Location") or ""
        self.body = answer.read().decode("utf-8", "replace")
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            if "max-age=0" in line.lower():
                jar.pop(name, None)
            else:
                jar[name] = value
        connection.close()


def _dial(port: int):
    import socket

    return socket.create_connection(("127.0.0.1", port), timeout=30)
