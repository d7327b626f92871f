"""The SHACL shapes of `ontology/shapes/`: the contract of the finished graph, checked with pySHACL."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import rdflib
from pyoxigraph import Triple
from pyshacl import validate
from rdflib import SH, Graph, URIRef

from medkg.catalog.vocabularies import Turtle, read_turtle
from medkg.errors import CatalogRejected
from medkg.findings import Finding, Severity
from medkg.inference.rdflib_terms import graph_of
from medkg.namespaces import Names, local_name
from medkg.quality.places import Places


def read_shapes(folder: Path, names: Names) -> Iterator[Turtle]:
    """Yield the files of shapes of a directory.

    Raises CatalogRejected when a file is not Turtle.
    """
    for path in sorted(folder.glob("*.ttl")):
        turtle, findings = read_turtle(path, f"ontology/shapes/{path.name}", names)
        if turtle is None:
            raise CatalogRejected(findings)
        yield turtle


def load_shapes(folder: Path, names: Names) -> Graph:
    """Return all shapes of a directory. See `read_shapes`."""
    graph = Graph()
    for turtle in read_shapes(folder, names):
        graph.parse(data=turtle.text, format="turtle")
    return graph


def check_shapes(triples: Iterable[Triple], shapes: Graph, places: Places) -> Iterator[Finding]:
    """Yield a finding for each violation of a shape; the rule is the name of the property shape or node shape."""
    _, report, _ = validate(graph_of(triples), shacl_graph=shapes, inference="none", advanced=False)
    assert isinstance(report, Graph)
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        yield _finding(report, result, places)


def _finding(report: Graph, result: rdflib.term.Node, places: Places) -> Finding:
    focus = str(report.value(result, SH.focusNode))
    path = report.value(result, SH.resultPath)
    file, line = places.of(focus, str(path) if path else None)
    value = report.value(result, SH.value)
    shown = f" Found: {_shown(value)}." if value is not None and str(value) != focus else ""
    severity = Severity.WARNING if report.value(result, SH.resultSeverity) == SH.Warning else Severity.ERROR
    sentence = f"<{focus}>: {report.value(result, SH.resultMessage)}{shown}"
    return Finding(file, line, severity, sentence, _rule_of(report.value(result, SH.sourceShape)))


def _shown(value: rdflib.term.Node) -> str:
    return f"<{value}>" if isinstance(value, URIRef) else f"'{value}'"


def _rule_of(shape: rdflib.term.Node | None) -> str:
    return local_name(str(shape)) if isinstance(shape, URIRef) else "shape"


def rules_of_shapes(shapes: Graph) -> list[str]:
    """Return the names of all shapes that can report something."""
    reporting = {*shapes.objects(None, SH.property), *shapes.subjects(SH.message, None)}
    return sorted({_rule_of(shape) for shape in reporting})
