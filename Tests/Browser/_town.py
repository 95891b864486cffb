"""A demo town of its own, started once for all journeys, and the people who live in it."""

import base64
import hashlib
import hmac
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass, field


@dataclass
class Person:
    """One of the named people, with the codes that their authenticator app would show."""

    name: str
    identifier: str
    number: str
    password: str | None
    secret: str | None
    state: str
    last_step: int = field(default=0)

    def code(self) -> str:
        """A code that was not used yet: each step serves once, and one step ahead is taken."""
        while True:
            step = int(time.time()) // 30
            wanted = max(step, self.last_step + 1)
            if wanted <= step + 1:
                self.last_step = wanted
                return totp(self.secret, wanted)
            time.sleep(0.5)


def totp(secret: str, step: int) -> str:
    """The six digits of RFC 6238 for a step of thirty seconds."""
    text = secret.replace(" ", "").upper()
    key = base64.b32decode(text + "=" * (-len(text) % 8))
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset:offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def free_ports(count: int) -> int:
    """The first of so many ports in a row that nobody listens on, from NOMADE_TOWN_PORT on: two runs side by side begin apart."""
    start = int(os.environ.get("NOMADE_TOWN_PORT", "19443"))
    for first in range(start, start + 10_000, 17):
        if all(is_free(first + offset) for offset in range(count)):
            return first
    raise RuntimeError("no free ports")


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


class Town:
    """`nomade demo` running; its ready line as attributes. `behind` sets its clock back by so many seconds."""

    def __init__(self, *options: str, apps: dict[str, str] | None = None, behind: int = 0):
        self.behind = behind
        self.folder = tempfile.mkdtemp(prefix="nomade-browser-")
        build = os.environ.get("NOMADE_BUILD", ".build")
        program = os.path.join(build, "debug", "nomade")
        command = [program, "demo", "--port", str(free_ports(3)), "--data", self.folder, "--json", *options]
        for name, url in (apps or {}).items():
            command += ["--app", f"{name}={url}"]
        self.log = open(os.path.join(self.folder, "demo.log"), "w")
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, text=True, env=self._environment())
        self.ready = json.loads(self._first_line())
        self.portal = self.ready["portal"].rstrip("/")
        self.office = self.ready["office_portal"].rstrip("/")
        self.ca = self.ready["ca"]
        self.apps = {name: url.rstrip("/") for name, url in self.ready["apps"].items()}
        self.people = {entry["name"].split()[0]: self._person(entry) for entry in self.ready["people"]}

    def _first_line(self) -> str:
        for line in self.process.stdout:
            if line.startswith("{"):
                threading.Thread(target=self._drain, daemon=True).start()
                return line
        raise RuntimeError(f"the demo did not start; see {self.log.name}:\n" + open(self.log.name).read()[-4000:])

    def _drain(self):
        for _ in self.process.stdout:
            pass

    @staticmethod
    def _person(entry: dict) -> Person:
        return Person(
            name=entry["name"],
            identifier=entry["identifier"],
            number=entry["employee_number"],
            password=entry.get("password"),
            secret=entry.get("totp_secret"),
            state=entry["state"],
        )

    def nomade(self, *words: str) -> dict:
        """One command of the operator's about this town; what it says in JSON."""
        program = os.path.join(os.environ.get("NOMADE_BUILD", ".build"), "debug", "nomade")
        command = [program, *words, "--config", self.ready["config"]]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=self._environment())
        return json.loads(done.stdout)

    def feed(self, *changes: tuple[str, str]) -> dict:
        """Takes in the town's own feed with parts of it changed: what stands there, and what from now on."""
        path = os.path.join(os.path.dirname(self.ready["config"]), "people.csv")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return self.nomade("people", "import", path, "--json")

    def rules(self, more: str):
        """Adds a section to the city file, and waits until the gate has read it."""
        with open(self.ready["config"], "a", encoding="utf-8") as file:
            file.write(more)
        for round in range(100):
            if round % 10 == 0:
                self.process.send_signal(signal.SIGHUP)
            with open(self.log.name, encoding="utf-8") as log:
                if "the city file was read again" in log.read():
                    return
            time.sleep(0.1)
        raise AssertionError(open(self.log.name, encoding="utf-8").read()[-2000:])

    def message(self, phone: str) -> str:
        """The newest message that the demo phone got under a number, waited for."""
        address = f"{self.ready['phone']}/messages?to={urllib.parse.quote(phone)}"
        for _ in range(100):
            with urllib.request.urlopen(address, timeout=10) as answer:
                if messages := json.load(answer):
                    return messages[0]["text"]
            time.sleep(0.1)
        raise AssertionError(f"no message to {phone}")

    def _environment(self) -> dict[str, str]:
        """Ours, with another wall clock where that is wanted."""
        if not self.behind:
            return dict(os.environ)
        library = os.path.join(self.folder, "clock.so")
        if not os.path.exists(library):
            source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "_clock.c")
            compiler = shutil.which("clang") or "cc"
            subprocess.run([compiler, "-shared", "-fPIC", "-Wall", "-Werror", source, "-o", library], check=True)
        return {**os.environ, "LD_PRELOAD": library, "NOMADE_CLOCK_SHIFT": str(-self.behind)}

    def office_url(self, app: str) -> str:
        """The app as the office's listener reaches it."""
        return self.apps[app].replace(self.portal.rsplit(":", 1)[1], self.office.rsplit(":", 1)[1])

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()
