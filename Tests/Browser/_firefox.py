"""Debian's Firefox, driven by Mozilla's own Marionette, with a profile that trusts the town's authority alone."""

import os
import shutil
import subprocess
import tempfile
import time

from marionette_driver import By, Wait
from marionette_driver.keys import Keys
from marionette_driver.marionette import Marionette

from _town import free_ports, is_free

FIREFOX = "/usr/bin/firefox-esr"


class Firefox:
    """One browser; it must be closed."""

    def __init__(self, authority: str):
        self.folder = tempfile.mkdtemp(prefix="nomade-firefox-")
        database = f"sql:{self.folder}"
        subprocess.run(["certutil", "-N", "-d", database, "--empty-password"], check=True)
        subprocess.run(["certutil", "-A", "-d", database, "-n", "nomade", "-t", "C,,", "-i", authority], check=True)
        port = free_ports(1)
        with open(os.path.join(self.folder, "user.js"), "w") as file:
            file.write(f'user_pref("marionette.port", {port});\n')
            file.write('user_pref("intl.accept_languages", "fr");\n')
            # Nothing is asked of the rest of the world.
            file.write('user_pref("network.captive-portal-service.enabled", false);\n')
            file.write('user_pref("network.connectivity-service.enabled", false);\n')
        environment = {**os.environ, "HOME": self.folder, "MOZ_HEADLESS": "1"}
        command = [FIREFOX, "--marionette", "--profile", self.folder, "--no-remote"]
        log = open(os.path.join(self.folder, "firefox.log"), "w")
        self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        for _ in range(900):
            if not is_free(port):
                break
            time.sleep(0.1)
        self.marionette = Marionette(host="127.0.0.1", port=port)
        self.marionette.start_session()

    def open(self, address: str):
        self.marionette.navigate(address)

    def type(self, selector: str, words: str):
        self._find(selector).send_keys(words)

    def send(self, selector: str):
        """Sends a field's form by the Enter key, and waits for the next page."""
        before = self._find("html")
        self._find(selector).send_keys(Keys.ENTER)
        self._gone(before)

    def follow(self, words: str):
        before = self._find("html")
        self.marionette.find_element(By.PARTIAL_LINK_TEXT, words).click()
        self._gone(before)

    @property
    def address(self) -> str:
        return self.marionette.get_url()

    @property
    def text(self) -> str:
        return " ".join(self._find("body").text.split())

    def close(self):
        try:
            self.marionette.delete_session()
        finally:
            self.process.terminate()
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.process.kill()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _find(self, selector: str):
        return Wait(self.marionette, timeout=20).until(lambda m: m.find_element(By.CSS_SELECTOR, selector))

    def _gone(self, element):
        """Waits until the page of this element is another one."""
        def is_gone(_):
            try:
                element.get_attribute("lang")
                return False
            except Exception:
                return True
        Wait(self.marionette, timeout=20).until(is_gone)
