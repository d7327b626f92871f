"""From saved queries to quads: SHACL executables, as SIB's endpoints publish theirs (https://github.com/sib-swiss/sparql-examples)."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from medkg.catalog.loader import Catalog
from medkg.convert.statements import english, quads, triples
from medkg.namespaces import RDF, RDFS, SCHEMA, SH, Names, declare_prefixes
from medkg.saved_query import QueryForm, SavedQuery

_EXECUTABLES = {
    QueryForm.SELECT: (SH("SPARQLSelectExecutable"), SH("select")),
    QueryForm.ASK: (SH("SPARQLAskExecutable"), SH("ask")),
    QueryForm.CONSTRUCT: (SH("SPARQLConstructExecutable"), SH("construct")),
}


def convert_queries(catalog: Catalog) -> Iterator[Quad]:
    """Yield `graph/queries`: each saved query with its text, and the prefixes of the catalog."""
    names, graph = catalog.names, catalog.names.graph("queries")
    yield from quads(graph, declare_prefixes(names, names("graph/queries#prefixes")))
    for query in catalog.queries:
        yield from quads(graph, _query(names, query))


def _query(names: Names, query: SavedQuery) -> Iterator[Triple]:
    executable, text_property = _EXECUTABLES[query.form]
    iri: NamedNode = names(f"query/{query.slug}")
    yield from triples(
        iri,
        [
            (RDF("type"), SH("SPARQLExecutable")),
            (RDF("type"), executable),
            (RDFS("label"), english(query.title)),
            (RDFS("comment"), english(query.description)),
            (text_property, Literal(query.text())),
            (SH("prefixes"), names("graph/queries#prefixes")),
            (SCHEMA("target"), names("sparql")),
        ],
    )
    yield from triples(iri, ((SCHEMA("keywords"), Literal(keyword)) for keyword in query.keywords))
