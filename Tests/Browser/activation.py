"""From the letter to the launcher: a newcomer at 360 pixels, in French and English, without scripts."""

import os
import re
import subprocess
import time

import pytest

from _town import Town, totp
from _trust import home_trusting
from _visit import CODE, USERNAME, picture, text

NEWCOMER = "0412377"
PASSWORD = 'input[autocomplete="new-password"]'
PHRASE = "quatre mots pour entrer"


@pytest.fixture(scope="module")
def own_town():
    town = Town()
    yield town
    town.stop()


def letter(town, *options) -> str:
    """The words of a letter that the operator prints for the newcomer."""
    out = os.path.join(town.folder, f"letter-{time.time_ns()}.html")
    program = os.path.join(os.environ.get("NOMADE_BUILD", ".build"), "debug", "nomade")
    command = [program, "people", "letter", NEWCOMER, "--config", town.ready["config"], "--out", out, *options]
    subprocess.run(command, check=True, capture_output=True, text=True, cwd=os.path.dirname(town.ready["config"]))
    assert os.stat(out).st_mode & 0o777 == 0o600
    with open(out, encoding="utf-8") as file:
        return file.read()


def code_of(html: str) -> str:
    return re.search(r"<dd>((?:[0-9A-Z]{4} ){1,3}[0-9A-Z]{4})</dd>", html).group(1)


def send(page, name: str):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


WORDS = {
    "fr-FR": ["J'ai une lettre d'activation", "Continuer", "Valider", "Afficher mes dix codes",
              "Je les ai gardés, terminer", "Voir mes applications", "Votre accès est ouvert, Yann",
              "Un signe est faux"],
    "en-GB": ["I have an activation letter", "Continue", "Confirm", "Show my ten codes", "I have kept them, finish",
              "See my apps", "Your access is open, Yann", "One character is wrong"],
}


@pytest.mark.parametrize("locale,theme", [("fr-FR", "light"), ("en-GB", "dark")])
def test_a_newcomer_activates_from_the_letter_to_the_launcher(chromium, own_town, locale, theme):
    """X-16, X-19: code, rules, password, app, recovery codes; then the launcher, all at 360 pixels without scripts."""
    town, (have, onward, confirm, show, kept, apps, open_, slip) = own_town, WORDS[locale]
    code = code_of(letter(town, "--language", locale[:2]))
    context = chromium.new_context(
        locale=locale, color_scheme=theme, viewport={"width": 360, "height": 740}, java_script_enabled=False,
        ignore_https_errors=True,
    )
    page = context.new_page()
    page.goto(town.portal + "/sign-in")
    picture(page, f"activation-sign-in-{theme}")
    with page.expect_navigation():
        page.get_by_role("link", name=have).click()
    page.locator(USERNAME).fill(NEWCOMER)
    page.locator("#code").fill(code.replace(" ", "-").lower()[:-1] + ("0" if code[-1] != "0" else "1"))
    send(page, onward)
    assert slip in page.locator("#summary").inner_text()
    picture(page, f"activation-slip-{theme}")
    page.locator("#code").fill(code.replace(" ", "-").lower())
    send(page, onward)
    picture(page, f"activation-charter-{theme}")
    page.locator("#accept").check()
    send(page, onward)
    picture(page, f"activation-password-{theme}")
    page.locator(PASSWORD).fill(PHRASE)
    send(page, onward)
    picture(page, f"activation-factor-{theme}")
    secret = page.locator("code.big").inner_text()
    page.reload()
    assert page.locator("code.big").inner_text() == secret
    page.locator(CODE).fill(totp(secret, int(time.time()) // 30))
    send(page, confirm)
    picture(page, f"activation-recovery-{theme}")
    send(page, show)
    assert page.locator("ol code").count() == 10
    picture(page, f"activation-codes-{theme}")
    send(page, kept)
    assert open_ in text(page)
    picture(page, f"activation-done-{theme}")
    with page.expect_navigation():
        page.get_by_role("link", name=apps).click()
    assert "IntraNomades" in text(page)
    context.close()


def test_a_phone_that_gets_codes_is_confirmed_by_one(chromium, own_town):
    """AC-11: the newcomer takes the phone on file in the place of an app."""
    town = own_town
    context = chromium.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900}, ignore_https_errors=True)
    page = context.new_page()
    page.goto(town.portal + "/activation")
    page.locator(USERNAME).fill(NEWCOMER)
    page.locator("#code").fill(code_of(letter(town)))
    send(page, "Continuer")
    page.locator("#accept").check()
    send(page, "Continuer")
    page.locator(PASSWORD).fill(PHRASE)
    send(page, "Continuer")
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("SMS")).click()
    picture(page, "activation-phone-1280")
    send(page, "Envoyer le code")
    messages = context.request.get(town.ready["phone"] + "/messages", params={"to": "+33639984502"}).json()
    page.locator(CODE).fill(messages[0]["text"])
    picture(page, "activation-phone-code-1280")
    send(page, "Valider")
    assert "Vos codes de secours" in text(page)
    context.close()
