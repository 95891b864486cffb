"""Whoever may not pass is told what happened, why, what to do now and whom to ask."""

import re

import pytest

from _program import ask
from _visit import picture, sign_in, text

REFUSALS = [
    ("Awa", "tournees", "réservée à d'autres directions", "layer.department"),
    ("Sophie", "rh", "ne s'ouvre pas", "layer.place"),
]


@pytest.mark.parametrize("name,app,words,layer", REFUSALS)
def test_a_refusal_says_where_it_stopped(page_of, town, name, app, words, layer):
    """X-2: what happened, why, what now, whom, then the chain with a mark each, and the reference."""
    page = page_of(name)
    answer = page.goto(town.apps[app] + "/")
    assert answer.status == 403
    said = text(page)
    assert words in said
    chain = page.locator("main ol li, main ul.chain li, main .chain li")
    assert chain.count() >= 7
    assert "arrêté ici" in said
    assert re.search(r"Référence [2-9A-Z]{3}.[2-9A-Z]{3}", said)
    assert "01 99 00 4" in said
    assert page.locator("h1").count() == 1
    picture(page, f"refusal-{app}")


def test_a_refusal_renders_with_nothing_else_loaded(page_of, town):
    """X-40: a refusal loads no other file, and its style is at most 4 KiB."""
    page = page_of("Awa")
    asked = []
    page.on("request", lambda request: request.url.startswith(town.apps["tournees"]) and asked.append(request.resource_type))
    page.goto(town.apps["tournees"] + "/")
    style = page.evaluate("[...document.querySelectorAll('style')].map(s => s.textContent.length).reduce((a, b) => a + b, 0)")
    assert 0 < style <= 4_096
    assert set(asked) == {"document"}
    assert page.locator("link[rel=stylesheet], script[src], img[src]").count() == 0


def test_the_print_view_is_a_page_of_its_own(page_of, town):
    """X-41: the printed refusal has no navigation and shows the reference."""
    page = page_of("Awa")
    page.goto(town.apps["tournees"] + "/?view=print")
    said = text(page)
    assert "Référence" in said
    assert page.locator("nav, form, button").count() == 0
    picture(page, "refusal-print")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_X41_a_portal_page_prints_black_on_white_without_navigation(page_of, town, theme):
    page = page_of("Awa", color_scheme=theme)
    page.goto(town.portal + "/apps/tournees?theme=" + theme)
    page.emulate_media(media="print", color_scheme=theme)
    for part in ("nav", ".languages", "form", "button", "a.button", ".skip"):
        assert all(not place.is_visible() for place in page.locator(part).all()), part
    colours = page.evaluate(
        "[...document.querySelectorAll('main, main *')].filter(place => place.checkVisibility())"
        ".map(place => getComputedStyle(place).color)"
    )
    assert max(max(map(int, re.findall(r"\d+", colour)[:3])) for colour in colours) <= 0xA3
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in ("rgb(255, 255, 255)", "rgb(251, 250, 247)")
    assert page.locator(".reference strong").is_visible()
    pages = page.pdf(prefer_css_page_size=True)
    assert pages.startswith(b"%PDF") and len(re.findall(rb"/Type\s*/Page\b", pages)) in (1, 2)


def test_the_same_address_tells_a_program_in_its_own_form(page_of, town):
    """X-2: a program gets problem+json with code, reference and remedies instead of a page."""
    page = page_of("Awa")
    page.goto(town.apps["tournees"] + "/")
    answer = ask(page.context, town, town.apps["tournees"] + "/liste", headers={"Accept": "application/json"})
    told = answer.json()
    assert answer.status == 403
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert told["code"] == "policy.outside-department"
    assert told["reference"]
    assert isinstance(told["remedies"], list)


def test_the_apps_own_bare_no_is_explained(page_of, town):
    """X-2: an app's own bare 403 says that the door let the person in and that the app itself refuses, and names its owner."""
    page = page_of("Awa")
    answer = page.goto(town.apps["intranet"] + "/page/direction")
    assert answer.status == 403
    said = text(page)
    assert "La porte de la ville vous a laissé passer" in said
    assert "L'application elle-même refuse" in said
    reference = re.search(r"Référence ([2-9A-Z]{3}).([2-9A-Z]{3})", said)
    assert "01 99 00" in said
    picture(page, "own-refusal")
    kept = town.nomade("policy", "explain", "--reference", "-".join(reference.groups()), "--json")
    assert kept == {"app": "intranet", "status": 403}
    program = ask(page.context, town, town.apps["intranet"] + "/page/direction", headers={"Accept": "application/json"})
    assert program.status == 403
    assert program.text() == "<h1>403 Forbidden</h1>"


def test_a_missing_second_proof_names_who_gives_one(page_of, town):
    """X-2: İpek, whose department gives none, is told by whom a second proof is given."""
    page = page_of("İpek")
    page.goto(town.apps["intranet"] + "/")
    assert "Bureau du personnel de la Caisse des écoles vous remet un lien pour ajouter un second moyen de preuve" in text(page)
    picture(page, "refusal-factor")


def test_the_office_opens_what_outside_does_not(profile, town):
    """X-2: the remedy of a channel refusal works: at the office the same app opens."""
    page = profile().new_page()
    sign_in(page, town, town.people["Sophie"], to=town.office + "/")
    page.goto(town.office_url("rh") + "/")
    assert "Dossiers du personnel" in text(page)


def test_an_unlisted_app_and_an_unknown_address_look_alike(page_of, town):
    """S-3: who has no right to an unlisted app cannot tell it from an address that nobody has."""
    page = page_of("Awa")
    answers = []
    for url in (town.apps["conseil"], town.apps["conseil"].replace("conseil", "nulle-part")):
        answer = page.goto(url + "/")
        answers.append((answer.status, page.title(), page.locator("h1").inner_text()))
    assert answers[0] == answers[1]
    assert "n'ouvre rien" in text(page)


def test_an_app_that_is_down_is_said_to_be_down(page_of, town):
    """X-6: the page says that the fault is the app's, which app, and whom to tell."""
    page = page_of("Claire")
    answer = page.goto(town.apps["panne"] + "/")
    assert answer.status in (502, 503)
    assert "ne répond pas" in text(page)
    assert "Assistance de la DSIN" in text(page)
    picture(page, "upstream-down")


def test_an_internal_name_leads_on(profile, town):
    """X-23: the intranet's internal name, pointed to the gate, says so and leads through sign-in to that app."""
    page = profile().new_page()
    port = town.portal.rsplit(":", 1)[1]
    page.goto(f"https://intranet.ville.local:{port}/")
    assert "hors du réseau de la ville" in text(page)
    picture(page, "off-network")
    with page.expect_navigation():
        page.locator("main a.button").first.click()
    assert page.url.startswith(town.portal)
