"""Cookies blocked, doubled, or crowded out by an app: at most three redirects, then the page that explains."""

import json
import os
import tempfile

from _visit import PASSWORD, USERNAME, picture, redirects, sign_in, text
from conftest import ARGUMENTS


def test_all_cookies_blocked(playwright, home, town):
    """X-22: the sign-in itself says that the browser keeps no cookie, with no redirect at all."""
    folder = tempfile.mkdtemp(prefix="nomade-blocked-")
    os.makedirs(os.path.join(folder, "Default"))
    preferences = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    with open(os.path.join(folder, "Default", "Preferences"), "w") as file:
        json.dump(preferences, file)
    context = playwright.chromium.launch_persistent_context(
        folder, executable_path="/usr/bin/chromium", args=ARGUMENTS, locale="fr-FR",
        env={**os.environ, "HOME": home, "XDG_DATA_HOME": ""},
    )
    page = context.new_page()
    answer = page.goto(town.portal + "/")
    assert redirects(answer) <= 3
    claire = town.people["Claire"]
    page.locator(USERNAME).fill(claire.identifier)
    page.locator(PASSWORD).fill(claire.password)
    with page.expect_navigation() as navigation:
        page.locator(PASSWORD).press("Enter")
    assert redirects(navigation.value) == 0
    assert "n'a pas gardé notre cookie" in text(page)
    assert "nomades.localhost" in text(page)
    picture(page, "cookies-blocked")
    with page.expect_navigation():
        page.locator("main form button").click()
    assert "n'a pas gardé notre cookie" in text(page)
    context.close()


def test_cookies_allowed_again(page, town):
    """X-22: the page's button posts to a fresh probe; once it comes back the page says so and goes on."""
    page.goto(town.portal + "/sign-in")
    page.context.clear_cookies()
    page.locator(USERNAME).fill("0412345")
    page.locator(PASSWORD).fill("ce-n-est-pas-le-bon")
    with page.expect_navigation():
        page.locator(PASSWORD).press("Enter")
    assert "n'a pas gardé notre cookie" in text(page)
    with page.expect_navigation():
        page.locator("main form button").click()
    assert "C'est réglé" in text(page)
    with page.expect_navigation():
        page.locator("main a.button").click()
    assert page.url == town.portal + "/sign-in" and page.locator(PASSWORD).count() == 1


def test_a_cookie_doubled_by_an_apps_script(profile, town):
    """S-12: an app's script sets a twin of our cookie; neither is believed, and the page says so."""
    page = profile().new_page()
    sign_in(page, town, town.people["Claire"], to=town.apps["echo"] + "/")
    page.evaluate("document.cookie = '__Host-nomade-app=faux; Secure; Path=/; Partitioned'")
    answer = page.goto(town.apps["echo"] + "/headers")
    assert redirects(answer) <= 3
    assert "Deux cookies portent le même nom" in text(page)
    picture(page, "cookies-doubled")
    answer = page.goto(town.apps["echo"] + "/headers")
    assert answer.status == 200 and redirects(answer) <= 3


def test_a_jar_overflowed_by_an_apps_script(profile, town):
    """S-7: an app fills the jar; within three redirects the person stands before a page that explains."""
    page = profile().new_page()
    sign_in(page, town, town.people["Moussa"], to=town.apps["echo"] + "/")
    page.goto(town.apps["echo"] + "/cookies?count=250")
    page.wait_for_function("document.getElementById('jar').textContent.includes('plein')")
    # Chromium keeps cookies of a script in its own time; to read them is to wait until all were kept.
    page.wait_for_function("document.cookie.split('; ').length >= 150")
    answer = page.goto(town.apps["echo"] + "/")
    assert redirects(answer) <= 3
    assert "a rempli votre navigateur de cookies" in text(page)
    picture(page, "cookies-overflowed")


def test_no_banner_and_one_page_that_lists_them(page, town):
    """X-34: no consent is asked, nothing comes from elsewhere, one page lists the cookies."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(town.portal + "/cookies")
    assert "__Host-nomade" in text(page)
    assert all(url.startswith((town.portal, "data:")) for url in asked)
    assert page.locator("dialog, [role=dialog]").count() == 0
