"""Pages of the catalog for harvesters, in the Hydra vocabulary (https://www.hydra-cg.com/spec/latest/core/)."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from medkg.edition import Edition
from medkg.namespaces import HYDRA, RDF
from medkg.profiles.dcat.catalog import describe_catalog, link_member
from medkg.profiles.dcat.entry import describe_entry
from medkg.profiles.things import Thing


@dataclass(frozen=True)
class Page:
    """A page of the catalog: the first has the number 1."""

    address: str
    """Of the catalog in the format of the page, such as `https://…/catalog.ttl`."""
    number: int
    size: int
    """How many entries a page holds."""
    total: int
    """How many entries there are."""

    @property
    def last(self) -> int:
        """The number of the last page; an empty catalog has one page."""
        return max(1, -(-self.total // self.size))

    def link(self, number: int) -> NamedNode:
        """Return the address of a page.

        >>> Page("https://example.org/catalog.ttl", 1, 100, 143).link(2).value
        'https://example.org/catalog.ttl?page=2'
        """
        return NamedNode(f"{self.address}?page={number}")


def describe_page(things: Iterable[Thing], page: Page, edition: Edition) -> list[Triple]:
    """Return a page of the catalog: the catalog, the entries of the page, and the way to the other pages.

    A page is a hydra:PartialCollectionView, as the vocabulary has it now, whose `hydra:next` udata follows, and a
    hydra:PagedCollection, as the vocabulary had it once, whose `hydra:next` ckanext-dcat follows.
    """
    entries = [triple for thing in things for triple in (*link_member(thing, edition), *describe_entry(thing, edition))]
    return [*describe_catalog(edition), *_view(edition.catalog, page), *entries]


def _view(catalog: NamedNode, page: Page) -> list[Triple]:
    view, total = page.link(page.number), Literal(page.total)
    numbers = {"first": 1, "previous": page.number - 1, "next": page.number + 1, "last": page.last}
    return [
        Triple(catalog, RDF("type"), HYDRA("Collection")),
        Triple(catalog, HYDRA("totalItems"), total),
        Triple(catalog, HYDRA("view"), view),
        Triple(view, RDF("type"), HYDRA("PartialCollectionView")),
        Triple(view, RDF("type"), HYDRA("PagedCollection")),
        Triple(view, HYDRA("totalItems"), total),
        Triple(view, HYDRA("itemsPerPage"), Literal(page.size)),
        *(Triple(view, HYDRA(name), page.link(number)) for name, number in numbers.items() if 1 <= number <= page.last),
    ]
