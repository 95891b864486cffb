"""What leads to credentials, step by step: an officer's letter, and the person who comes in by it."""

import re
import time

from playwright.sync_api import Page

from _town import Person, Town, totp
from _visit import CODE, USERNAME, picture, text

SHOWN = re.compile(r"<dd>((?:[0-9A-Z]{4} ){1,3}[0-9A-Z]{4})</dd>")
NEW_PASSWORD = 'input[autocomplete="new-password"]'
PHRASE = "quatre mots pour entrer"
STEPS = {
    "fr": ["Continuer", "Valider", "Afficher mes dix codes", "Je les ai gardés, terminer", "Votre accès est ouvert"],
    "en": ["Continue", "Confirm", "Show my ten codes", "I have kept them, finish", "Your access is open"],
}


def send(page: Page, name: str):
    """Touches the button of that name, and waits for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str):
    """Touches the first link whose words hold these, and waits for its page."""
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile(re.escape(name))).first.click()


def fits(page: Page) -> bool:
    """Whether nothing asks to be scrolled sideways (X-30)."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def speak(page: Page, town: Town, language: str):
    """Chooses the language of this browser's pages."""
    page.goto(f"{town.portal}/help?lang={language}")


def letter(desk: Page, town: Town, number: str, language: str) -> str:
    """The officer issues from the person's page, by its link; the code on the letter that is shown once."""
    desk.goto(f"{town.portal}/desk/hr/people/{number}")
    with desk.expect_navigation():
        desk.locator(f"a.button[href$='/{number}/credentials']").click()
    desk.locator(f"#language-{language}").check()
    with desk.expect_navigation():
        desk.locator("main form button").first.click()
    return SHOWN.search(desk.content()).group(1)


def activate(page: Page, town: Town, number: str, code: str, language: str, shots: str, phrase: str = PHRASE) -> Person:
    """From the code of a letter to the open access; who it is from now on, with the new proofs."""
    onward, confirm, show, kept, opened = STEPS[language]
    page.goto(f"{town.portal}/activation?lang={language}")
    page.locator(USERNAME).fill(number)
    page.locator("#code").fill(code)
    send(page, onward)
    if page.locator("#accept").count():
        page.locator("#accept").check()
        send(page, onward)
    page.locator(NEW_PASSWORD).fill(phrase)
    send(page, onward)
    secret = page.locator("code.big").inner_text()
    step = int(time.time()) // 30
    page.locator(CODE).fill(totp(secret, step))
    assert fits(page)
    send(page, confirm)
    send(page, show)
    assert page.locator("ol code").count() == 10
    send(page, kept)
    assert opened in text(page)
    picture(page, f"{shots}-open")
    return Person(number, number, number, phrase, secret, "active", last_step=step)
