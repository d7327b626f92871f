"""Pages of the catalog: a harvester that follows them finds every entry."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple
from rdflib import RDF, Graph, Namespace, URIRef

from medkg.edition import Edition
from medkg.namespaces import DCAT, HYDRA
from medkg.profiles.dcat.hydra import Page, describe_page
from medkg.profiles.rdf_text import serialize_triples
from medkg.profiles.things import Thing
from support import NAMES

Entries = Mapping[str, Thing]

ADDRESS = NAMES("catalog.ttl").value
SIZE = 40
TERMS = Namespace(HYDRA)


def page_of(entries: Entries, number: int, edition: Edition) -> list[Triple]:
    things = list(entries.values())[SIZE * (number - 1) : SIZE * number]
    return describe_page(things, Page(ADDRESS, number, SIZE, len(entries)), edition)


def next_page(graph: Graph, kind: URIRef) -> str | None:
    """Return the address of the next page as harvesters look for it: at the page of a class of Hydra's."""
    found = [str(address) for page in graph.subjects(RDF.type, kind) for address in graph.objects(page, TERMS.next)]
    return found[0] if found else None


def harvest(entries: Entries, edition: Edition, kind: URIRef) -> Iterator[Graph]:
    address: str | None = f"{ADDRESS}?page=1"
    while address:
        number = int(address.removeprefix(f"{ADDRESS}?page="))
        graph = Graph().parse(data=serialize_triples(page_of(entries, number, edition), "ttl", NAMES), format="turtle")
        yield graph
        address = next_page(graph, kind)


@pytest.mark.parametrize("kind", [TERMS.PagedCollection, TERMS.PartialCollectionView], ids=["ckanext-dcat", "udata"])
def test_a_harvester_finds_all_datasets_each_on_one_page(entries: Entries, edition: Edition, kind: URIRef) -> None:
    pages = list(harvest(entries, edition, kind))
    datasets = [str(subject) for graph in pages for subject in graph.subjects(RDF.type, URIRef(DCAT("Dataset").value))]
    assert len(pages) == 4
    assert len(datasets) == len(set(datasets))
    assert {thing.iri.value for thing in entries.values() if thing.family == "dataset"} <= set(datasets)


def test_a_page_tells_how_much_there_is_and_where_it_stands(entries: Entries, edition: Edition) -> None:
    told, page = page_of(entries, 2, edition), NamedNode(f"{ADDRESS}?page=2")
    for property, number in (("first", 1), ("previous", 1), ("next", 3), ("last", 4)):
        assert Triple(page, HYDRA(property), NamedNode(f"{ADDRESS}?page={number}")) in told
    assert Triple(NAMES("catalog"), HYDRA("view"), page) in told
    assert Triple(NAMES("catalog"), HYDRA("totalItems"), Literal(len(entries))) in told


def test_the_ends_lead_nowhere_else(edition: Edition) -> None:
    told = {triple.predicate for triple in describe_page([], Page(ADDRESS, 1, SIZE, 0), edition)}
    assert HYDRA("first") in told
    assert HYDRA("last") in told
    assert not told & {HYDRA("previous"), HYDRA("next")}


@given(st.integers(0, 10_000), st.integers(1, 500))
def test_the_last_page_holds_the_last_entry(total: int, size: int) -> None:
    last = Page(ADDRESS, 1, size, total).last
    assert size * (last - 1) <= total <= size * last
    assert total == 0 or size * (last - 1) < total
