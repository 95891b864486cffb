"""Every layer that says no explains itself: reason, remedy and contact, in both languages."""

import pytest

from _clientless import Client
from _town import Town
from _visit import give_password, picture, text

LANGUAGES = {"fr-FR": 0, "en-GB": 1}

# Who, from where, to which app, and what the page says in French and in English.
NOES = [
    ("factor", "İpek", "intranet", ("second moyen de preuve", "second proof"), "01 99 00 45 40"),
    ("channel", "Sophie", "rh", ("ne s'ouvre pas depuis l'extérieur", "does not open from outside"), "01 99 00 46"),
    ("department", "Awa", "tournees", ("est réservée à", "is for"), "01 99 00 45"),
    ("upstream", "Claire", "panne", ("ne répond pas", "does not answer"), "01 99 00 46 50"),
]


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("layer, who, app, words, contact", NOES, ids=[row[0] for row in NOES])
def test_X2_a_no_says_why_what_to_do_and_whom_to_ask(page_of, town, layer, who, app, words, contact, locale):
    page = page_of(who, locale=locale)
    page.goto(f"{town.portal}/help?lang={locale[:2]}")
    answer = page.goto(town.apps[app] + "/")
    seen = text(page)
    assert answer.status in (403, 502)
    assert page.locator("html").get_attribute("lang") == locale[:2]
    assert words[LANGUAGES[locale]] in seen
    assert contact in seen
    assert page.locator("h1").count() == 1
    picture(page, f"refusal-{layer}-{locale[:2]}")


@pytest.mark.parametrize("lang, words", [("fr", "est réservée à"), ("en", "is for")])
@pytest.mark.parametrize("theme, paper", [("light", "rgb(251, 250, 247)"), ("dark", "rgb(20, 24, 27)")])
def test_X1_language_and_theme_chosen_on_the_portal_hold_on_every_app(page_of, town, lang, words, theme, paper):
    page = page_of("Awa")
    page.goto(town.apps["tournees"] + "/")
    page.goto(town.portal + "/help")
    page.goto(f"{town.portal}/help?lang={lang}")
    page.locator(f'footer a[href$="theme={theme}"]').click()
    page.goto(town.apps["tournees"] + "/")
    assert page.locator("html").get_attribute("lang") == lang and words in text(page)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper
    page.goto(town.portal + "/help")
    page.locator('footer a[href$="theme=auto"]').click()
    page.goto(town.apps["tournees"] + "/")
    assert page.locator("html").get_attribute("data-theme") is None


def test_X2_a_function_that_does_not_fit_is_told_at_the_office(profile, town):
    page = profile().new_page()
    moussa = town.people["Moussa"]
    page.goto(town.office_url("rh") + "/")
    give_password(page, moussa)
    assert "ressources humaines" in text(page)
    assert "0199004510" in text(page).replace(" ", "")


@pytest.mark.parametrize(
    "who, words", [("Éloïse", ("suspendu", "suspended")), ("Jean-Pierre", ("contrat a pris fin", "contract"))]
)
@pytest.mark.parametrize("locale", LANGUAGES)
def test_S21_state_is_told_after_the_password_and_opens_no_session(profile, town, who, words, locale):
    context = profile(locale=locale)
    page = context.new_page()
    page.goto(town.portal + "/sign-in")
    give_password(page, town.people[who])
    assert words[LANGUAGES[locale]] in text(page)
    assert "01 99 00 45 10" in text(page)
    assert "__Host-nomade" not in {cookie["name"] for cookie in context.cookies()}


@pytest.mark.parametrize("locale", LANGUAGES)
def test_S21_the_newcomer_and_a_stranger_get_one_and_the_same_answer(profile, town, locale):
    answers = []
    for identifier in (town.people["Yann"].identifier, "personne.inconnue", town.people["Éloïse"].identifier):
        page = profile(locale=locale).new_page()
        page.goto(town.portal + "/sign-in")
        page.locator('input[autocomplete^="username"]').fill(identifier)
        page.locator('input[autocomplete="current-password"]').fill("ce-n-est-pas-le-bon")
        with page.expect_navigation():
            page.locator('input[autocomplete="current-password"]').press("Enter")
        answers.append((page.title(), page.locator("[role=alert]").inner_text()))
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0].replace("\xa0", " ").startswith("Erreur : " if locale == "fr-FR" else "Error: ")


def test_X2_an_app_of_hours_says_when_it_opens_again():
    town = Town("--at", "2026-11-24T03:00")
    try:
        visit = Client(town)
        visit.sign_in(town.people["Moussa"], town.apps["tournees"] + "/")
        assert visit.status == 403
        assert "5 h" in visit.words and "01 99 00 46 10" in visit.words
    finally:
        town.stop()
