"""What the endpoint takes, gives and holds, as https://www.w3.org/TR/sparql11-service-description/ describes it.

That vocabulary has no terms for limits. They are told in words (dct:description) and as values (schema:PropertyValue,
with unit codes of UN/CEFACT). A sd:feature stands only for what is offered: federated queries, dereferencing and a
default graph that is the union of the named ones are not, so there is none. Every node has an IRI.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from medkg.errors import NotRepresentable
from medkg.namespaces import DCT, RDF, RDFS, SCHEMA, SD, VOID, XSD, Names, declare_prefixes
from medkg.settings import Limits
from medkg.sparql.ask import Row, ask_rows
from medkg.sparql.engine import Engine
from medkg.sparql.formats import FORMATS, Format
from medkg.sparql.serialization import ResultNotRepresentable, write_graph

_DATASETS = """PREFIX dct: <http://purl.org/dc/terms/>
PREFIX void: <http://rdfs.org/ns/void#>
SELECT ?dataset ?triples ?title ?licence WHERE {{ GRAPH <{base}graph/void> {{
  ?dataset a void:Dataset ; void:triples ?triples
  OPTIONAL {{ ?dataset dct:title ?title ; dct:license ?licence }}
}} }} ORDER BY ?dataset"""

_READ_ONLY = "Read-only: queries, no updates. SERVICE, and FROM of graphs that are not in the store, fetch nothing."


@dataclass(frozen=True)
class _Limit:
    """A limit of one query, as it is described."""

    name: str
    text: str
    value: float
    unit: str
    """Code of UN/CEFACT Recommendation 20."""


def describe_service(
    engine: Engine, names: Names, endpoint: str, limits: Limits, dumps: Sequence[str] = ()
) -> list[Triple]:
    """Return the description of the endpoint at a public URL, in order; what it holds is asked of the engine.

    `dumps` are the addresses of files that hold the same.

    Raises a kind of QueryFailed when the engine does not answer.
    """
    service = NamedNode(f"{endpoint}#service")
    dataset = NamedNode(f"{endpoint}#dataset")
    rows = ask_rows(engine, _DATASETS.format(base=names.base))
    found = [
        *_abilities(service, endpoint),
        *_limits(service, _limits_of(limits)),
        *declare_prefixes(names, service),
        *_dataset(names, service, dataset, rows),
        *_dumps(dataset, dumps),
    ]
    return sorted(found, key=str)


def serialize_as_answer(triples: list[Triple], format: Format, prefixes: Mapping[str, str]) -> bytes:
    """Return triples in a format, written as answers are: the same bytes each time.

    Raises NotRepresentable for what XML cannot carry.
    """
    try:
        return write_graph(triples, format, prefixes, sys.maxsize)
    except ResultNotRepresentable as fault:
        raise NotRepresentable(f"{fault} Ask for another format.") from None


def _abilities(service: NamedNode, endpoint: str) -> Iterator[Triple]:
    yield Triple(service, RDF("type"), SD("Service"))
    yield Triple(service, SD("endpoint"), NamedNode(endpoint))
    yield Triple(service, SD("supportedLanguage"), SD("SPARQL11Query"))
    yield Triple(service, SD("defaultEntailmentRegime"), NamedNode("http://www.w3.org/ns/entailment/Simple"))
    yield from (Triple(service, SD("resultFormat"), NamedNode(format.iri)) for format in FORMATS.values())


def _limits_of(limits: Limits) -> list[_Limit]:
    return [
        _Limit("seconds", "seconds that one query may take", limits.seconds, "SEC"),
        _Limit("memory", "megabytes of memory that one query may take", limits.memory_mb, "4L"),
        _Limit("result", "megabytes that one result may have", limits.result_mb, "4L"),
    ]


def _limits(service: NamedNode, limits: list[_Limit]) -> Iterator[Triple]:
    told = "; ".join(f"at most {_decimal(limit.value)} {limit.text}" for limit in limits)
    sentence = (
        f"{_READ_ONLY} Limits: {told}. Beyond a limit there is an error that names it, never a part of the answer."
    )
    yield Triple(service, DCT("description"), Literal(sentence, language="en"))
    for limit in limits:
        node = NamedNode(f"{service.value}-limit-{limit.name}")
        yield Triple(service, SCHEMA("additionalProperty"), node)
        yield Triple(node, RDF("type"), SCHEMA("PropertyValue"))
        yield Triple(node, SCHEMA("name"), Literal(limit.text, language="en"))
        yield Triple(node, SCHEMA("maxValue"), Literal(_decimal(limit.value), datatype=XSD("decimal")))
        yield Triple(node, SCHEMA("unitCode"), Literal(limit.unit))


def _decimal(value: float) -> str:
    """Return a number without an exponent."""
    return f"{value:f}".rstrip("0").rstrip(".")


def _dataset(names: Names, service: NamedNode, dataset: NamedNode, rows: list[Row]) -> Iterator[Triple]:
    """Yield what the endpoint holds, as its own VoID description counts it."""
    yield Triple(service, SD("defaultDataset"), dataset)
    yield Triple(service, RDFS("seeAlso"), names("void"))
    yield Triple(dataset, RDF("type"), SD("Dataset"))
    for row in rows:
        graph = NamedNode(row["dataset"]["value"])
        yield Triple(graph, VOID("triples"), Literal(row["triples"]["value"], datatype=XSD("integer")))
        yield from _default_graph(service, dataset, graph, row) if "title" in row else _named_graph(dataset, graph)


def _dumps(dataset: NamedNode, addresses: Sequence[str]) -> Iterator[Triple]:
    """Yield where all of it can be had in one file (https://www.w3.org/TR/void/#dumps)."""
    if addresses:
        yield Triple(dataset, RDF("type"), VOID("Dataset"))
    yield from (Triple(dataset, VOID("dataDump"), NamedNode(address)) for address in addresses)


def _default_graph(service: NamedNode, dataset: NamedNode, graph: NamedNode, row: Row) -> Iterator[Triple]:
    yield Triple(dataset, SD("defaultGraph"), graph)
    yield Triple(graph, RDF("type"), SD("Graph"))
    for node in (service, graph):
        yield Triple(node, DCT("title"), Literal(row["title"]["value"], language="en"))
        yield Triple(node, DCT("license"), NamedNode(row["licence"]["value"]))


def _named_graph(dataset: NamedNode, graph: NamedNode) -> Iterator[Triple]:
    yield Triple(dataset, SD("namedGraph"), graph)
    yield Triple(graph, RDF("type"), SD("NamedGraph"))
    yield Triple(graph, SD("name"), graph)
    yield Triple(graph, SD("graph"), graph)
