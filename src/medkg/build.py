"""The compiler: from the curated files to a snapshot, stage by stage."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, Store

from medkg.catalog.loader import Catalog, load_catalog
from medkg.convert.convert import convert_catalog
from medkg.convert.default_graph import ASSERTED, merge, triples_of
from medkg.convert.statements import quads as as_quads
from medkg.convert.void import convert_void
from medkg.errors import CatalogRejected
from medkg.export.table import RECIPES
from medkg.findings import Finding, Severity
from medkg.inference.closure import infer
from medkg.namespaces import Names
from medkg.quality.checks import load_checks, run_checks
from medkg.quality.places import Places
from medkg.quality.shapes import check_shapes, load_shapes, read_shapes
from medkg.snapshot.manifest import Manifest
from medkg.snapshot.writer import Content, write_snapshot
from medkg.stages import StageListener, stage


@dataclass(frozen=True)
class Graph:
    """The finished graph and what was noticed while it was made."""

    catalog: Catalog
    quads: tuple[Quad, ...]
    warnings: tuple[Finding, ...]


def build_snapshot(
    root: Path, output: Path, names: Names, tell: StageListener
) -> tuple[Path, Manifest, tuple[Finding, ...]]:
    """Return place and manifest of a new snapshot, with the warnings; it becomes the current one of `output`.

    Raises CatalogRejected with all findings when the input has faults, BuildBusy when another build runs.
    """
    with _seldom_collecting():
        graph = make_graph(root, names, tell)
        place, manifest = write_snapshot(output, _content(graph), RECIPES, tell)
    return place, manifest, graph.warnings


def _content(graph: Graph) -> Content:
    catalog = graph.catalog
    texts = {mapping_set.name: mapping_set.text for mapping_set in catalog.mapping_sets}
    return Content(catalog.names.base, graph.quads, catalog.queries, texts, catalog.version)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for garbage more seldom: a build makes a million things that stay, and looking took a fifth of its time."""
    usual = gc.get_threshold()
    gc.set_threshold(10_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def make_graph(root: Path, names: Names, tell: StageListener) -> Graph:
    """Return the whole graph, inferred, checked and described.

    Raises CatalogRejected with all findings when the input has faults.
    """
    with stage("load", tell):
        catalog, findings = load_catalog(root, names)
    _refuse_errors(findings)
    with stage("convert", tell):
        told = list(dict.fromkeys(convert_catalog(catalog)))
    with stage("infer", tell):
        inferred = infer(triples_of(told, names, ASSERTED), catalog.vocabularies.files[0].triples)
        told += as_quads(names.graph("inferred"), inferred)
    with stage("check", tell):
        findings += check_quads(root, catalog, [*told, *merge(told, names)])
    _refuse_errors(findings)
    with stage("describe", tell):
        for turtle in read_shapes(root / "ontology" / "shapes", names):
            told += as_quads(names.graph("shapes"), turtle.triples)
        told += convert_void(names, told, catalog.releases)
        quads = (*told, *merge(told, names))
    return Graph(catalog, quads, tuple(findings))


def check_quads(root: Path, catalog: Catalog, quads: Sequence[Quad]) -> list[Finding]:
    """Return what the shapes and the checks below `root` find in a graph with its default graph."""
    places, names = Places(catalog), catalog.names
    shapes = load_shapes(root / "ontology" / "shapes", names)
    findings = list(check_shapes(dict.fromkeys(quad.triple for quad in quads), shapes, places))
    store = Store()
    store.bulk_extend(quads)
    findings += run_checks(store, load_checks(root / "ontology" / "checks", names), names, places)
    return sorted(set(findings))


def _refuse_errors(findings: Sequence[Finding]) -> None:
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise CatalogRejected(findings)
