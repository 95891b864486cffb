"""The day on which somebody moves to another department, and the midnight after somebody's last one."""

import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from _town import Town
from _visit import CODE, give_password, picture, sign_in, text

PARIS = ZoneInfo("Europe/Paris")


def own_page(chromium, **options):
    context = chromium.new_context(locale="fr-FR", ignore_https_errors=True, **options)
    context.set_default_timeout(15_000)
    return context.new_page()


def test_a_transfer_moves_the_rights_the_same_day(chromium, tuesday):
    """PE-21, PE-22, S-16: the number stays, the round is closed and its department's office knows him no more."""
    town = tuesday
    moussa, sophie = own_page(chromium, viewport={"width": 360, "height": 740}), own_page(chromium)
    sign_in(moussa, town, town.people["Moussa"], town.apps["tournees"] + "/")
    assert moussa.goto(town.apps["tournees"] + "/").status == 200
    sign_in(sophie, town, town.people["Sophie"])
    person = f"{town.portal}/desk/hr/people/0408112"
    assert sophie.goto(person).status == 200

    today = datetime.now(PARIS).date().isoformat()
    old = "dpe;Atelier du quai;chef d'équipe;;titulaire;2004-03-01;"
    done = town.feed((f"1975-01-30;{old}", f"1975-01-30;dasco;École des Lilas;gardien;;titulaire;{today};"))
    assert (done["changed"], done["ended"], done["set_aside"]) == (1, 0, [])
    time.sleep(1)
    refused = {"fr": ("Affaires scolaires", "réservée à d'autres directions"),
               "en": ("Affaires scolaires", "is for other departments")}
    for language, (department, words) in refused.items():
        moussa.goto(f"{town.portal}/help?lang={language}")
        assert moussa.goto(town.apps["tournees"] + "/").status == 403
        assert words in text(moussa) and department in text(moussa)
        assert moussa.evaluate("document.documentElement.scrollWidth <= innerWidth")
        picture(moussa, f"transfer-{language}")
    assert moussa.goto(town.apps["intranet"] + "/").status == 200
    assert sophie.goto(person).status == 404
    explained = town.nomade("people", "dossier", "0408112", "--json")
    assert explained["state"] == "active"


@pytest.fixture(scope="module")
def eve():
    """A town whose clock stands eighty seconds before the midnight that was: a start and a sign-in take some of it."""
    now = datetime.now(PARIS)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    town = Town(behind=int((now - midnight).total_seconds()) + 80)
    town.midnight = midnight.timestamp() + town.behind
    town.last_day = (midnight - timedelta(days=1)).date().isoformat()
    yield town
    town.stop()


def test_a_contract_ends_at_midnight_with_what_is_open(chromium, eve):
    """D-91, S-16: on the last day all works; at midnight the socket closes by itself, and the page says what holds now."""
    town, ines = eve, eve.people["Inès"]
    row = "0412345;contractuelle;2022-09-01;"
    town.feed((row + ";ines", row + town.last_day + ";ines"))
    page = own_page(chromium, viewport={"width": 360, "height": 740})
    page.goto(town.apps["echo"] + "/")
    give_password(page, ines)
    page.locator(CODE).fill(town.message("+33639984511"))
    with page.expect_navigation():
        page.locator(CODE).press("Enter")
    picture(page, "midnight-before")
    page.wait_for_function("document.getElementById('socket').textContent.includes('bonjour')")
    page.evaluate("() => { socket.onclose = () => { window.closedAt = Date.now() / 1000; }; }")
    assert page.evaluate("window.closedAt === undefined")
    page.wait_for_function("window.closedAt !== undefined", timeout=(town.midnight - time.time() + 10) * 1000)
    late = page.evaluate("window.closedAt") - town.midnight
    assert -1 < late < 4, late
    for language, words in [("fr", "Votre contrat a pris fin"), ("en", "Your contract has ended")]:
        page.goto(f"{town.portal}/help?lang={language}")
        page.goto(town.apps["echo"] + "/")
        give_password(page, ines)
        assert words in text(page), text(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        picture(page, f"midnight-{language}")
