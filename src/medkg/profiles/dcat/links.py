"""The web pages of an entry in DCAT, by the role in which the source gives them."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from medkg.edition import Edition
from medkg.namespaces import DCAT, DCT, FOAF, RDF, Names
from medkg.profiles.entry import DATA_PAGES, INFORMATION_PAGES, LANDING_PAGES, OTHER_PAGES
from medkg.profiles.things import Thing

_ROLES = {
    DCAT("landingPage"): LANDING_PAGES,
    FOAF("page"): (*INFORMATION_PAGES, "programPage", "instructions"),
}
"""Property of DCAT → the link roles of medkg that it is used for."""

_ACCESS_PAGES = ("accessPage",)
"""Of the links to data those that lead to a page; the others may lead to files."""

_RELATED = tuple(role for role in OTHER_PAGES if role not in _ROLES[FOAF("page")])


def find_access(thing: Thing, edition: Edition) -> tuple[NamedNode, str]:
    """Return where access to an entry begins, and what is there, the nearest to the data first.

    Where no link is known at all, that is the page of medkg about the entry.
    """
    for what, roles in (
        ("access", DATA_PAGES),
        ("landing page", _ROLES[DCAT("landingPage")]),
        ("information page", _ROLES[FOAF("page")]),
        ("related page", _RELATED),
    ):
        for page in thing.iris(*map(edition.names.term, roles)):
            return page, what
    return NamedNode(edition.page(thing.iri)), "no link to the data is known; this page describes them"


def describe_links(thing: Thing, edition: Edition) -> Iterator[Triple]:
    """Yield the pages of an entry. Where access to data begins is a landing page by the definition of DCAT, too.

    Of a dataset such a page is the address of a distribution; its landing page as well, where none is stated.
    See https://www.w3.org/TR/vocab-dcat-3/#Property:resource_landing_page.
    """
    names = edition.names
    if thing.family != "dataset":
        yield from _link(thing, names, DCAT("landingPage"), DATA_PAGES)
    elif not thing.iris(*map(names.term, LANDING_PAGES)):
        yield from _link(thing, names, DCAT("landingPage"), _ACCESS_PAGES)
    for property, roles in _ROLES.items():
        yield from _link(thing, names, property, roles)
    for other in thing.iris(*map(names.term, _RELATED)):
        yield Triple(thing.iri, DCT("relation"), other)


def _link(thing: Thing, names: Names, property: NamedNode, roles: tuple[str, ...]) -> Iterator[Triple]:
    for page in thing.iris(*map(names.term, roles)):
        yield Triple(thing.iri, property, page)
        yield Triple(page, RDF("type"), FOAF("Document"))
