"""From mapping sets to quads: the matches themselves, and how each is justified."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from medkg.catalog.loader import Catalog
from medkg.catalog.mappings import MappingSet, Match
from medkg.convert.statements import decimal, english, quads, triples
from medkg.namespaces import DCT, OWL, RDF, RDFS, SEMAPV, SKOS, SSSOM, local_name


def convert_mappings(catalog: Catalog) -> Iterator[Quad]:
    """Yield the matches in `graph/mappings`, their sets and justifications in `graph/provenance`."""
    matches, provenance = catalog.names.graph("mappings"), catalog.names.graph("provenance")
    for mapping_set in catalog.mapping_sets:
        iri = NamedNode(str(mapping_set.metadata["mapping_set_id"]))
        yield from quads(provenance, _set_triples(iri, mapping_set))
        for match in mapping_set.mappings:
            yield Quad(_node(match.subject), _predicate(match), _node(match.object), matches)
            label = english(match.object_label) if match.object_label else None
            yield from quads(matches, triples(_node(match.object), [(RDFS("label"), label)]))
            yield from quads(provenance, _match_triples(iri, match))


def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


def _predicate(match: Match) -> NamedNode:
    return SKOS(match.predicate.removeprefix("skos:"))


def _set_triples(iri: NamedNode, mapping_set: MappingSet) -> Iterator[Triple]:
    metadata = mapping_set.metadata
    return triples(
        iri,
        [
            (RDF("type"), SSSOM("MappingSet")),
            (DCT("title"), english(str(metadata["mapping_set_title"]))),
            (DCT("license"), NamedNode(str(metadata["license"]))),
            (OWL("versionInfo"), Literal(str(metadata["mapping_set_version"]))),
        ],
    )


def _match_triples(mapping_set: NamedNode, match: Match) -> Iterator[Triple]:
    predicate = _predicate(match)
    local = "--".join(local_name(iri) for iri in (match.subject, predicate.value, match.object))
    return triples(
        NamedNode(f"{mapping_set.value}#{local}"),
        [
            (RDF("type"), OWL("Axiom")),
            (OWL("annotatedSource"), _node(match.subject)),
            (OWL("annotatedProperty"), predicate),
            (OWL("annotatedTarget"), _node(match.object)),
            (SSSOM("mapping_justification"), SEMAPV(match.justification.removeprefix("semapv:"))),
            (SSSOM("confidence"), decimal(float(match.confidence))),
            (RDFS("comment"), english(match.comment) if match.comment else None),
            (DCT("isPartOf"), mapping_set),
        ],
    )
