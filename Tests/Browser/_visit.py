"""What a person does in a browser: sign in, look, count the redirects that it took."""

import os
import re
import time

from playwright.sync_api import Page, Response

from _town import Person, Town

USERNAME = 'input[autocomplete^="username"]'
PASSWORD = 'input[autocomplete="current-password"]'
CODE = 'input[autocomplete="one-time-code"]'


def give_password(page: Page, person: Person, password: str | None = None):
    """Fills the sign-in page and sends it, by the keyboard; waits when told to: mistakes slow down their source (S-22)."""
    for _ in range(3):
        page.locator(USERNAME).fill(person.identifier)
        page.locator(PASSWORD).fill(password or person.password)
        with page.expect_navigation():
            page.locator(PASSWORD).press("Enter")
        pause = re.search(r"(?:Patientez|Wait) (\d+) sec", text(page))
        if not pause:
            return
        time.sleep(int(pause.group(1)) + 0.5)


def give_code(page: Page, person: Person):
    page.locator(CODE).fill(person.code())
    with page.expect_navigation():
        page.locator(CODE).press("Enter")


def sign_in(page: Page, town: Town, person: Person, to: str | None = None):
    """From an address to the page behind the sign-in, with each proof that is asked."""
    page.goto(to or town.portal + "/")
    give_password(page, person)
    if page.locator(CODE).count():
        give_code(page, person)


def redirects(response: Response) -> int:
    """How many redirects led to this answer."""
    count, request = 0, response.request
    while request.redirected_from:
        count, request = count + 1, request.redirected_from
    return count


def text(page: Page) -> str:
    """The words of the page as a person reads them: spaces of every kind are one."""
    return " ".join(page.locator("body").inner_text().split()).replace("’", "'")


def picture(page: Page, name: str):
    """Keeps a screenshot for looking at."""
    folder = os.path.join(os.environ.get("NOMADE_BUILD", ".build"), "screenshots")
    os.makedirs(folder, exist_ok=True)
    page.screenshot(path=os.path.join(folder, name + ".png"), full_page=True)
