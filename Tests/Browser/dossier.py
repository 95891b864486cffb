"""A newcomer without credentials follows the dossier by the reference of the hiring letter."""

import re

import pytest

from _visit import picture, text


@pytest.fixture(scope="module")
def reference(town):
    """What the hiring letter of Yann prints."""
    return town.nomade("people", "dossier", "0412377", "--reference", "--json")["reference"]


WORDS = {
    "fr": ("Nouveau ? Suivre mon dossier", "Votre dossier, Yann", "Aucun dossier ne correspond"),
    "en": ("New here? Follow my file", "Your file, Yann", "No file matches"),
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_newcomer_follows_the_dossier_on_a_phone(profile, town, reference, language):
    """DO-6, X-17: from the sign-in page, a pasted date, to whom to call; without sideways scroll at 360 pixels."""
    link, title, wrong = WORDS[language]
    page = profile(viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{town.portal}/sign-in?lang={language}")
    page.get_by_role("link", name=link).click()
    page.locator("#reference").fill(reference.lower().replace("-", " "))
    page.locator("#day").fill("24/11/2001")
    page.locator("main form button").click()
    assert wrong in text(page)
    assert page.locator("#month").input_value() == "11"
    picture(page, f"dossier-wrong-{language}")
    page.locator("#day").fill("23")
    page.locator("main form button").click()
    assert title in page.locator("h1").inner_text()
    assert "01 99 00 45 20" in text(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"dossier-{language}")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_hr_office_issues_for_a_newcomer_of_its_own(page_of, town, width):
    """DO-8, DO-11, X-50: from the home page to the list, a check page, the letter; its code is shown once."""
    page = page_of("Sophie", viewport={"width": width, "height": 800})
    page.goto(town.portal + "/")
    page.get_by_role("link", name="Dossiers de mes directions").click()
    assert "Fatou TRAORÉ" in text(page) and "Yann" not in text(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"desk-list-{width}")
    if width == 360:
        page.locator("input[type=checkbox]").check()
        page.get_by_role("button", name="Lettres pour les personnes choisies").click()
        assert "Lettre pour 1 personne" in page.locator("h1").inner_text()
        picture(page, "desk-batch")
    else:
        page.get_by_role("link", name="Fatou TRAORÉ").click()
        picture(page, "desk-person")
        page.locator("a.button[href$='/credentials']").click()
    assert "Fatou TRAORÉ, 0416203" in text(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Émettre et montrer ici").click()
    code = page.locator("section.letter dd").last.inner_text()
    assert re.fullmatch(r"([0-9A-Z]{4} ){3}[0-9A-Z]{4}", code)
    picture(page, f"desk-letter-{width}")
    page.goto(town.portal + "/desk/hr/people/0416203")
    assert "Identifiants émis" in text(page) and "agent 0405230" in text(page)
    assert code not in page.content()


def test_somebody_of_another_department_is_as_if_nobody(page_of, town):
    """X-51: a person of the schools opens for the DPE's office like an address that does not exist."""
    page = page_of("Sophie")
    said = []
    for number in ["0412377", "0499999"]:
        assert page.goto(f"{town.portal}/desk/hr/people/{number}").status == 404
        said.append(page.locator("main").inner_text())
    assert said[0] == said[1]
