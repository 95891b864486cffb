"""A browser for one purpose: to sign in at the demo's portal with password and code, and keep the app's cookie."""
import base64, hashlib, hmac, html, http.client, re, ssl, struct, sys, time
from urllib.parse import urlencode, urlsplit


class Browser:
    """Just enough to sign in: cookies by host, forms by their fields."""

    def __init__(self):
        self.jar = {}
        self.context = ssl._create_unverified_context()

    def ask(self, url, form=None):
        for _ in range(12):
            parts = urlsplit(url)
            link = http.client.HTTPSConnection("127.0.0.1", parts.port, context=self.context)
            headers = {"Host": parts.netloc, "Accept": "text/html", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
            cookies = self.jar.setdefault(parts.hostname, {})
            if cookies:
                headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
            body = None
            if form is not None:
                body = urlencode(form)
                origin = f"{parts.scheme}://{parts.netloc}"
                headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin, "Sec-Fetch-Site": "same-origin"}
            link.request("GET" if form is None else "POST", parts.path + ("?" + parts.query if parts.query else ""), body, headers)
            answer = link.getresponse()
            text = answer.read().decode("utf-8", "replace")
            for line in answer.headers.get_all("Set-Cookie") or []:
                name, value = line.split(";")[0].split("=", 1)
                cookies[name] = value
            if answer.status not in (301, 302, 303, 307):
                return url, text
            target = answer.headers["Location"]
            url = target if target.startswith("https:") else f"{parts.scheme}://{parts.netloc}{target}"
            form = None
        sys.exit("bench: too many redirects")

    def submit(self, url, text, **values):
        """Sends the form that has the wanted fields."""
        for action, inside in re.findall(r"<form([^>]*)>(.*?)</form>", text, re.S):
            if all(f'name="{name}"' in inside for name in values):
                fields = {}
                for tag in re.findall(r"<input[^>]*>", inside):
                    name = re.search(r'name="([^"]*)"', tag)
                    value = re.search(r'value="([^"]*)"', tag)
                    if name and 'type="hidden"' in tag:
                        fields[name.group(1)] = html.unescape(value.group(1)) if value else ""
                target = re.search(r'action="([^"]*)"', action)
                parts = urlsplit(url)
                path = html.unescape(target.group(1)) if target else parts.path
                path = path if path.startswith("https:") else f"{parts.scheme}://{parts.netloc}{path}"
                return self.ask(path, fields | values)
        sys.exit(f"bench: no form with {list(values)} at {url}\n{text[:2000]}")


def code(secret):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def sign_in(ready, host, app):
    """The app's session cookie of a named person of the town; `host` is the app's with its port."""
    person = next(p for p in ready["people"] if p.get("totp_secret") and p["state"] == "active")
    browser = Browser()
    url, text = browser.ask(f"https://{host}/")
    url, text = browser.submit(url, text, identifier=person["identifier"], password=person["password"])
    if 'name="code"' in text:
        url, text = browser.submit(url, text, code=code(person["totp_secret"]))
    cookie = browser.jar.get(app, {}).get("__Host-nomade-app")
    return cookie or sys.exit(f"bench: no session for the app; last page {url}\n{text[:2000]}")
