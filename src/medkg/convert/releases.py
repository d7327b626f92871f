"""From the releases to quads: which version the data and the ontology are, and which there were before."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pyoxigraph import Literal, NamedNode, Quad, Triple

from medkg.catalog.loader import Catalog
from medkg.catalog.schema import Release
from medkg.convert.statements import day, english, quads, triples
from medkg.namespaces import ADMS, DCAT, DCT, OWL, PROV, RDF, Names


def release_iri(names: Names, release: Release) -> NamedNode:
    """Return the IRI of a release, such as `…/release/2026-11-27`."""
    return names(f"release/{release.version}")


def convert_releases(catalog: Catalog) -> Iterator[Quad]:
    """Yield in the graph of the ontology its version and all releases; nothing where the data name none."""
    names, releases = catalog.names, catalog.releases
    graph = names.graph("ontology")
    for release, previous in zip_longest(releases, releases[1:]):
        yield from quads(graph, _release(names, release, previous))
        yield from quads(graph, _ontology_then(names, release))
    yield from quads(graph, _ontology_now(names, releases[:1]))


def _release(names: Names, release: Release, previous: Release | None) -> Iterator[Triple]:
    return triples(
        release_iri(names, release),
        [
            (RDF("type"), names.term("Release")),
            (DCT("title"), english(f"Release {release.version} of medkg")),
            (DCT("issued"), day(release.version)),
            (DCAT("version"), Literal(str(release.version))),
            (ADMS("versionNotes"), english(release.notes)),
            (DCAT("previousVersion"), release_iri(names, previous) if previous else None),
        ],
    )


def _ontology_then(names: Names, release: Release) -> Iterator[Triple]:
    """Yield what the ontology of a release is; it is no second owl:Ontology in the document of the first."""
    return triples(
        _ontology_iri(names, release),
        [
            (RDF("type"), PROV("Entity")),
            (DCT("title"), english(f"medkg ontology, version {release.version}")),
            (DCAT("isVersionOf"), names("ontology")),
            (DCT("isPartOf"), release_iri(names, release)),
        ],
    )


def _ontology_now(names: Names, newest: Sequence[Release]) -> Iterator[Triple]:
    """Yield the version of the ontology. See https://www.w3.org/TR/owl2-syntax/#Versioning_of_OWL_2_Ontologies."""
    for release in newest:
        yield from triples(
            names("ontology"),
            [
                (OWL("versionIRI"), _ontology_iri(names, release)),
                (OWL("versionInfo"), Literal(str(release.version))),
                (DCT("modified"), day(release.version)),
            ],
        )


def _ontology_iri(names: Names, release: Release) -> NamedNode:
    return names(f"ontology/{release.version}")
