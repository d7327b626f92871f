"""The formats of answers: one table for negotiation, suffixes, serializers, service description and documentation."""

from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import QueryResultsFormat, RdfFormat


class Shape(StrEnum):
    """What a format can carry."""

    RESULTS = "results"
    GRAPH = "graph"


@dataclass(frozen=True)
class Format:
    """One format. `key` is its suffix and the value of `?format=`; `names` are further values of `?format=`.

    `aliases` are media types by which clients ask for it; what is sent is always named `media_type`.
    """

    key: str
    media_type: str
    standard_name: str
    serializer: QueryResultsFormat | RdfFormat
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def shape(self) -> Shape:
        """What the format can carry."""
        return Shape.RESULTS if isinstance(self.serializer, QueryResultsFormat) else Shape.GRAPH

    @property
    def content_type(self) -> str:
        """The value of the Content-Type header."""
        return f"{self.media_type}; charset=utf-8"

    @property
    def iri(self) -> str:
        """The format's IRI at the W3C, for service descriptions. See https://www.w3.org/ns/formats/."""
        return f"http://www.w3.org/ns/formats/{self.standard_name}"


FORMATS: dict[str, Format] = {
    format.key: format
    for format in (
        Format(
            "json",
            "application/sparql-results+json",
            "SPARQL_Results_JSON",
            QueryResultsFormat.JSON,
            names=("srj",),
            aliases=("application/json", "text/json"),
        ),
        Format(
            "xml",
            "application/sparql-results+xml",
            "SPARQL_Results_XML",
            QueryResultsFormat.XML,
            names=("srx",),
            aliases=("application/xml", "text/xml"),
        ),
        Format("csv", "text/csv", "SPARQL_Results_CSV", QueryResultsFormat.CSV),
        Format("tsv", "text/tab-separated-values", "SPARQL_Results_TSV", QueryResultsFormat.TSV),
        Format(
            "ttl",
            "text/turtle",
            "Turtle",
            RdfFormat.TURTLE,
            names=("turtle", "n3"),
            aliases=(
                "application/turtle",
                "application/x-turtle",
                "application/x-nice-turtle",
                "text/rdf+turtle",
                "text/rdf+ttl",
                "text/n3",
                "text/rdf+n3",
                "application/n3",
            ),
        ),
        Format(
            "jsonld",
            "application/ld+json",
            "JSON-LD",
            RdfFormat.JSON_LD,
            names=("json-ld", "json"),
            aliases=("application/x-json+ld", "application/json", "text/json"),
        ),
        Format(
            "nt",
            "application/n-triples",
            "N-Triples",
            RdfFormat.N_TRIPLES,
            names=("ntriples", "n-triples"),
            aliases=("text/ntriples", "text/plain"),
        ),
        Format(
            "rdf",
            "application/rdf+xml",
            "RDF_XML",
            RdfFormat.RDF_XML,
            names=("rdfxml", "rdf-xml", "rdf+xml", "xml"),
            aliases=("application/xml", "text/xml"),
        ),
        Format("trig", "application/trig", "TriG", RdfFormat.TRIG, aliases=("application/x-trig",)),
        Format(
            "nq",
            "application/n-quads",
            "N-Quads",
            RdfFormat.N_QUADS,
            names=("nquads", "n-quads"),
            aliases=("text/x-nquads", "text/nquads"),
        ),
    )
}
"""In the order of preference within a shape. A graph in TriG or N-Quads is a dataset with that default graph only."""

HTML = "text/html"


def formats_of(shape: Shape) -> tuple[Format, ...]:
    """Return the formats of one shape, the preferred one first."""
    return tuple(format for format in FORMATS.values() if format.shape is shape)


def find_format(name: str, shape: Shape) -> Format | None:
    """Return the format of a shape that has a name: its key, a usual other name, or a media type; None if none has.

    `json` and `xml` name a format of either shape, so that `?format=json` fits whatever a query gives.

    >>> find_format("json", Shape.GRAPH).key
    'jsonld'
    """
    # A plus that is not percent-encoded arrives as a space, as in `?format=application/sparql-results+json`.
    sought = name.partition(";")[0].strip().lower().replace(" ", "+")
    for format in formats_of(shape):
        if sought in (format.key, *format.names, format.media_type, *format.aliases):
            return format
    return None
