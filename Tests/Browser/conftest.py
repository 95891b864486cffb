"""Fixtures of the journeys: one town, one Chromium that trusts it, a fresh profile for each test."""

import os
import sys

import pytest
from playwright.sync_api import sync_playwright

sys.path.insert(0, os.path.dirname(__file__))

from _town import Town  # noqa: E402
from _trust import home_trusting  # noqa: E402
from _upstreams import Upstreams  # noqa: E402
from _visit import sign_in  # noqa: E402

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP *.ville.local 127.0.0.1"]


@pytest.fixture(scope="session")
def upstreams():
    upstreams = Upstreams()
    yield upstreams
    upstreams.stop()


@pytest.fixture(scope="session")
def town(upstreams):
    town = Town(apps=upstreams.urls)
    yield town
    town.stop()


@pytest.fixture(scope="module")
def tuesday():
    """A town of the file's own, whose rules see a Tuesday at ten."""
    town = Town("--at", "2026-11-24T10:00")
    yield town
    town.stop()


@pytest.fixture(scope="session")
def home(town):
    return home_trusting(town.ca)


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright, home):
    browser = playwright.chromium.launch(
        executable_path="/usr/bin/chromium", args=ARGUMENTS, env={**os.environ, "HOME": home, "XDG_DATA_HOME": ""}
    )
    yield browser
    browser.close()


@pytest.fixture
def profile(chromium):
    """Makes fresh profiles; options are those of Playwright's new_context."""
    made = []

    def make(**options):
        options = {"locale": "fr-FR", "viewport": {"width": 1280, "height": 900}, **options}
        context = chromium.new_context(**options)
        context.set_default_timeout(15_000)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def page(profile):
    return profile().new_page()


@pytest.fixture(scope="session")
def signed_in_states(chromium, town):
    """The cookies of each person once signed in from outside, made when first asked for."""
    states = {}

    def state(name: str) -> dict:
        if name not in states:
            context = chromium.new_context(locale="fr-FR")
            sign_in(context.new_page(), town, town.people[name])
            states[name] = context.storage_state()
            context.close()
        return states[name]

    return state


@pytest.fixture
def page_of(profile, signed_in_states, town):
    """A page in a browser where that person has signed in; tests share the session, which remembers language and theme."""

    def make(name: str, **options):
        page = profile(storage_state=signed_in_states(name), **options).new_page()
        page.goto(f"{town.portal}/help?lang={options.get('locale', 'fr-FR')[:2]}&theme=auto")
        return page

    return make
