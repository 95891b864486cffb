"""Letters from the HR desk: issued in two languages, shown once, and the newcomer comes in with the code of the last one."""

import re
import time

import pytest

from _town import Town, totp
from _visit import CODE, USERNAME, picture, sign_in, text

FATOU = "0416203"
PASSWORD = 'input[autocomplete="new-password"]'
SHOWN = re.compile(r"<dd>((?:[0-9A-Z]{4} ){1,3}[0-9A-Z]{4})</dd>")


@pytest.fixture(scope="module")
def own_town():
    town = Town()
    yield town
    town.stop()


@pytest.fixture(scope="module")
def desk(chromium, own_town):
    """Sophie's browser, without scripts."""
    context = chromium.new_context(
        locale="fr-FR", viewport={"width": 1280, "height": 900}, java_script_enabled=False, ignore_https_errors=True
    )
    page = context.new_page()
    sign_in(page, own_town, own_town.people["Sophie"])
    yield page
    context.close()


def send(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def issue(page, town, language) -> str:
    """From the person's page over the check page to the letter that is shown; its code."""
    page.goto(f"{town.portal}/desk/hr/people/{FATOU}")
    with page.expect_navigation():
        page.locator("a.button[href$='/credentials']").click()
    assert "Fatou TRAORÉ, 0416203" in text(page)
    picture(page, f"letters-check-{language}")
    page.locator(f"#language-{language}").check()
    send(page, "Émettre et montrer ici")
    picture(page, f"letters-shown-{language}")
    return SHOWN.search(page.content()).group(1)


def test_an_officer_issues_in_two_languages_and_the_last_letter_opens(chromium, own_town, desk):
    """LE-1, LE-3, S-23: English, then French; the first code is dead, the second leads to the launcher."""
    town = own_town
    english = issue(desk, town, "en")
    assert "Activation of your access" in desk.locator("section.letter h1").inner_text()
    french = issue(desk, town, "fr")
    assert "Activation de votre accès" in desk.locator("section.letter h1").inner_text()
    assert english != french
    assert desk.locator("header.cover").is_visible()
    desk.emulate_media(media="print")
    assert not desk.locator("header.cover").is_visible() and desk.locator("section.letter").is_visible()
    desk.emulate_media(media="screen")
    with desk.expect_navigation():
        desk.get_by_role("link", name="Revenir aux dossiers").click()
    assert "Identifiants émis" in text(desk) and french not in desk.content()
    context = chromium.new_context(
        locale="fr-FR", viewport={"width": 360, "height": 740}, java_script_enabled=False, ignore_https_errors=True
    )
    page = context.new_page()
    for code, heading in [(english, "Activer votre accès"), (french, "Les règles d'utilisation")]:
        page.goto(town.portal + "/activation")
        page.locator(USERNAME).fill(FATOU)
        page.locator("#code").fill(code)
        send(page, "Continuer")
        assert heading in text(page)
        time.sleep(2)
    page.locator("#accept").check()
    send(page, "Continuer")
    page.locator(PASSWORD).fill("quatre mots pour entrer")
    send(page, "Continuer")
    secret = page.locator("code.big").inner_text()
    page.locator(CODE).fill(totp(secret, int(time.time()) // 30))
    send(page, "Valider")
    send(page, "Afficher mes dix codes")
    send(page, "Je les ai gardés, terminer")
    assert "Votre accès est ouvert, Fatou" in text(page)
    context.close()
    # Now that it is active, making it anew takes two people (S-25).
    desk.goto(f"{town.portal}/desk/hr/people/{FATOU}")
    assert "deux personnes" in text(desk)
    assert desk.locator("a[href$='/credentials']").count() == 0
