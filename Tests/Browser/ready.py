"""Before the first day away from the office: one page, one verdict, with and without scripts, signed in or not."""

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe

from _town import totp
from _visit import CODE, picture, text

WORDS = {
    "fr-FR": ["Cet appareil est prêt.", "Non vérifié", "S'ouvrira", "minutes de décalage", "Elle passe."],
    "en-GB": ["This device is ready.", "Not checked", "Will open", "minutes off", "It passes."],
}


def line(page, check: str) -> str:
    return " ".join(page.locator(f"#check-{check}").inner_text().split()).replace("’", "'")


@pytest.mark.parametrize("locale,theme", [("fr-FR", "light"), ("en-GB", "dark")])
def test_a_stranger_checks_a_device(profile, town, locale, theme):
    """RD-1, RD-3, RD-7: at 360 pixels the script compares the clock, opens a WebSocket, and says so."""
    page = profile(locale=locale, color_scheme=theme, viewport={"width": 360, "height": 740}, bypass_csp=False).new_page()
    faults = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(town.portal + "/ready")
    for check in ["socket", "clock"]:
        page.locator(f"#check-{check} div[data-result=unseen]").wait_for(state="hidden")
    assert WORDS[locale][0] in text(page)
    assert WORDS[locale][4] in line(page, "socket")
    assert WORDS[locale][1] not in line(page, "clock")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert faults == []
    picture(page, f"ready-stranger-{theme}")


def test_without_scripts_nothing_is_claimed(profile, town):
    """RD-3, RD-7: what only a script can find is marked as not checked, and the page is whole."""
    page = profile(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    answer = page.goto(town.portal + "/ready")
    assert answer.status == 200
    assert "Non vérifié" in line(page, "clock") and "Non vérifié" in line(page, "socket")
    assert not page.locator("#check-socket [data-result=passed]").first.is_visible()
    picture(page, "ready-without-scripts")


def test_a_wrong_clock_turns_the_verdict(profile, town):
    """RD-3: a device whose clock is ten minutes off is told so, and the verdict with it."""
    page = profile().new_page()
    page.add_init_script("const true_ = Date.now; Date.now = () => true_() + 600000;")
    page.goto(town.portal + "/ready")
    page.locator("[data-verdict=first]").wait_for(state="hidden")
    assert "Décalage, en minutes : 10" in line(page, "clock")
    assert "Pas encore" in text(page) and "Cet appareil est prêt." not in text(page)
    picture(page, "ready-wrong-clock")


def test_a_filter_that_holds_websockets_up_is_seen(profile, town):
    """RD-7: where no WebSocket passes, the line and the verdict say so."""
    page = profile().new_page()
    page.route_web_socket(re.compile("/ready/socket"), lambda socket: socket.close())
    page.goto(town.portal + "/ready")
    page.locator("[data-verdict=first]").wait_for(state="hidden")
    assert "Elle ne passe pas" in line(page, "socket")


@pytest.mark.parametrize("locale", ["fr-FR", "en-GB"])
def test_somebody_signed_in_reads_access_and_apps(page_of, town, locale):
    """RD-8, RD-9: proofs, telephone, each app; a code from a phone four minutes late tells the minutes, without scripts."""
    awa = town.people["Awa"]
    page = page_of("Awa", locale=locale, viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page.goto(town.portal + "/ready")
    assert WORDS[locale][2] in text(page)
    page.locator(CODE).fill(totp(awa.secret, int(time.time()) // 30 - 8))
    with page.expect_navigation():
        page.locator("form[action='/ready/clock'] button").click()
    assert f"4 {WORDS[locale][3]}" in text(page)
    picture(page, f"ready-awa-{locale[:2]}")


def test_axe_finds_nothing_serious_once_the_script_has_spoken(profile, signed_in_states, town):
    """X-30: the page as the script leaves it, and its print view."""
    page = profile(bypass_csp=True, storage_state=signed_in_states("Awa")).new_page()
    for address in ["/ready", "/ready?view=print", "/ready/false-site"]:
        page.goto(town.portal + address)
        page.wait_for_timeout(500)
        found = Axe().run(page).response["violations"]
        assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == [], address


def test_a_false_site_is_reported_from_the_sign_in(page, town):
    """RD-11, RD-12: the sign-in shows the one address and leads to the report; nothing of the report becomes a link."""
    page.goto(town.portal + "/sign-in")
    assert "Seule adresse : nomades.localhost" in text(page).replace("\u200b", "")
    with page.expect_navigation():
        page.get_by_role("link", name="Signaler un faux site").click()
    page.locator("#address").fill("https://nomades.localhost.example/")
    with page.expect_navigation():
        page.get_by_role("button", name="Signaler", exact=True).click()
    assert "Votre signalement est enregistré." in text(page)
    assert page.locator("a[href*='localhost.example']").count() == 0
    picture(page, "false-site")
