"""What the graph says of the releases of the data and the ontology."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from medkg.build import build_snapshot, make_graph
from medkg.catalog.loader import load_catalog
from medkg.convert.releases import convert_releases
from medkg.namespaces import ADMS, DCAT, DCT, OWL, RDF, XSD
from support import NAMES, copy_minimal, ignore_stages

RELEASES = "- {version: 2026-12-01, notes: More data.}\n- {version: 2026-11-27, notes: The first one.}\n"
NEWEST, FIRST = NAMES("release/2026-12-01"), NAMES("release/2026-11-27")

Told = Callable[[NamedNode, NamedNode], list[object]]


@pytest.fixture
def released(root: Path) -> Path:
    """A minimal catalog of which there are two releases."""
    (root / "data" / "releases.yaml").write_text(RELEASES, "utf-8")
    return root


@pytest.fixture
def quads(released: Path) -> list[Quad]:
    return list(convert_releases(load_catalog(released, NAMES)[0]))


@pytest.fixture
def told(quads: list[Quad]) -> Told:
    return lambda subject, predicate: [q.object for q in quads if (q.subject, q.predicate) == (subject, predicate)]


def test_a_release_has_its_day_its_notes_and_the_one_before(told: Told) -> None:
    assert told(NEWEST, RDF("type")) == [NAMES.term("Release")]
    assert told(NEWEST, DCAT("version")) == [Literal("2026-12-01")]
    assert told(NEWEST, DCT("issued")) == [Literal("2026-12-01", datatype=XSD("date"))]
    assert told(NEWEST, ADMS("versionNotes")) == [Literal("More data.", language="en")]
    assert told(NEWEST, DCAT("previousVersion")) == [FIRST]
    assert told(FIRST, DCAT("previousVersion")) == []


def test_the_ontology_has_the_version_of_the_newest_release(told: Told) -> None:
    assert told(NAMES("ontology"), OWL("versionIRI")) == [NAMES("ontology/2026-12-01")]
    assert told(NAMES("ontology"), OWL("versionInfo")) == [Literal("2026-12-01")]
    assert told(NAMES("ontology"), DCT("modified")) == [Literal("2026-12-01", datatype=XSD("date"))]


def test_every_iri_below_the_base_is_described(quads: list[Quad]) -> None:
    terms = {quad.object for quad in quads if quad.predicate != RDF("type")}
    own = {term for term in terms if isinstance(term, NamedNode) and term.value.startswith(NAMES.base)}
    assert own - {quad.subject for quad in quads} == set()


def test_all_stands_in_the_graph_of_the_ontology(quads: list[Quad]) -> None:
    assert {quad.graph_name for quad in quads} == {NAMES.graph("ontology")}


def test_a_graph_with_releases_breaks_no_shape(released: Path) -> None:
    assert make_graph(released, NAMES, ignore_stages).warnings == ()


def test_the_manifest_tells_the_version_of_the_data(released: Path, tmp_path: Path) -> None:
    _, manifest, _ = build_snapshot(released, tmp_path / "snapshots", NAMES, ignore_stages)
    assert manifest.versions["data"] == "2026-12-01"


def test_a_catalog_without_releases_has_no_version(tmp_path: Path) -> None:
    root = copy_minimal(tmp_path / "other")
    assert list(convert_releases(load_catalog(root, NAMES)[0])) == []
