"""The ontology and each vocabulary are files of their own, and nothing is lost between them."""

import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from medkg.export.source import Source
from medkg.namespaces import RDF, SKOS
from medkg.profiles.json_ld import make_context
from support import NAMES, REPOSITORY

FORMATS = {"ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD, "rdf": RdfFormat.RDF_XML}


def read(path: Path) -> set[Triple]:
    return {quad.triple for quad in parse(path=str(path), format=FORMATS[path.suffix[1:]])}


@pytest.mark.parametrize("ending", FORMATS)
def test_ontology_and_vocabularies_are_the_graph_of_both(exports: Path, real_source: Source, ending: str) -> None:
    files = [exports / f"ontology.{ending}", *(exports / "vocabularies").glob(f"*.{ending}")]
    assert len(files) == 1 + len(list((REPOSITORY / "ontology/vocabularies").glob("*.ttl")))
    told = [read(file) for file in files]
    types = {triple for triple in set.union(*told) if triple.object == SKOS("Concept")}
    assert set.union(*told) == set(real_source.triples("ontology")) | types
    assert sum(map(len, told)) == len(set.union(*told))


def test_a_vocabulary_is_its_scheme_with_its_concepts(exports: Path) -> None:
    told = read(exports / "vocabularies/modality.ttl")
    assert Triple(NAMES("modality"), RDF("type"), SKOS("ConceptScheme")) in told
    concepts = {triple.subject for triple in told} - {NAMES("modality")}
    assert {t.subject for t in told if t.predicate == SKOS("inScheme") and t.object == NAMES("modality")} == concepts
    assert {t.subject for t in told if t.predicate == RDF("type") and t.object == SKOS("Concept")} == concepts


@pytest.mark.parametrize("ending", FORMATS)
def test_the_shapes_are_those_of_the_graph(exports: Path, real_source: Source, ending: str) -> None:
    assert read(exports / f"shapes.{ending}") == set(real_source.triples("shapes"))


def test_the_context_is_that_of_the_documents(exports: Path) -> None:
    assert json.loads((exports / "context.jsonld").read_bytes())["@context"] == make_context(NAMES)
