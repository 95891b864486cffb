"""An agent of the central town hall creates an own account, up to the launcher; everybody else reads who issues theirs."""

import re
import time

import pytest

from _town import Town, totp
from _visit import CODE, picture, text

PASSWORD = 'input[autocomplete="new-password"]'
MOBILE = "+33639984514"
HUGO = {"number": "0417001", "day": "14", "month": "2", "year": "1990"}
GRACE = {"number": "0417002", "day": "15", "month": "6", "year": "1991"}
YANN = {"number": "0412377", "day": "23", "month": "11", "year": "2001"}
WORDS = {
    "fr-FR": ["Créer mon compte, ou savoir qui le crée", "Recevoir un code", "Continuer", "Valider",
              "Afficher mes dix codes", "Je les ai gardés, terminer", "Voir mes applications",
              "Votre accès est ouvert, Hugo"],
    "en-GB": ["Create my account, or learn who does", "Receive a code", "Continue", "Confirm", "Show my ten codes",
              "I have kept them, finish", "See my apps", "Your access is open, Grace"],
}


@pytest.fixture(scope="module")
def own_town():
    """A town to which HR adds Grace, of another structure of the town hall."""
    town = Town()
    hugo = ";06 39 98 45 13;fr\n"
    grace = ("0417002;OKAFOR;;Grace;1991-06-15;dsin;Proximité;technicienne;;contractuelle;2025-09-01;;"
             "grace.okafor@nomades.example;06 39 98 45 14;en\n")
    town.feed((hugo, hugo + grace))
    yield town
    town.stop()


def send(page, name: str):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def ask(page, town, fields: dict, by: str, button: str):
    page.goto(town.portal + "/account")
    for name, value in fields.items():
        page.locator(f"#{name}").fill(value)
    page.locator(f"#by-{by}").check()
    send(page, button)


@pytest.mark.parametrize(
    "locale,width,fields,by", [("fr-FR", 360, HUGO, "mail"), ("en-GB", 1280, GRACE, "sms")]
)
def test_an_agent_of_the_town_hall_creates_an_account(chromium, own_town, locale, width, fields, by):
    """AC-31: from the sign-in to the launcher with a second factor: by mail on a phone without scripts, by SMS at a desk."""
    town, (link, receive, onward, confirm, show, kept, apps, open_) = own_town, WORDS[locale]
    context = chromium.new_context(
        locale=locale, viewport={"width": width, "height": 800}, java_script_enabled=width > 360,
        ignore_https_errors=True,
    )
    page = context.new_page()
    page.goto(town.portal + "/sign-in")
    with page.expect_navigation():
        page.get_by_role("link", name=link).click()
    picture(page, f"account-{width}")
    ask(page, town, fields, by, receive)
    picture(page, f"account-code-{width}")
    assert not re.search(r"@|45 ?1[34]", page.locator("main").inner_text())
    if by == "mail":
        code = re.search(r"\b\d{6}\b", town.message("hugo.lambert@nomades.example")).group(0)
    else:
        code = town.message(MOBILE)
    page.locator(CODE).fill(code)
    send(page, onward)
    page.locator("#accept").check()
    send(page, onward)
    page.locator(PASSWORD).fill("quatre mots pour entrer")
    send(page, onward)
    secret = page.locator("code.big").inner_text()
    page.locator(CODE).fill(totp(secret, int(time.time()) // 30))
    send(page, confirm)
    send(page, show)
    assert page.locator("ol code").count() == 10
    send(page, kept)
    assert open_ in text(page)
    with page.expect_navigation():
        page.get_by_role("link", name=apps).click()
    assert "IntraNomades" in text(page)
    context.close()
    if by == "sms":
        invited_to_the_check(town)


def invited_to_the_check(town):
    """RD-13: the newcomer's phone gets one invitation, within the minute."""
    for _ in range(90):
        if "/ready" in (message := town.message(MOBILE)):
            break
        time.sleep(1)
    assert message.startswith("Nomade. Before your first day") and "://" not in message


def test_somebody_of_another_department_reads_who_issues_theirs(chromium, own_town):
    """AC-30, AC-32: the schools' office is named; Yann's right number and date get the page that anybody gets, and no code."""
    town = own_town
    context = chromium.new_context(locale="fr-FR", viewport={"width": 360, "height": 800}, ignore_https_errors=True)
    page = context.new_page()
    page.goto(town.portal + "/account")
    schools = text(page).split("Affaires scolaires")[1]
    assert "UGD des écoles" in schools.split("Propreté et eau")[0] and "01 99 00 45 20" in schools
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    words = []
    for fields in [YANN, {**YANN, "number": "0499999"}]:
        ask(page, town, fields, "sms", "Recevoir un code")
        words.append(page.locator("main").inner_text())
        time.sleep(2)
    assert words[0] == words[1]
    address = town.ready["phone"] + "/messages"
    assert context.request.get(address, params={"to": "+33639984502"}).json() == []
    context.close()
