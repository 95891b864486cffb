"""Words from the employer: an officer writes, an agent reads at 360 pixels in both languages, and they leave the home."""

from datetime import date, timedelta

import pytest

from _credentials import fits, send, speak
from _town import Town
from _visit import picture, sign_in, text

WORDS = {
    "fr": ["Écrire une annonce", "Relire avant de publier", "Publier l'annonce", "Annonces (", "Lire", "J'ai lu",
           "Toutes les annonces", "Déjà lues", "En cours jusqu'au"],
    "en": ["Write an announcement", "Read it again before publishing", "Publish the announcement", "Announcements (",
           "Read", "I have read it", "All announcements", "Already read", "In force until"],
}
TITLES = {"fr": "Le quai Est ferme jeudi", "en": "The east quay is closed on Thursday"}


@pytest.fixture(scope="module")
def own_town():
    town = Town()
    yield town
    town.stop()


@pytest.fixture(scope="module")
def pages(chromium, own_town):
    """Sophie at her desk and Moussa with his phone, both without scripts."""
    made = {}
    for name, width in [("Sophie", 1280), ("Moussa", 360)]:
        context = chromium.new_context(
            locale="fr-FR", viewport={"width": width, "height": 800}, java_script_enabled=False, ignore_https_errors=True
        )
        context.set_default_timeout(15_000)
        made[name] = context.new_page()
        sign_in(made[name], own_town, own_town.people[name])
    yield made
    for page in made.values():
        page.context.close()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_from_the_desk_to_the_home_and_off_it(pages, own_town, language):
    """HM-23, HM-24, HM-27: written, read again, published; read on the phone, said so once, gone from the home."""
    town, sophie, moussa = own_town, pages["Sophie"], pages["Moussa"]
    new, check, publish, card, read, done, every, already, standing = WORDS[language]
    title = TITLES[language]
    for page in [sophie, moussa]:
        speak(page, town, language)
    sophie.goto(town.portal + "/")
    with sophie.expect_navigation():
        sophie.locator("a[href='/desk/hr/announcements']").click()
    picture(sophie, f"announcements-desk-{language}")
    with sophie.expect_navigation():
        sophie.get_by_role("link", name=new).click()
    sophie.locator("#title").fill(title)
    sophie.locator("#words").fill("Porte B.\n\nMerci.")
    send(sophie, check)
    assert sophie.locator("#last-mistake").count() == 1 and sophie.locator("#words").input_value() == "Porte B.\n\nMerci."
    picture(sophie, f"announcements-mistake-{language}")
    sophie.locator("#language").select_option(language)
    sophie.locator("#last").fill((date.today() + timedelta(days=7)).strftime("%d/%m/%Y"))
    send(sophie, check)
    assert title in text(sophie) and "4 p" in text(sophie)
    picture(sophie, f"announcements-check-{language}")
    send(sophie, publish)
    assert standing in text(sophie)
    picture(sophie, f"announcements-receipt-{language}")

    moussa.goto(town.portal + "/")
    assert card in text(moussa) and title in text(moussa) and fits(moussa)
    picture(moussa, f"announcements-home-{language}")
    with moussa.expect_navigation():
        moussa.get_by_role("link", name=f"{read} : {title}").click()
    assert moussa.locator("h1").get_attribute("lang") == language
    assert moussa.locator(".said p").all_inner_texts() == ["Porte B.", "Merci."] and fits(moussa)
    picture(moussa, f"announcements-read-{language}")
    send(moussa, done)
    assert moussa.url == town.portal + "/" and title not in text(moussa)
    with moussa.expect_navigation():
        moussa.get_by_role("link", name=every).click()
    assert already in text(moussa) and title in text(moussa) and fits(moussa)
    picture(moussa, f"announcements-all-{language}")


def test_the_operator_writes_to_all_and_withdraws(pages, own_town, tmp_path):
    """HM-29: by nomade announce, seen on the home at once, dry run included; withdrawn, it is gone."""
    words = tmp_path / "words.txt"
    words.write_text("Porte A.\n\nMerci.", encoding="utf-8")
    last = (date.today() + timedelta(days=7)).isoformat()
    announce = ["announce", "publish", "Mairie en travaux", str(words), "--until", last, "--json"]
    dry = own_town.nomade(*announce, "--dry-run")
    assert dry["id"] is None and dry["people"] > 4
    moussa = pages["Moussa"]
    moussa.goto(own_town.portal + "/")
    assert "Mairie en travaux" not in text(moussa)
    said = own_town.nomade(*announce)
    assert said["people"] == dry["people"]
    moussa.goto(own_town.portal + "/")
    assert "Mairie en travaux" in text(moussa)
    assert own_town.nomade("announce", "withdraw", str(said["id"]), "--json") == {"id": said["id"]}
    moussa.goto(own_town.portal + "/")
    assert "Mairie en travaux" not in text(moussa)
