"""A refused agent asks for the access from the refusal itself, and lands on the page once it is given."""

import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from _credentials import fits, send, speak
from _visit import CODE, give_password, picture, sign_in, text

INES = "+33639984511"
WORDS = {
    "fr": ["Remplacer Karim jeudi", "Envoyer la demande", "Demande envoyée", "Donner l'accès",
           "Voir s'il y a une réponse", "Revenir à la page demandée", "Arrêter l'accès maintenant"],
    "en": ["To stand in for Karim on Thursday", "Send the request", "Request sent", "Give access",
           "See whether there is an answer", "Back to the page you asked for", "End the access now"],
}


@pytest.fixture(scope="module")
def pages(chromium, tuesday):
    """Inès, who works at a school, and Awa, her supervisor, each with a phone."""
    contexts = {
        name: chromium.new_context(locale="fr-FR", viewport={"width": 360, "height": 740}, ignore_https_errors=True)
        for name in ["Inès", "Awa"]
    }
    for context in contexts.values():
        context.set_default_timeout(15_000)
    made = {name: context.new_page() for name, context in contexts.items()}
    made["Inès"].goto(tuesday.portal + "/")
    give_password(made["Inès"], tuesday.people["Inès"])
    made["Inès"].locator(CODE).fill(tuesday.message(INES))
    with made["Inès"].expect_navigation():
        made["Inès"].locator(CODE).press("Enter")
    sign_in(made["Awa"], tuesday, tuesday.people["Awa"])
    yield made
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_from_the_refusal_to_the_same_page(pages, tuesday, language):
    """TM-3, X-2, S-16: one line is written, the supervisor answers from the team's page, the agent lands where she was refused."""
    town, ines, awa = tuesday, pages["Inès"], pages["Awa"]
    line, ask, sent, give, look, back, end = WORDS[language]
    wanted = town.apps["tournees"] + "/"
    for page in [ines, awa]:
        speak(page, town, language)
    assert ines.goto(wanted).status == 403
    picture(ines, f"grant-refused-{language}")
    with ines.expect_navigation():
        ines.locator("a[href*='/apps/tournees/request']").first.click()
    ines.locator("textarea, input[name=words]").first.fill(line)
    send(ines, ask)
    assert sent in text(ines) and fits(ines)
    picture(ines, f"grant-sent-{language}")

    awa.goto(town.portal + "/desk/team")
    assert line in text(awa) and fits(awa)
    picture(awa, f"grant-asked-{language}")
    with awa.expect_navigation():
        awa.locator("a[href$='/people/0413088/grants/tournees']").first.click()
    week = datetime.now(ZoneInfo("Europe/Paris")).date() + timedelta(days=7)
    awa.locator("#until").fill(week.strftime("%d/%m/%Y"))
    awa.locator("#reason").fill(line)
    picture(awa, f"grant-answer-{language}")
    send(awa, give)

    with ines.expect_navigation():
        ines.get_by_role("link", name=look).click()
    picture(ines, f"grant-given-{language}")
    with ines.expect_navigation():
        ines.get_by_role("link", name=back).click()
    assert ines.url == wanted and "0413088" in text(ines)
    picture(ines, f"grant-open-{language}")

    awa.goto(f"{town.portal}/desk/team/people/0413088/grants/tournees")
    send(awa, end)
    time.sleep(1)
    assert ines.goto(wanted).status == 403
