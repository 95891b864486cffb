"""The main journey in the other engine: Debian's Firefox."""

from _firefox import Firefox
from _visit import CODE, PASSWORD, USERNAME


def test_from_home_to_the_intranet_in_firefox(town):
    """X-8: sign-in, code, launcher and app, in an engine with other rules for cookies and certificates."""
    claire = town.people["Claire"]
    firefox = Firefox(town.ca)
    try:
        firefox.open(town.portal + "/")
        firefox.type(USERNAME, claire.identifier)
        firefox.type(PASSWORD, claire.password)
        firefox.send(PASSWORD)
        firefox.type(CODE, claire.code())
        firefox.send(CODE)
        firefox.follow("IntraNomades")
        assert firefox.address.startswith(town.apps["intranet"] + "/")
        assert "Bienvenue sur IntraNomades" in firefox.text
        assert claire.number in firefox.text
    finally:
        firefox.close()
