"""The formats of answers: one table for negotiation, suffixes, the worker's serializers and the documentation."""

from dataclasses import dataclass
from enum import StrEnum

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header


class Shape(StrEnum):
    """What a format can carry."""

    RESULTS = "results"
    GRAPH = "graph"


@dataclass(frozen=True)
class Format:
    """One format. `key` is its suffix and the value of `?format=`; `aliases` are media types that clients send."""

    key: str
    media_type: str
    shape: Shape
    aliases: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The value of the Content-Type header."""
        return f"{self.media_type}; charset=utf-8"


FORMATS: dict[str, Format] = {
    format.key: format
    for format in (
        Format("json", "application/sparql-results+json", Shape.RESULTS, ("application/json", "text/json")),
        Format("xml", "application/sparql-results+xml", Shape.RESULTS, ("application/xml", "text/xml")),
        Format("csv", "text/csv", Shape.RESULTS),
        Format("tsv", "text/tab-separated-values", Shape.RESULTS),
        Format("ttl", "text/turtle", Shape.GRAPH, ("application/x-turtle", "application/turtle")),
        Format("nt", "application/n-triples", Shape.GRAPH, ("text/plain",)),
        Format("jsonld", "application/ld+json", Shape.GRAPH, ("application/json",)),
        Format("rdf", "application/rdf+xml", Shape.GRAPH, ("application/xml", "text/xml")),
    )
}
"""In the order of preference within a shape."""

HTML = "text/html"


def formats_of(shape: Shape) -> tuple[Format, ...]:
    """Return the formats of one shape, the preferred one first."""
    return tuple(format for format in FORMATS.values() if format.shape is shape)


def negotiate(accept: str | None, shape: Shape, *, html: bool = False) -> Format | str | None:
    """Return the format that an Accept header wants most; HTML where offered and wanted more; None if none fits.

    An absent header accepts everything (RFC 9110, 12.5.1). Parameters other than q are left out of account.

    >>> negotiate("text/turtle;q=0.5, application/ld+json", Shape.GRAPH).key
    'jsonld'
    """
    offers: dict[str, Format | str] = {}
    for format in formats_of(shape):
        for media_type in (format.media_type, *format.aliases):
            offers.setdefault(media_type, format)
    if html:
        offers[HTML] = HTML
    if not (accept or "").strip():
        return formats_of(shape)[0]
    wanted = parse_accept_header(_without_parameters(accept or ""), MIMEAccept)
    best = wanted.best_match(list(offers))
    return offers[best] if best else None


def _without_parameters(accept: str) -> str:
    """Return the header with no parameter but q: werkzeug finds `…+json;charset=utf-8` unlike `…+json`."""
    ranges = []
    for item in accept.split(","):
        media_range, *parameters = (part.strip() for part in item.split(";"))
        quality = [parameter for parameter in parameters if parameter.replace(" ", "").lower().startswith("q=")]
        ranges.append(";".join([media_range, *quality]))
    return ", ".join(ranges)
