"""After a jar was overfilled and after a session slept: one gesture, and the very same page."""

import time

from _clientless import Client
from _town import Town
from _visit import picture, redirects, text


def test_S7_a_jar_that_an_app_overfilled_is_explained_and_emptied_by_one_button(page_of, town):
    page = page_of("Claire")
    page.goto(town.apps["echo"] + "/")
    page.evaluate("for (let n = 0; n < 40; n++) document.cookie = `bomb${n}=${'x'.repeat(3000)}; path=/`")
    page.wait_for_function("document.cookie.includes('bomb39=')")
    answer = page.goto(town.apps["echo"] + "/")
    assert answer.status == 431 and redirects(answer) <= 3
    assert "a rempli votre navigateur de cookies" in text(page)
    picture(page, "cookie-too-many")
    with page.expect_navigation():
        page.locator("main form button").first.click()
    assert "effacés" in text(page)
    answer = page.goto(town.apps["echo"] + "/")
    assert answer.status == 200 and redirects(answer) <= 3


def test_X5_a_session_that_slept_comes_back_to_the_same_page_by_one_proof():
    town = Town("--idle", "2")
    try:
        claire = town.people["Claire"]
        address = town.apps["intranet"] + "/?page=3"
        visit = Client(town).sign_in(claire, address)
        assert visit.status == 200 and visit.url == address
        time.sleep(2.5)
        visit.open(address)
        assert visit.redirects <= 3
        assert "veille" in visit.words and "Claire" in visit.words
        visit.submit(**({"code": claire.code()} if 'name="code"' in visit.body else {"password": claire.password}))
        assert visit.status == 200 and visit.url == address
    finally:
        town.stop()
