"""From home to the intranet: the main journey, by mouse, by keyboard, without scripts, on a phone."""

import pytest

from _visit import CODE, PASSWORD, USERNAME, give_code, give_password, picture, redirects, sign_in, text


@pytest.mark.parametrize("width", [360, 1280])
def test_from_home_to_the_intranet(profile, town, width):
    """X-8: sign-in, code, launcher, and the app opens in the same tab."""
    claire = town.people["Claire"]
    page = profile(viewport={"width": width, "height": 900}).new_page()
    page.goto(town.portal + "/")
    picture(page, f"sign-in-{width}")
    give_password(page, claire)
    picture(page, f"code-{width}")
    give_code(page, claire)
    picture(page, f"launcher-{width}")
    with page.expect_navigation():
        page.get_by_role("link", name="IntraNomades").click()
    page.wait_for_url(town.apps["intranet"] + "/**")
    assert "Bienvenue sur IntraNomades" in text(page)
    assert claire.number in text(page)
    assert len(page.context.pages) == 1
    picture(page, f"intranet-{width}")


def test_an_apps_address_leads_back_to_that_very_page(profile, town):
    """S-18: who asks for a page of an app comes back to it after signing in."""
    page = profile().new_page()
    sign_in(page, town, town.people["Moussa"], to=town.apps["intranet"] + "/page/cantine?jour=mardi")
    assert page.url == town.apps["intranet"] + "/page/cantine?jour=mardi"


def test_without_scripts(profile, town):
    """X-30: the whole way works with JavaScript off."""
    page = profile(java_script_enabled=False, viewport={"width": 360, "height": 800}).new_page()
    sign_in(page, town, town.people["Karim"], to=town.apps["intranet"] + "/")
    assert "Bienvenue sur IntraNomades" in text(page)


def test_X13_a_password_is_shown_by_its_button_and_hidden_when_it_is_sent(profile, town):
    page = profile().new_page()
    page.goto(town.portal + "/sign-in")
    field, button = page.locator(PASSWORD), page.get_by_role("button", name="Afficher")
    field.fill("ce-n-est-pas-le-bon")
    button.click()
    assert field.get_attribute("type") == "text"
    page.get_by_role("button", name="Masquer : Mot de passe").click()
    assert field.get_attribute("type") == "password"
    button.click()
    page.evaluate("document.querySelector('main form').addEventListener('submit', event => event.preventDefault())")
    field.press("Enter")
    assert field.get_attribute("type") == "password"
    plain = profile(java_script_enabled=False).new_page()
    plain.goto(town.portal + "/sign-in")
    assert plain.get_by_role("button").all_inner_texts() == ["Se connecter"]


def test_X10_a_form_sent_twice_is_done_once(profile, town):
    page = profile().new_page()
    sophie = town.people["Sophie"]
    page.goto(town.portal + "/")
    give_password(page, sophie)
    page.locator(CODE).fill(sophie.code())
    # Two windows, because a page that sends its form again gives up the first request before it leaves.
    twice = "{ const form = document.querySelector('main form');" \
        " for (const window of ['other', '']) { form.target = window; form.submit(); } }"
    with page.context.expect_page() as opened, page.expect_navigation():
        page.evaluate(twice)
    for window in (page, opened.value):
        window.wait_for_url(town.portal + "/")
        assert "Sophie" in text(window) and window.locator(CODE).count() == 0


def test_X10_a_form_sent_again_after_its_answer_came_leads_to_the_same_place(profile, town):
    """The second click of two may leave when the cookies of the first one's answer are there."""
    page = profile().new_page()
    sophie = town.people["Sophie"]
    page.goto(town.portal + "/")
    give_password(page, sophie)
    page.locator(CODE).fill(sophie.code())
    send = "window => { const form = document.querySelector('main form'); form.target = window; form.submit(); }"
    with page.context.expect_page() as opened:
        page.evaluate(send, "other")
    opened.value.wait_for_url(town.portal + "/")
    with page.expect_navigation():
        page.evaluate(send, "")
    assert page.url == town.portal + "/" and "Sophie" in text(page)


