"""The home: one column on a phone, cards beside the apps where there is room, by keyboard, on paper, in one answer."""

import pytest

from _visit import picture, text


@pytest.mark.parametrize("locale,theme", [("fr-FR", "light"), ("en-GB", "dark")])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_cards_stand_before_the_apps_or_beside_them(page_of, town, locale, theme, width):
    """HM-9, HM-3: what waits comes first at every width, and nothing is scrolled sideways."""
    page = page_of("Moussa", locale=locale, color_scheme=theme, viewport={"width": width, "height": 800})
    page.goto(town.portal + "/")
    cards, apps = (page.locator(".home > div").nth(index).bounding_box() for index in range(2))
    if width < 1024:
        assert cards["y"] + cards["height"] <= apps["y"] and cards["x"] == apps["x"]
    else:
        assert cards["x"] + cards["width"] <= apps["x"] and cards["y"] == apps["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.locator("main a").evaluate_all("links => links.filter(link => link.offsetHeight < 32).length")
    assert small == 0
    picture(page, f"home-{locale[:2]}-{theme}-{width}")


def test_it_arrives_whole_and_nothing_moves(page_of, town):
    """HM-5: one document, one style sheet, no further question, no layout shift."""
    page = page_of("Moussa")
    page.add_init_script(
        "window.shifts = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => shifts += entry.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    asked = []
    page.on("request", lambda request: asked.append((request.resource_type, request.url)))
    page.goto(town.portal + "/", wait_until="networkidle")
    assert page.evaluate("window.shifts") == 0
    kinds = [kind for kind, _ in asked if kind != "other"]
    assert kinds.count("document") == 1 and set(kinds) <= {"document", "stylesheet"}, asked


def test_whoever_has_nothing_to_do_reads_what_will_come(page_of, town):
    """HM-3, HM-6: Claire has nothing to do and nothing to read; the page has no filled button."""
    page = page_of("Claire", viewport={"width": 360, "height": 800})
    page.goto(town.portal + "/")
    assert "Rien ne vous attend." in text(page) and "Aucune annonce à lire." in text(page)
    assert page.locator("main a.button, main button").count() == 0
    picture(page, "home-empty")


def test_on_paper(page_of, town):
    """HM-10: what waits, words and apps with their reasons, without buttons."""
    page = page_of("Sophie")
    page.goto(town.portal + "/?view=print")
    assert "À faire" in text(page) and "Mes applications" in text(page)
    assert page.locator("nav, button:visible, .button:visible, .card a:visible").count() == 0
    picture(page, "home-print")
