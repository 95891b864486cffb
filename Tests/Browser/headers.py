"""What every answer of ours carries, whatever it says."""

import time
from email.utils import parsedate_to_datetime

from _program import ask
from _visit import PASSWORD, USERNAME, give_password, text

PATHS = ["/sign-in", "/help", "/legal", "/personal-data", "/cookies", "/accessibility", "/", "/password", "/absente"]


def test_every_answer_is_locked_down(page_of, town):
    """S-11: strict CSP without unsafe words, nosniff, no framing, referrer, HSTS; nothing personal is stored."""
    page = page_of("Awa")
    page.goto(town.apps["tournees"] + "/")
    addresses = [town.portal + path for path in PATHS] + [town.apps["tournees"] + "/", town.apps["panne"] + "/"]
    for address in addresses:
        answer = ask(page.context, town, address, headers={"Accept": "text/html", "Sec-Fetch-Mode": "navigate"})
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy, address
        assert "frame-ancestors 'none'" in policy, address
        assert "unsafe-" not in policy, address
        assert answer.headers["x-content-type-options"] == "nosniff", address
        assert answer.headers["referrer-policy"] == "same-origin", address
        assert answer.headers["strict-transport-security"].startswith("max-age="), address
        assert abs(parsedate_to_datetime(answer.headers["date"]).timestamp() - time.time()) < 60, address
        if b"Awa" in answer.body:
            assert "no-store" in answer.headers["cache-control"], address


def test_the_browser_speaks_http2(page_of, town):
    """S-3, S-4: one connection of HTTP/2 for the portal and the apps; the page's WebSocket opens beside it."""
    page = page_of("Awa")
    for address in [town.apps["tournees"] + "/", town.portal + "/"]:
        page.goto(address)
        assert page.evaluate("performance.getEntriesByType('navigation')[0].nextHopProtocol") == "h2", address


def test_another_site_reads_nothing(page_of, town):
    """S-11: no answer of ours lets another origin read it."""
    page = page_of("Awa")
    page.goto(town.apps["tournees"] + "/")
    foreign = {"Origin": "https://ailleurs.example", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
    for address in [town.portal + "/", town.portal + "/help", town.apps["intranet"] + "/"]:
        answer = ask(page.context, town, address, headers=foreign)
        assert "access-control-allow-origin" not in answer.headers, address
        assert answer.status == 403, address


def test_an_apps_script_gets_nothing_of_the_portal(page_of, town):
    """S-42: an app's fetch carries the portal's cookie, its image too; both get 403. A link of the app still opens it."""
    page = page_of("Claire", bypass_csp=True)
    page.goto(town.apps["intranet"] + "/", wait_until="networkidle")
    seen = []
    wire = page.context.new_cdp_session(page)
    wire.on("Network.responseReceivedExtraInfo", lambda answer: seen.append(answer["statusCode"]))
    wire.send("Network.enable")
    page.evaluate(
        "address => Promise.allSettled([fetch(address, {mode: 'no-cors', credentials: 'include'}),"
        " new Promise(done => { const image = new Image(); image.onerror = done; image.src = address; })])",
        town.portal + "/",
    )
    assert seen == [403, 403]
    page.evaluate("address => { location.href = address }", town.portal + "/")
    page.wait_for_url(town.portal + "/")
    assert "Claire" in text(page)


def test_explanations_come_after_the_act_that_failed(page, town):
    """X-3: the form stands right under the heading; whom to call is said once something went wrong."""
    page.goto(town.portal + "/sign-in")
    following = page.evaluate("document.querySelector('main h1').nextElementSibling.tagName")
    assert following == "FORM"
    assert "01 99 00" not in page.locator("main").inner_text().replace("\u00a0", " ")
    give_password(page, town.people["Yann"], "un-mot-de-passe-au-hasard")
    assert page.locator(USERNAME).count() == 1 and page.locator(PASSWORD).count() == 1
    assert "01 99 00" in page.locator("main").inner_text().replace("\u00a0", " ")
    assert "UGD" in text(page)
