"""axe on every page, in both languages and themes; narrow screens; sizes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from _program import ask
from _visit import give_password, picture

LOOKS = [
    ("fr-FR", "light", 360),
    ("en-GB", "dark", 1280),
    ("fr-FR", "dark", 1280),
    ("en-GB", "light", 360),
]
PUBLIC = [
    "/sign-in", "/activation", "/help", "/legal", "/personal-data", "/cookies", "/accessibility", "/device", "/guide",
    "/guide/dasco", "/dossier", "/ready", "/ready/false-site", "/forgotten",
]
DESK = [
    "/desk/hr?filter=all", "/desk/hr/people/0408112", "/desk/hr/people/0408112/suspension",
    "/desk/hr/people/0416203/credentials", "/desk/contacts", "/desk/hr/resets", "/desk/hr/people/0408112/caller",
    "/desk/hr/people/0408112/reset", "/desk/hr/declaration", "/desk/hr/declaration?kind=external",
    "/desk/hr/cover", "/desk/hr/people/0416203/no-letter", "/", "/announcements", "/announcements/1",
    "/desk/hr/announcements", "/desk/hr/announcements/draft", "/desk/hr/announcements/1",
]
PROFILES = ["/desk/it", "/desk/it/people/0401020"]
SIGNED_IN = [
    "/", "/my-access", "/ready", "/password", "/sessions", "/sign-out", "/apps/tournees", "/caller", "/reset",
    "/contacts", "/desk/team/resets", "/announcements",
]


def problems(page) -> list[str]:
    """What axe finds serious or critical on a page."""
    found = Axe().run(page).response["violations"]
    return [
        f"{page.url} {violation['id']}: {node['html'][:160]}"
        for violation in found if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("locale,theme,width", LOOKS)
def test_axe_finds_nothing_serious(profile, signed_in_states, town, locale, theme, width):
    """X-30: no serious violation on any page, in both languages and themes, narrow and wide."""
    look = {"locale": locale, "color_scheme": theme, "viewport": {"width": width, "height": 900}}
    found = []
    page = profile(**look, bypass_csp=True).new_page()
    for path in PUBLIC:
        page.goto(town.portal + path)
        found += problems(page)
    give_password(goto(page, town.portal + "/sign-in"), town.people["Claire"])
    found += problems(page)
    page = profile(**look, bypass_csp=True, storage_state=signed_in_states("Awa")).new_page()
    for address in [town.portal + path for path in SIGNED_IN] + [
        town.apps["tournees"] + "/", town.apps["panne"] + "/", town.apps["conseil"] + "/", town.portal + "/absente",
    ]:
        page.goto(address)
        found += problems(page)
        picture(page, f"axe-{address.split('//')[1].split('.')[0]}-{address.rsplit('/', 1)[1]}-{locale[:2]}-{theme}-{width}")
    for name, paths in [("Sophie", DESK), ("Karim", PROFILES)]:
        page = profile(**look, bypass_csp=True, storage_state=signed_in_states(name)).new_page()
        for path in paths:
            page.goto(town.portal + path)
            found += problems(page)
    assert found == []


def goto(page, address):
    page.goto(address)
    return page


def test_a_screen_of_320_pixels_needs_no_sideways_scroll(profile, signed_in_states, town):
    """X-30: at 320 pixels nothing is cut, nor must be scrolled sideways."""
    page = profile(viewport={"width": 320, "height": 640}, storage_state=signed_in_states("Awa")).new_page()
    for address in [town.portal + path for path in PUBLIC[1:] + SIGNED_IN] + [town.apps["tournees"] + "/"]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_every_page_has_one_heading_a_skip_link_and_the_host_in_words(profile, signed_in_states, town):
    """X-1: skip link, city, host, language switch, one h1, at most one filled button, help and legal links."""
    page = profile(storage_state=signed_in_states("Awa")).new_page()
    for address in [town.portal + path for path in PUBLIC[1:] + SIGNED_IN] + [town.apps["tournees"] + "/"]:
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        assert page.locator("a[href='#main']").count() == 1, address
        assert "nomades.localhost" in page.locator("header").inner_text().replace("\u200b", ""), address
        assert page.locator("html").get_attribute("lang") == "fr"
        assert page.locator("footer a").count() >= 4, address
        filled = page.locator("main a.button, main button:not(.second):not(.quiet):not(.danger)")
        assert filled.count() <= 1, address


def test_pages_are_light(profile, signed_in_states, town):
    """X-40: sign-in at most 12 KiB, other pages 60, the style sheet 24, scripts 12."""
    page = profile(storage_state=signed_in_states("Awa")).new_page()
    sizes = {}
    page.on("response", lambda answer: sizes.__setitem__(answer.url, answer))
    page.goto(town.portal + "/")
    assert len(page.content().encode()) <= 60 * 1024
    styles = [answer for url, answer in sizes.items() if url.endswith(".css")]
    assert len(styles) == 1
    assert len(styles[0].body()) <= 24 * 1024
    stranger = profile().new_page()
    stranger.on("response", lambda answer: sizes.__setitem__(answer.url, answer))
    answer = stranger.goto(town.portal + "/sign-in", wait_until="networkidle")
    assert len(answer.body()) <= 12 * 1024
    scripts = [answer.body() for url, answer in sizes.items() if url.endswith(".js")]
    assert len(scripts) == 1 and sum(map(len, scripts)) <= 12 * 1024


def test_colour_is_never_alone(profile, signed_in_states, town):
    """X-31: with forced colours every state still has its word."""
    page = profile(storage_state=signed_in_states("Awa"), forced_colors="active").new_page()
    page.goto(town.apps["tournees"] + "/")
    assert "arrêté ici" in page.locator("main").inner_text()
    picture(page, "refusal-forced-colors")


def test_the_declaration_says_not_conforming_until_audited(page, town):
    """X-33: a fresh installation says so."""
    page.goto(town.portal + "/accessibility")
    assert "non conforme" in page.locator("main").inner_text().lower()


def test_it_can_be_added_to_the_home_screen(page, town):
    """X-42: a manifest with an icon, and no service worker."""
    page.goto(town.portal + "/sign-in")
    address = page.locator("link[rel=manifest]").get_attribute("href")
    manifest = ask(page.context, town, town.portal + address).json()
    assert manifest["icons"] and manifest["name"]
    assert page.evaluate("navigator.serviceWorker.controller") is None