def test_by_keyboard_alone(page, town):
    """X-30: skip link, fields, button and launcher are reached and used with the keyboard only."""
    hong = next(person for person in town.people.values() if person.number == "0401020")
    page.goto(town.portal + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    reach(page, USERNAME)
    page.keyboard.type(hong.identifier)
    page.keyboard.press("Tab")
    page.keyboard.type(hong.password)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reach(page, CODE)
    page.keyboard.type(hong.code())
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reach(page, 'a[href="/apps/intranet"], a.open-app')
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_url(town.apps["intranet"] + "/**")


def reach(page, selector: str):
    """Tabs until the element has the focus, which must be visible."""
    for _ in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by the keyboard")


def test_the_fields_are_what_password_managers_expect(page, town):
    """X-12: identifier and password stand on one form, with the right purposes and no placeholder."""
    page.goto(town.portal + "/sign-in")
    name = page.locator(USERNAME)
    assert name.get_attribute("type") == "text"
    assert name.get_attribute("autocapitalize") == "none"
    assert name.get_attribute("spellcheck") == "false"
    assert name.get_attribute("autocomplete").split()[0] == "username"
    assert page.locator("form", has=name).locator(PASSWORD).count() == 1
    assert page.locator("[placeholder], [maxlength]").count() == 0


def test_the_code_is_one_field(page, town):
    """X-14: one text field takes the code, with spaces too."""
    sophie = town.people["Sophie"]
    page.goto(town.portal + "/")
    give_password(page, sophie)
    field = page.locator(CODE)
    assert field.count() == 1
    assert field.get_attribute("inputmode") == "numeric"
    assert field.get_attribute("maxlength") is None
    code = sophie.code()
    field.fill(f"{code[:3]} {code[3:]}")
    with page.expect_navigation():
        field.press("Enter")
    assert page.locator(CODE).count() == 0


def test_a_wrong_password_is_told_first_and_beside_the_field(page, town):
    """X-11: the summary comes first in main, links to the field, and the title begins with the mistake."""
    page.goto(town.portal + "/")
    give_password(page, town.people["Claire"], "pas-du-tout-celui-la")
    assert page.title().startswith("Erreur")
    summary = page.locator("main [role=alert]")
    assert summary.get_attribute("tabindex") == "-1"
    assert page.evaluate("document.querySelector('main').firstElementChild.getAttribute('role')") == "alert"
    target = summary.locator("a").first.get_attribute("href")
    assert page.locator(target).count() == 1
    assert page.locator(PASSWORD).input_value() == ""
    assert page.locator(USERNAME).input_value() == town.people["Claire"].identifier
    picture(page, "sign-in-mistake")


def test_labels_stand_above_their_fields(page, town):
    """X-10: every field has a label above it, and buttons stay enabled."""
    page.goto(town.portal + "/sign-in")
    for selector in (USERNAME, PASSWORD):
        field = page.locator(selector)
        label = page.locator(f"label[for={field.get_attribute('id')}]")
        assert label.bounding_box()["y"] < field.bounding_box()["y"]
    assert page.locator("button[disabled]").count() == 0


def test_sign_out_ends_every_app(profile, town):
    """S-45: after signing out, the app's old cookie opens nothing."""
    page = profile().new_page()
    sign_in(page, town, town.people["Moussa"], to=town.apps["intranet"] + "/")
    page.goto(town.portal + "/")
    with page.expect_navigation():
        page.get_by_role("button", name="Se déconnecter").first.click()
    answer = page.goto(town.apps["intranet"] + "/")
    assert redirects(answer) <= 3
    assert page.locator(USERNAME).count() == 1


def test_suspended_and_left_are_told_after_the_password_only(page, town):
    """S-21: a wrong password tells nothing of the state; the right one names who knows, and opens no session."""
    for name, words in (("Éloïse", "suspendu"), ("Jean-Pierre", "contrat")):
        person = town.people[name]
        page.goto(town.portal + "/sign-in")
        give_password(page, person, "pas-du-tout-celui-la")
        assert words not in text(page).lower()
        page.goto(town.portal + "/sign-in")
        give_password(page, person)
        if page.locator(CODE).count():
            give_code(page, person)
        assert words in text(page).lower()
        assert "UGD de la DPE" in text(page)
        picture(page, f"state-{person.number}")
        page.goto(town.portal + "/")
        assert page.locator(USERNAME).count() == 1
