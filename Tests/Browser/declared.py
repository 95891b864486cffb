"""Somebody works here before the personnel feed says so: declared by hand, let in, and made one with the feed's person."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from _credentials import activate, fits, follow, letter, send, speak
from _visit import PASSWORD, picture, sign_in, text

TODAY = datetime.now(ZoneInfo("Europe/Paris")).date()
LAST = "0417001;LAMBERT"


@pytest.fixture(scope="module")
def sophie(chromium, tuesday):
    context = chromium.new_context(locale="fr-FR", ignore_https_errors=True)
    context.set_default_timeout(15_000)
    page = context.new_page()
    sign_in(page, tuesday, tuesday.people["Sophie"])
    yield page
    context.close()


@pytest.fixture
def phone(chromium):
    context = chromium.new_context(locale="fr-FR", viewport={"width": 360, "height": 740}, ignore_https_errors=True)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def declare(desk, town, link: str, button: str, names: tuple[str, str], number: str = "") -> str:
    """Fills the form in, from today for a month; the number that the person has from then on."""
    desk.goto(f"{town.portal}/desk/hr")
    follow(desk, link)
    born = {"day": "23", "month": "11", "year": "2001"}
    typed = {"first-names": names[0], "birth-name": names[1], "number": number, "unit": "Atelier du quai",
             "from": TODAY.strftime("%d/%m/%Y"), "until": (TODAY + timedelta(days=30)).strftime("%d/%m/%Y"),
             "phone": "06 39 98 45 77"}
    for field, value in {**born, **typed}.items():
        desk.locator(f"#{field}").fill(value)
    desk.locator("#department").select_option("dpe")
    picture(desk, f"declared-form-{names[0]}")
    send(desk, button)
    return desk.url.rsplit("/", 1)[1]


def feed_line(number: str, name: str) -> str:
    return f"{number};{name};2001-11-23;dpe;Atelier du quai;égoutière;0408112;contractuelle;{TODAY.isoformat()};;;;fr"


def test_in_french_the_feed_takes_over_by_itself(tuesday, sophie, phone):
    """DO-13, DO-18, DO-19: declared under the number, let in by a letter; another birth date is set aside, the right one merges."""
    town = tuesday
    speak(sophie, town, "fr")
    number = declare(sophie, town, "Déclarer une personne", "Déclarer cette personne", ("Lina", "Mercier"), "0418001")
    assert number == "0418001" and "ne connaît pas encore cette personne" in text(sophie)
    picture(sophie, "declared-person-fr")
    person = activate(phone, town, number, letter(sophie, town, number, "fr"), "fr", "declared-fr")
    assert phone.goto(town.apps["intranet"] + "/").status == 200
    other = feed_line(number, "MERCIER;;Lina").replace("2001-11-23", "2001-11-24")
    done = town.feed((LAST, f"{other}\n{LAST}"))
    assert "feed.declared-differs" in str(done["set_aside"])
    done = town.feed((other, feed_line(number, "MERCIER;;Lina")))
    assert done["set_aside"] == []
    sophie.goto(f"{town.portal}/desk/hr/people/{number}")
    assert "Déclaré à la main" not in text(sophie)
    assert phone.goto(town.apps["tournees"] + "/").status == 200
    person.identifier = "lina.mercier"
    phone.context.clear_cookies()
    sign_in(phone, town, person)
    assert "Lina" in text(phone) and fits(phone)


def test_in_english_an_officer_merges_two_numbers(tuesday, sophie, phone):
    """DO-13, DO-20: declared without a number; the feed brings another, the officer says that it is the same person."""
    town = tuesday
    speak(sophie, town, "en")
    number = declare(sophie, town, "Declare a person", "Declare this person", ("Rose", "Garnier"))
    assert re.fullmatch(r"P\d{7}", number)
    activate(phone, town, number, letter(sophie, town, number, "en"), "en", "declared-en")
    assert phone.goto(town.apps["intranet"] + "/").status == 200
    done = town.feed((LAST, f"{feed_line('0418002', 'GARNIER;;Rose')}\n{LAST}"))
    assert (done["added"], done["set_aside"]) == (1, [])
    sophie.goto(f"{town.portal}/desk/hr/people/{number}")
    follow(sophie, "Compare and merge")
    picture(sophie, "declared-merger-en")
    with sophie.expect_navigation():
        sophie.get_by_role("button", name=re.compile("It is the same person")).click()
    assert sophie.url.endswith("/0418002")
    picture(sophie, "declared-merged-en")
    phone.goto(town.apps["intranet"] + "/")
    assert phone.locator(PASSWORD).count() == 1 and "Rose" not in text(phone), text(phone)
