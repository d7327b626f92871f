"""Where the named graphs come from: source documents, passages, repairs, and what each graph is about."""

from collections.abc import Container, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from medkg import __version__
from medkg.catalog.loader import Catalog
from medkg.catalog.schema import NamedRecord, Repair, Source, SourceDocument
from medkg.convert.entries import entry_iri
from medkg.convert.statements import english, integer, quads, triples
from medkg.namespaces import DCT, OWL, PROV, RDF, RDFS, Names

IN_PASSING = "in passing"
"""The section of passages that name an organization or event: the heading above them is about something else."""


def convert_provenance(catalog: Catalog, graphs: Container[str]) -> Iterator[Quad]:
    """Yield `graph/provenance`, but for the reasons of curated statements and the mappings.

    `graphs` are the names of the stated and curated graphs that hold something; others are not described.
    """
    yield from quads(catalog.names.graph("provenance"), _statements(catalog, graphs))


def _statements(catalog: Catalog, graphs: Container[str]) -> Iterator[Triple]:
    names, records = catalog.names, catalog.records
    yield from _activities(names)
    yield from _common_graphs(names)
    for id, document in sorted(records.sources.items()):
        yield from _document(names(f"source/{id}"), names, document.value)
    for id, entry in sorted(records.entries.items()):
        iri = entry_iri(names, id, entry.value)
        yield from _graphs_of(names, id, iri, entry.value.source, graphs)
        for number, repair in enumerate(entry.value.source.repairs, 1):
            yield from _repair(names, NamedNode(f"{iri.value}#repair-{number}"), iri, repair)
    for path, id, record in records.named():
        yield from _graphs_of(names, f"{path}/{id}", names(f"{path}/{id}"), _source_of(record.value), graphs)


def _source_of(record: NamedRecord) -> Source | None:
    """Return the passages that name an organization or an event."""
    return Source(section=IN_PASSING, lines=record.lines) if record.lines else None


_ACTIVITIES = {
    "curation": "Curation of medkg",
    "inference": "Inference by OWL 2 RL in medkg",
    "counting": "Counting by medkg",
}


def _activities(names: Names) -> Iterator[Triple]:
    for activity, what in _ACTIVITIES.items():
        label = english(f"{what}, version {__version__}")
        yield from triples(_activity(names, activity), [(RDF("type"), PROV("Activity")), (RDFS("label"), label)])


def _activity(names: Names, activity: str = "curation") -> NamedNode:
    return names(f"graph/provenance#{activity}")


COMMON_GRAPHS = {
    "inferred": ("inference", "What follows from the stated and curated graphs by the axioms of the ontology."),
    "ontology": ("curation", "Classes and properties with their axioms, and the vocabularies."),
    "mappings": ("curation", "Matches of concepts and organizations with terms of other vocabularies."),
    "queries": ("curation", "The saved queries, and the prefixes of the graph."),
    "shapes": ("curation", "What holds of the graph, as SHACL shapes."),
    "void": ("counting", "Description of the default graph and of every named graph in VoID, with counts."),
    "provenance": ("curation", "Where the graphs come from, and why curated statements and mappings are right."),
}
"""Graph that is not of one thing → the activity that made it, and what it holds."""


def _common_graphs(names: Names) -> Iterator[Triple]:
    for name, (activity, what) in COMMON_GRAPHS.items():
        graph = names.graph(name)
        yield Triple(graph, DCT("description"), english(what))
        yield Triple(graph, PROV("wasGeneratedBy"), _activity(names, activity))
    yield Triple(names.graph("inferred"), PROV("wasDerivedFrom"), names.graph("ontology"))


def _document(iri: NamedNode, names: Names, document: SourceDocument) -> Iterator[Triple]:
    return triples(
        iri,
        [
            (RDF("type"), names.term("SourceDocument")),
            (DCT("title"), english(document.title)),
            (DCT("description"), english(document.description)),
            (OWL("versionInfo"), Literal(document.version)),
            (DCT("source"), NamedNode(document.url) if document.url else None),
            (names.term("lastLine"), integer(document.line_count)),
        ],
    )


def _graphs_of(
    names: Names, path: str, about: NamedNode, source: Source | None, graphs: Container[str]
) -> Iterator[Triple]:
    for graph in (names.graph(f"stated/{path}"), names.graph(f"curated/{path}")):
        if graph.value in graphs:
            yield Triple(graph, names.term("describesGraphOf"), about)
            yield Triple(graph, PROV("wasGeneratedBy"), _activity(names))
    if source is None:
        return
    stated = names.graph(f"stated/{path}")
    for lines in source.lines:
        passage = names(f"source/{source.document}#L{lines}")
        yield Triple(stated, PROV("wasDerivedFrom"), passage)
        yield from _passage(names, passage, source, lines)


def _passage(names: Names, iri: NamedNode, source: Source, lines: str) -> Iterator[Triple]:
    first, _, last = lines.partition("-")
    section = english(source.section) if source.section != IN_PASSING else None
    return triples(
        iri,
        [
            (RDF("type"), names.term("SourcePassage")),
            (names.term("section"), section),
            (names.term("firstLine"), integer(int(first))),
            (names.term("lastLine"), integer(int(last or first))),
            (DCT("isPartOf"), names(f"source/{source.document}")),
        ],
    )


def _repair(names: Names, iri: NamedNode, about: NamedNode, repair: Repair) -> Iterator[Triple]:
    return triples(
        iri,
        [
            (RDF("type"), names.term("Repair")),
            (DCT("subject"), about),
            (names.term("line"), integer(repair.line)),
            (names.term("found"), Literal(repair.found)),
            (names.term("repaired"), Literal(repair.repaired)),
            (names.term("reason"), english(repair.why)),
        ],
    )
