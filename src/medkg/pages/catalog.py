"""A page of the catalog for harvesters: so many entries, in DCAT, with the way to the next."""

from pyoxigraph import Triple

from medkg.edition import Edition
from medkg.profiles.dcat.hydra import Page, describe_page
from medkg.profiles.things import Construct, list_entries, read_things
from medkg.sparql.ask import ask_rows
from medkg.sparql.engine import Engine

ENTRIES_OF_A_PAGE = 100

_NUMBER = "SELECT (COUNT(DISTINCT ?entry) AS ?number) { ?entry a dcat:Resource }"


def count_entries(engine: Engine) -> int:
    """Return how many entries the catalog lists."""
    return int(ask_rows(engine, _NUMBER)[0]["number"]["value"])


def read_catalog_page(construct: Construct, page: Page, edition: Edition) -> list[Triple]:
    """Return a page of the catalog, which is one of those that there are."""
    iris = list_entries(construct, (page.number - 1) * page.size, page.size)
    return describe_page(read_things(construct, edition.names, iris), page, edition)
