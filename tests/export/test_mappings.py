"""Mapping sets leave as they were curated, and in RDF with their justifications."""

from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from medkg.namespaces import OWL, RDF, SSSOM
from support import REPOSITORY

CURATED = REPOSITORY / "ontology" / "mappings"


def rows_of(path: Path) -> int:
    return sum(not line.startswith(("#", "subject_id\t")) for line in path.read_text("utf-8").splitlines() if line)


def test_the_tables_are_the_curated_files(exports: Path) -> None:
    wanted = {path.name: path.read_bytes() for path in CURATED.glob("*.tsv")}
    assert len(wanted) > 10
    assert {path.name: path.read_bytes() for path in (exports / "mappings").iterdir()} == wanted


def test_each_match_stands_in_rdf_with_its_justification(exports: Path) -> None:
    told = {quad.triple for quad in parse(path=str(exports / "mappings.ttl"), format=RdfFormat.TURTLE)}
    justified = {t.subject for t in told if t.predicate == SSSOM("mapping_justification")}
    assert len(justified) == sum(map(rows_of, CURATED.glob("*.tsv")))
    parts = {name: {t.subject: t.object for t in told if t.predicate == OWL(f"annotated{name}")} for name in PARTS}
    for match in justified:
        assert Triple(match, RDF("type"), OWL("Axiom")) in told
        subject, predicate, target = (parts[name][match] for name in PARTS)
        assert isinstance(subject, NamedNode)
        assert isinstance(predicate, NamedNode)
        assert Triple(subject, predicate, target) in told


PARTS = ("Source", "Property", "Target")


def test_all_formats_say_the_same(exports: Path) -> None:
    forms = {"ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD, "rdf": RdfFormat.RDF_XML}
    told = [frozenset(parse(path=str(exports / f"mappings.{end}"), format=form)) for end, form in forms.items()]
    assert len(set(told)) == 1
