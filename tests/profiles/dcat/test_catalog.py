"""The catalog of medkg in DCAT-AP: by its shapes, complete, and written entry by entry."""

import io
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from pyshacl import validate
from rdflib import SH, Graph

from medkg.edition import Edition
from medkg.namespaces import ADMS, DCAT, DCT, FOAF, OWL, RDF, SKOS, XSD
from medkg.profiles.dcat.catalog import describe_all, describe_catalog, link_member
from medkg.profiles.dcat.entry import describe_entry
from medkg.profiles.rdf_text import serialize_triples, write_triples
from medkg.profiles.things import Thing
from support import NAMES, REPOSITORY

Entries = Mapping[str, Thing]

SHAPES = Path(__file__).parent / "shapes" / "dcat_ap.ttl"
VALIDATOR = REPOSITORY.parent / "shared" / "validators" / "dcat_ap.py"

CATALOG = NAMES("catalog")


@pytest.fixture(scope="module")
def whole(entries: Entries, edition: Edition) -> list[Triple]:
    return list(describe_all(entries.values(), edition))


@pytest.fixture(scope="module")
def few(entries: Entries, edition: Edition) -> list[Triple]:
    return list(describe_all([entries[path] for path in ("dataset/abide", "dataset/oasis-longitudinal")], edition))


def faults(graph: Graph) -> set[str]:
    """Return the nodes of which the shapes miss something."""
    _, found, _ = validate(graph, shacl_graph=Graph().parse(SHAPES), inference="none")
    assert isinstance(found, Graph)
    return {str(node) for node in found.objects(None, SH.focusNode)}


def as_rdflib(triples: list[Triple]) -> Graph:
    return Graph().parse(data=serialize_triples(triples, "nt", NAMES), format="nt")


def test_the_whole_catalog_fits_the_shapes(whole: list[Triple]) -> None:
    assert faults(as_rdflib(whole)) == set()


def test_an_entry_by_itself_fits_the_shapes(entries: Entries, edition: Edition) -> None:
    for path in ("dataset/oasis-longitudinal", "dataset/lidc", "catalog/tcia", "catalog/phil", "challenge/kits19"):
        told = [*describe_entry(entries[path], edition), *link_member(entries[path], edition)]
        assert faults(as_rdflib(told)) == set(), path


@pytest.mark.parametrize(
    ("subject", "property"),
    [
        ("dataset/abide", DCT("title")),
        ("dataset/abide", DCT("description")),
        ("dataset/abide", DCT("identifier")),
        ("dataset/abide", DCAT("theme")),
        ("dataset/abide", DCAT("distribution")),
        ("dataset/abide#distribution-1", DCAT("accessURL")),
        ("dataset/abide#distribution-1", RDF("type")),
        ("dataset/abide#rights", RDF("type")),
        ("dataset/abide#record", DCT("modified")),
        ("dataset/abide#record", FOAF("primaryTopic")),
        ("organization/nitrc", RDF("type")),
        ("organization/nitrc", FOAF("name")),
        ("disease/autism-spectrum-disorder", SKOS("prefLabel")),
        ("disease/autism-spectrum-disorder", SKOS("inScheme")),
        ("series/oasis", RDF("type")),
        ("series/oasis", DCT("description")),
        ("catalog", DCT("publisher")),
        ("sparql", DCAT("endpointURL")),
        ("sparql", RDF("type")),
    ],
)
def test_the_shapes_miss_what_is_taken_away(few: list[Triple], subject: str, property: NamedNode) -> None:
    without = [triple for triple in few if (triple.subject, triple.predicate) != (NAMES(subject), property)]
    assert len(without) < len(few)
    assert faults(as_rdflib(without))


def test_every_entry_is_listed_and_recorded_once(entries: Entries, whole: list[Triple]) -> None:
    ways = {DCAT(way) for way in ("dataset", "catalog", "service", "resource")}
    listed = [triple.object for triple in whole if triple.subject == CATALOG and triple.predicate in ways]
    assert len(listed) == len(set(listed))
    assert set(listed) == {*(thing.iri for thing in entries.values()), NAMES("sparql")}
    topics = [triple.object for triple in whole if triple.predicate == FOAF("primaryTopic")]
    assert len(topics) == len(set(topics))
    assert set(topics) <= set(listed)
    assert len(topics) > 100


def test_nothing_is_told_twice_and_nothing_is_lost(entries: Entries, edition: Edition, whole: list[Triple]) -> None:
    told = {
        triple
        for thing in entries.values()
        for triple in (*describe_entry(thing, edition), *link_member(thing, edition))
    }
    assert len(whole) == len(set(whole))
    assert set(whole) == told | set(describe_catalog(edition))


def test_the_catalog_of_another_lists_its_entries(whole: list[Triple]) -> None:
    assert Triple(NAMES("catalog/tcia"), DCAT("dataset"), NAMES("dataset/lidc")) in whole


def test_the_catalog_tells_its_release_and_its_snapshot(edition: Edition) -> None:
    told = describe_catalog(edition)
    assert Triple(CATALOG, DCAT("version"), Literal("2026-11-27")) in told
    assert Triple(CATALOG, DCT("modified"), Literal("2026-11-27", datatype=XSD("date"))) in told
    assert Triple(CATALOG, OWL("versionIRI"), NAMES("release/2026-11-27")) in told
    [snapshot] = [triple.object for triple in told if triple.predicate == ADMS("identifier")]
    assert Triple(snapshot, SKOS("notation"), Literal("0123abcd")) in told


def test_without_a_release_there_is_no_date_and_no_record(entries: Entries) -> None:
    unreleased = Edition(NAMES, "0123abcd")
    told = {triple.predicate for triple in describe_all(entries.values(), unreleased)}
    assert not told & {DCT("modified"), DCAT("version"), OWL("versionIRI"), DCAT("record")}


def test_pages_are_where_the_server_is_and_names_stay(entries: Entries) -> None:
    elsewhere = Edition(NAMES, "0123abcd", site="https://mirror.example/kg/")
    told = describe_catalog(elsewhere)
    assert Triple(CATALOG, FOAF("homepage"), NamedNode("https://mirror.example/kg/")) in told
    assert Triple(NAMES("sparql"), DCAT("endpointURL"), NamedNode("https://mirror.example/kg/sparql")) in told


@pytest.mark.skipif(not VALIDATOR.exists(), reason="the validators are not beside the repository")
@pytest.mark.parametrize("format", ["ttl", "jsonld"])
def test_the_validator_of_dcat_ap_finds_no_violation(whole: list[Triple], tmp_path: Path, format: str) -> None:
    file = tmp_path / f"catalog.{format}"
    written = io.BytesIO()
    write_triples(whole, written, format, NAMES)
    file.write_bytes(written.getvalue())
    command = [sys.executable, str(VALIDATOR), "--full", "--strict-dates", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
