"""The manual, followed word by word from an empty folder by a stranger with one app and one person."""

import http.server
import os
import re
import subprocess
import threading
import time

import pytest

from _town import Person, free_ports, is_free
from _trust import home_trusting
from _visit import CODE, USERNAME, give_code, give_password, picture, text
from conftest import ARGUMENTS

HERE = os.path.dirname(__file__)
NEW_PASSWORD = 'input[autocomplete="new-password"]'
MANUAL = os.path.join(HERE, "..", "..", "docs", "manual", "install.md")


def block(kind: str) -> str:
    """The first block of that kind in the manual."""
    with open(MANUAL) as manual:
        return re.search(rf"```{kind}\n(.*?)```", manual.read(), flags=re.S).group(1)


class Wiki(http.server.BaseHTTPRequestHandler):
    """The stranger's own app: it greets whoever the gate names."""

    def do_GET(self):
        body = f"<!doctype html><title>Wiki</title><p>Wiki de {self.headers['Remote-User']}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def stranger(tmp_path):
    """A folder with what the manual says to write, on ports that are free here."""
    port = free_ports(2)
    wiki = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Wiki)
    threading.Thread(target=wiki.serve_forever, daemon=True).start()
    city = block("yaml")
    assert len(city.splitlines()) < 40
    city = city.replace("0.0.0.0:443", f"127.0.0.1:{port}").replace("agents.ville.example", f"agents.ville.example:{port}")
    city = city.replace("127.0.0.1:9001", f"127.0.0.1:{wiki.server_port}")
    (tmp_path / "nomade.yaml").write_text(city)
    (tmp_path / "people.csv").write_text(block("csv"))
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
         "-subj", "/CN=ville.example", "-addext", "subjectAltName=DNS:agents.ville.example,DNS:wiki.ville.example",
         "-keyout", "tls.key", "-out", "tls.pem"], cwd=tmp_path, check=True, capture_output=True,
    )
    os.chmod(tmp_path / "tls.key", 0o600)
    yield tmp_path, port
    wiki.shutdown()


def nomade(folder, *words: str) -> subprocess.CompletedProcess:
    program = os.path.abspath(os.path.join(os.environ.get("NOMADE_BUILD", ".build"), "debug", "nomade"))
    return subprocess.run([program, *words], cwd=folder, capture_output=True, text=True, timeout=60)


def test_one_own_app_for_one_own_person(playwright, stranger):
    """S-35: no default account: the one-time link of the terminal is the way in, and the app opens behind it."""
    folder, port = stranger
    for words in (["config", "check"], ["people", "import", "people.csv", "--dry-run"], ["people", "import", "people.csv"]):
        done = nomade(folder, *words)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    issued = nomade(folder, "people", "issue", "0000001")
    link = re.search(r"https://\S+", issued.stdout).group(0)

    program = os.path.abspath(os.path.join(os.environ.get("NOMADE_BUILD", ".build"), "debug", "nomade"))
    log = open(folder / "serve.log", "w")
    server = subprocess.Popen([program, "serve"], cwd=folder, stdout=log, stderr=log)
    try:
        for _ in range(200):
            if not is_free(port):
                break
            time.sleep(0.1)
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--host-resolver-rules=MAP *.ville.example 127.0.0.1", *ARGUMENTS[:2]],
            env={**os.environ, "HOME": home_trusting(str(folder / "tls.pem")), "XDG_DATA_HOME": ""},
        )
        page = browser.new_page(locale="fr-FR")
        nadia = take_link(page, link)
        page.goto(f"https://wiki.ville.example:{port}/")
        if page.locator(USERNAME).count():
            give_password(page, nadia)
            give_code(page, nadia)
        assert "Wiki de 0000001" in text(page)
        again = browser.new_page(locale="fr-FR")
        again.goto(link)
        assert again.locator(NEW_PASSWORD).count() == 0
        browser.close()
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()

    explained = nomade(folder, "policy", "explain", "--agent", "0000001", "--app", "wiki", "--channel", "nomade")
    assert explained.returncode in (0, 1), explained.stderr


def take_link(page, link: str) -> Person:
    """X-13: one field for the new password; X-32: the authenticator's secret is text beside the picture."""
    page.goto(link)
    new = page.locator(NEW_PASSWORD)
    assert new.count() == 1 and new.get_attribute("maxlength") is None
    nadia = Person("Nadia EXEMPLE", "nadia.exemple", "0000001", "quatre-lampes-au-grenier", None, "active")
    new.fill(nadia.password)
    with page.expect_navigation():
        new.press("Enter")
    picture(page, "issue-authenticator")
    nadia.secret = page.locator("code").first.inner_text()
    with_code = page.locator(CODE)
    with_code.fill(nadia.code())
    with page.expect_navigation():
        with_code.press("Enter")
    return nadia
