"""An hour at the supervisor's workstation: opened, used, handed back, in both languages, at 360 pixels."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from _visit import CODE, give_code, picture, sign_in, text

YANN = "/desk/team/people/0412377"
WORDS = {
    "fr-FR": ["Accès accompagné sur mon poste, une heure", "Confirmer que c'est vous, puis ouvrir",
              "Ouvrir l'accès, une heure", "Bonjour Yann", "Accès accompagné, une heure au plus.", "Se déconnecter"],
    "en-GB": ["Accompanied access at my workstation, one hour", "Confirm that it is you, then open",
              "Open the access, one hour", "Hello Yann", "Accompanied access, one hour at most.", "Sign out"],
}


def send(page, name: str):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def serious(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [violation["id"] for violation in found if violation["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("locale,theme", [("fr-FR", "light"), ("en-GB", "dark")])
def test_a_newcomer_works_an_hour_beside_the_supervisor(profile, town, locale, theme):
    """AA-1, AA-5: from the team's page to the newcomer's launcher and back to a locked session of the supervisor's."""
    link, confirm, begin, hello, accompanied, leave = WORDS[locale]
    page = profile(locale=locale, color_scheme=theme, viewport={"width": 360, "height": 740}, bypass_csp=True).new_page()
    sign_in(page, town, town.people["Awa"], to=town.office + f"/sign-in?lang={locale[:2]}")
    page.goto(town.office + YANN)
    with page.expect_navigation():
        page.get_by_role("link", name=link).click()
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    picture(page, f"accompanied-before-{theme}")
    if page.get_by_role("button", name=confirm, exact=True).count():
        send(page, confirm)
        if page.locator(CODE).count():
            give_code(page, town.people["Awa"])
    send(page, begin)
    assert hello in text(page) and accompanied in text(page)
    assert serious(page) == []
    picture(page, f"accompanied-home-{theme}")
    page.goto(town.office_url("intranet") + "/")
    assert "IntraNomades" in text(page)
    page.goto(town.office_url("echo") + "/")
    picture(page, f"accompanied-refused-{theme}")
    assert "accompagné" in text(page) or "accompanied" in text(page)
    page.goto(town.office + "/")
    send(page, leave)
    assert "Awa" in text(page) and "Yann" not in text(page)
    picture(page, f"accompanied-back-{theme}")
