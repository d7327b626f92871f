"""The whole catalog is the same in every format, and lists every entry."""

import gzip
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from medkg.export.source import Source
from medkg.namespaces import DCAT, DCT, RDF
from support import NAMES

FORMATS = {"nt": RdfFormat.N_TRIPLES, "ttl": RdfFormat.TURTLE, "rdf": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD}


def read(exports: Path, name: str, ending: str) -> set[Quad]:
    return set(parse(gzip.decompress((exports / f"{name}.{ending}.gz").read_bytes()), FORMATS[ending]))


@pytest.mark.parametrize("ending", ["ttl", "rdf", "jsonld"])
def test_every_format_says_the_same(exports: Path, ending: str) -> None:
    assert read(exports, "catalog", ending) == read(exports, "catalog", "nt")


def test_the_health_catalog_says_the_same_in_both_formats(exports: Path) -> None:
    assert read(exports, "healthdcat", "ttl") == read(exports, "healthdcat", "jsonld")


def test_every_entry_is_in_the_catalog_and_has_a_title(exports: Path, real_source: Source) -> None:
    told = read(exports, "catalog", "nt")
    entries = set(real_source.entry_iris)
    assert len(entries) > 100
    assert {quad.subject for quad in told if quad.predicate == DCT("title")} >= entries


def test_the_health_catalog_has_the_datasets_and_no_catalog(exports: Path, real_source: Source) -> None:
    told = read(exports, "healthdcat", "ttl")
    typed = {quad.subject for quad in told if quad.predicate == RDF("type") and quad.object == DCAT("Dataset")}
    assert typed == {iri for iri in real_source.entry_iris if iri.value.startswith(NAMES.base + "dataset/")}
    assert not any(quad.object == DCAT("Catalog") for quad in told)
