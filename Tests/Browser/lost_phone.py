"""A phone is lost with every code on it: the caller is checked both ways, two people act, a new letter opens the access anew."""

import re

import pytest

from _credentials import activate, fits, letter, send, speak
from _town import Town
from _visit import picture, sign_in, text

MOUSSA = "0408112"
REPORT = "dpe;Atelier du quai;chef d'équipe;;titulaire;2004-03-01"
KARIM = "0409876;N'DIAYE-MÜLLER;;Karim"


@pytest.fixture(scope="module")
def own_town():
    """A town in which Claire is Moussa's supervisor, and Karim an IT contact of the DPE."""
    town = Town("--at", "2026-11-24T10:00")
    karim = (f"{KARIM};1990-07-19;dpe;Atelier du quai;it;;titulaire;2018-05-14;;"
             "karim.ndiaye-muller@nomades.example;+33 (0)6 39 98 45 05;en")
    town.feed((REPORT, REPORT.replace(";;", ";0412301;")), (KARIM, f"{karim}\n{KARIM}"))
    yield town
    town.stop()


@pytest.fixture
def visit(chromium, own_town):
    """Opens a browser of its own in which somebody is signed in."""
    contexts = []

    def enter(name: str, language: str, **options):
        contexts.append(chromium.new_context(locale="fr-FR", ignore_https_errors=True, **options))
        contexts[-1].set_default_timeout(15_000)
        page = contexts[-1].new_page()
        if name:
            sign_in(page, own_town, own_town.people[name])
            speak(page, own_town, language)
        return page

    yield enter
    for context in contexts:
        context.close()


def large(page) -> list[str]:
    """The digits that stand large on a page, in its order."""
    return [re.sub(r"\D", "", words) for words in page.locator("p.big").all_inner_texts()]


def ask(desk, town, reason: str, refused: str | None, button: str):
    """The officer's request for a reset, said to be by telephone."""
    desk.goto(f"{town.portal}/desk/hr/people/{MOUSSA}/reset")
    desk.locator("#reason").fill(reason)
    desk.locator("#identified-call").check()
    send(desk, button)
    if refused:
        assert refused in text(desk)


def test_in_french_by_the_open_page_and_the_supervisor(visit, own_town):
    """RS-2, RS-12, RS-15, RS-19: each reads the other's digits; the supervisor confirms; the old sessions end with the new proof."""
    town = own_town
    phone = {"viewport": {"width": 360, "height": 740}}
    moussa, sophie, claire = visit("Moussa", "fr", **phone), visit("Sophie", "fr"), visit("Claire", "fr", **phone)
    ask(sophie, town, "Téléphone tombé dans le canal", "Vérifiez d'abord l'appelant", "Demander la confirmation")
    sophie.goto(f"{town.portal}/desk/hr/people/{MOUSSA}/caller")
    send(sophie, "Vérifier l'appelant")
    moussa.goto(town.portal + "/")
    with moussa.expect_navigation():
        moussa.get_by_role("link", name=re.compile("est au bout du fil")).click()
    theirs, yours = large(moussa)
    assert large(sophie) == [theirs] and "Sophie Roy" in text(moussa) and fits(moussa)
    picture(moussa, "lost-phone-caller-fr")
    picture(sophie, "lost-phone-desk-fr")
    sophie.locator("#digits").fill(yours)
    send(sophie, "Comparer")
    assert "L'appelant est bien la personne" in text(sophie)
    ask(sophie, town, "Téléphone tombé dans le canal", None, "Demander la confirmation")
    assert "Attend une seconde personne" in text(sophie)
    moussa.goto(town.portal + "/reset")
    assert "Téléphone tombé dans le canal" in text(moussa) and fits(moussa)
    picture(moussa, "lost-phone-told-fr")

    claire.goto(town.portal + "/")
    with claire.expect_navigation():
        claire.get_by_role("link", name=re.compile("Accès à confirmer comme seconde personne")).click()
    with claire.expect_navigation():
        claire.get_by_role("link", name=re.compile("Voir la demande")).click()
    assert "vérifiée par téléphone" in text(claire) and fits(claire)
    picture(claire, "lost-phone-second-fr")
    send(claire, "Confirmer")
    assert "Confirmée." in text(claire)
    assert "seconde personne a confirm" in town.message("+33639984503")

    code = letter(sophie, town, MOUSSA, "fr")
    new = visit("", "fr", **phone)
    activate(new, town, MOUSSA, code, "fr", "lost-phone-fr", "gouttiere neuve au bord du canal")
    assert new.goto(town.apps["tournees"] + "/").status == 200
    moussa.goto(town.portal + "/sessions")
    assert "/sign-in" in moussa.url


def test_in_english_by_sms_and_the_it_contact(visit, own_town):
    """RS-2, RS-12, RS-19: no page is open, so his digits go to the mobile on file; Karim confirms at the IT desk."""
    town = own_town
    sophie, karim = visit("Sophie", "en"), visit("Karim", "en")
    sophie.goto(f"{town.portal}/desk/hr/people/{MOUSSA}/caller")
    with sophie.expect_navigation():
        sophie.get_by_role("button", name=re.compile("Check, and send an SMS")).click()
    words = town.message("+33639984503")
    read, answer = re.findall(r"\b\d{4}\b", words)
    assert large(sophie) == [read], words
    sophie.locator("#digits").fill("0000" if answer != "0000" else "1111")
    send(sophie, "Compare")
    assert "These are not the person's digits" in text(sophie)
    sophie.locator("#digits").fill(answer)
    send(sophie, "Compare")
    assert "The caller is the person" in text(sophie)
    ask(sophie, town, "Phone stolen", None, "Ask for the confirmation")
    assert "Waits for a second person" in text(sophie)
    karim.goto(f"{town.portal}/desk/it/resets")
    with karim.expect_navigation():
        karim.get_by_role("link", name="Look at the request").first.click()
    picture(karim, "lost-phone-second-en")
    send(karim, "Confirm")
    assert "Confirmed. A new letter can be issued" in text(karim)
    code = letter(sophie, town, MOUSSA, "en")
    new = visit("", "en", viewport={"width": 360, "height": 740})
    activate(new, town, MOUSSA, code, "en", "lost-phone-en", "another gutter along the canal")
    assert new.goto(town.apps["tournees"] + "/").status == 200
