"""A newcomer of a department whose HR office issues: from the feed to the first app from outside."""

import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from _credentials import activate, fits, follow, letter, send, speak
from _slapd import Slapd
from _town import Town
from _visit import picture, sign_in, text

FEED = {
    "fr": ("0418101", "PETIT;;Manon", "manon.petit@courriel.example;06 39 98 45 31;fr"),
    "en": ("0418102", "WALKER;;Emma", "emma.walker@courriel.example;06 39 98 45 32;en"),
}
WORDS = {
    "fr": ["profil à créer", "Créer le profil…", "Créer ce profil", "dit la même chose",
           "Tout est prêt", "Votre dossier, Manon"],
    "en": ["profile to create", "Create the profile…", "Create this profile", "says the same",
           "All is ready", "Your file, Emma"],
}
LAST = "0417001;LAMBERT"


@pytest.fixture(scope="module")
def directory():
    slapd = Slapd()
    yield slapd
    slapd.stop()


@pytest.fixture(scope="module")
def tuesday(directory):
    """A Tuesday at ten, in a town that keeps a directory; its feed brings two newcomers, and Karim the profiles of the DPE."""
    town = Town("--at", "2026-11-24T10:00")
    town.rules(directory.section)
    today = datetime.now(ZoneInfo("Europe/Paris")).date().isoformat()
    news = [f"{number};{name};2000-05-04;dpe;Atelier du quai;égoutière;0408112;contractuelle;{today};;{reach}"
            for number, name, reach in FEED.values()]
    news.append("0409876;N'DIAYE-MÜLLER;;Karim;1990-07-19;dpe;Atelier du quai;it;;titulaire;2018-05-14;;"
                "karim.ndiaye-muller@nomades.example;+33 (0)6 39 98 45 05;en")
    done = town.feed((LAST, "\n".join([*news, LAST])))
    assert (done["added"], done["changed"], done["set_aside"]) == (2, 1, [])
    yield town
    town.stop()


@pytest.fixture(scope="module")
def desks(chromium, tuesday):
    """Karim, IT contact of the DPE, and Sophie of its HR office, each in a browser of their own."""
    contexts = {name: chromium.new_context(locale="fr-FR", ignore_https_errors=True) for name in ["Karim", "Sophie"]}
    pages = {}
    for name, context in contexts.items():
        context.set_default_timeout(15_000)
        pages[name] = context.new_page()
        sign_in(pages[name], tuesday, tuesday.people[name])
    yield pages
    for context in contexts.values():
        context.close()


def dossier(page, town, number: str) -> str:
    """What the newcomer reads at /dossier, by the reference of the hiring letter."""
    reference = town.nomade("people", "dossier", number, "--reference", "--json")["reference"]
    page.goto(f"{town.portal}/dossier")
    page.locator("#reference").fill(reference)
    page.locator("#day").fill("04/05/2000")
    with page.expect_navigation():
        page.locator("main form button").click()
    return text(page)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_from_the_feed_to_the_first_app_from_outside(chromium, tuesday, directory, desks, language):
    """X-18, DI-10, LE-1, RD-8: feed, profile in the directory, letter, activation at 360 pixels, ready, and the round opens."""
    town, (karim, sophie), number = tuesday, (desks["Karim"], desks["Sophie"]), FEED[language][0]
    waits, create, write, same, ready, file = WORDS[language]
    context = chromium.new_context(
        locale=f"{language}-{'FR' if language == 'fr' else 'GB'}", viewport={"width": 360, "height": 740}, ignore_https_errors=True
    )
    context.set_default_timeout(15_000)
    own = context.new_page()
    speak(own, town, language)
    said = dossier(own, town, number)
    assert file in said and "01 99 00 46 10" in said, said
    picture(own, f"newcomer-dossier-{language}")

    speak(karim, town, language)
    karim.goto(f"{town.portal}/desk/it")
    follow(karim, FEED[language][1].split(";")[2])
    assert waits in text(karim) and directory.entry(number) == ""
    follow(karim, create)
    picture(karim, f"newcomer-profile-{language}")
    send(karim, write)
    assert same in text(karim)
    assert f"employeeNumber: {number}" in directory.entry(number)
    assert "01 99 00 45 10" in dossier(own, town, number)

    speak(sophie, town, language)
    code = letter(sophie, town, number, language)
    activate(own, town, number, code, language, f"newcomer-{language}")

    own.goto(f"{town.portal}/ready")
    own.locator("#check-socket div[data-result=unseen]").wait_for(state="hidden")
    own.locator("#check-clock div[data-result=unseen]").wait_for(state="hidden")
    assert ready in text(own), text(own)
    assert fits(own)
    picture(own, f"newcomer-ready-{language}")
    assert own.goto(town.apps["tournees"] + "/").status == 200
    assert number in own.content()
    picture(own, f"newcomer-app-{language}")
    context.close()
