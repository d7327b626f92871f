"""Which page a thing has: one table."""

from collections.abc import Callable, Mapping
from typing import Protocol

from pyoxigraph import NamedNode

from medkg.pages.entity.concept import read_concept_page
from medkg.pages.entity.entry import read_entry_page
from medkg.pages.entity.event import read_event_page
from medkg.pages.entity.organization import read_organization_page
from medkg.pages.entity.places import DIMENSIONS, Places
from medkg.pages.entity.plain import read_plain_page
from medkg.pages.entity.publication import read_publication_page
from medkg.pages.entity.source import read_source_page
from medkg.pages.entity.thing import Thing
from medkg.sparql.engine import Engine


class Page(Protocol):
    """What a page about a thing shows, and the template that shows it."""

    template: str

    @property
    def thing(self) -> Thing:
        """The thing that the page is about."""


Reader = Callable[[Engine, NamedNode, Places], Page]

_READERS: Mapping[str, Reader] = {
    **{dimension.path: read_concept_page for dimension in DIMENSIONS},
    **dict.fromkeys(("dataset", "challenge", "series", "catalog", "service"), read_entry_page),
    "organization": read_organization_page,
    "event": read_event_page,
    "publication": read_publication_page,
    "source": read_source_page,
}
"""Path segment of an IRI → how its page is read."""


def read_page(engine: Engine, iri: NamedNode, places: Places) -> Page:
    """Return what the page about a thing shows; all its queries are asked at once."""
    family, _, id = iri.value.removeprefix(places.names.base).partition("/")
    return _READERS.get(family if id else "", read_plain_page)(engine, iri, places)
