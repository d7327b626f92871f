"""The index: the same bytes for the same graph, and only what can be looked at."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from medkg.build import Graph
from medkg.namespaces import Names
from medkg.search.documents import kind_of, make_documents
from medkg.search.writer import write_index
from support import NAMES


def test_the_bytes_do_not_depend_on_the_order_of_the_quads(minimal_graph: Graph, tmp_path: Path) -> None:
    mixed = list(minimal_graph.quads)
    random.Random(5).shuffle(mixed)
    write_index(tmp_path / "one", minimal_graph.quads, NAMES)
    write_index(tmp_path / "other", mixed, NAMES)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_the_file_is_sound_and_stands_alone(minimal_graph: Graph, tmp_path: Path) -> None:
    write_index(tmp_path / "index", minimal_graph.quads, NAMES)
    assert [path.name for path in tmp_path.iterdir()] == ["index"]
    with closing(sqlite3.connect(tmp_path / "index")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_every_entry_and_concept_has_a_document(minimal_graph: Graph) -> None:
    documents = {document.iri: document for document in make_documents(minimal_graph.quads, NAMES)}
    kidney, scans = documents[NAMES("anatomy/kidney").value], documents[NAMES("dataset/kidney-scans").value]
    assert kidney.uses > 0
    assert kidney.iri in scans.direct + scans.wider
    assert "kidney" in scans.linked
    assert all("#" not in iri.removeprefix(NAMES("ontology").value + "#") for iri in documents)
    assert not [iri for iri in documents if "/graph/" in iri]


def test_a_place_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="unable to open"):
        write_index(tmp_path / "missing" / "index", [], NAMES)


@pytest.mark.parametrize(
    ("iri", "kind"),
    [
        ("https://example.org/kg/dataset/abide", "dataset"),
        ("https://example.org/kg/ontology#modality", "ontology"),
        ("https://example.org/kg/query/all", "query"),
        ("https://example.org/kg/dataset/abide#extent-1", None),
        ("https://example.org/kg/dataset", None),
        ("https://example.org/kg/graph/stated/abide", None),
        ("https://w3id.org/medkg/dataset/abide", None),
    ],
)
def test_only_things_with_an_address_of_their_own_are_found(iri: str, kind: str | None) -> None:
    assert kind_of(iri, Names("https://example.org/kg/")) == kind
