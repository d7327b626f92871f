"""Count and digest of a graph, computed from triples here and by a SPARQL query there: equal when the graphs are.

The digest is a sum over the triples, of 24 bits of SHA-256 each, so no order matters and parts add up. A triple that is
missing, added or changed is seen, but for one chance in 16 million, in its IRIs, in the text and language of its
strings, and in the value of its integers. What stores rewrite or hash differently is not looked at: how an integer is
written, capitals in language tags, which character beyond ASCII stands in a place (but that one does, so a text in the
wrong encoding is seen), and all of other typed literals (dates, decimals, booleans …) but that they are there.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from medkg.namespaces import RDF, XSD

_INTEGERS = tuple(
    XSD + local
    for local in (
        "integer",
        "int",
        "long",
        "short",
        "byte",
        "nonNegativeInteger",
        "positiveInteger",
        "nonPositiveInteger",
        "negativeInteger",
        "unsignedInt",
        "unsignedLong",
        "unsignedShort",
        "unsignedByte",
    )
)
_HEX = "0123456789abcdef"
_DIGITS = 6
_BEYOND_ASCII = "[^ -~]"
"""Each of these characters is hashed as a question mark: Virtuoso 7 encodes them twice before it hashes."""


@dataclass(frozen=True)
class Digest:
    """How many triples, and the sum of what they hash to."""

    count: int = 0
    sum: int = 0

    def __add__(self, other: "Digest") -> "Digest":
        return Digest(self.count + other.count, self.sum + other.sum)


def digest_of(triples: Iterable[Triple]) -> Digest:
    """Return the digest of distinct triples.

    >>> triple = Triple(NamedNode("urn:a"), NamedNode("urn:b"), Literal("7"))
    >>> digest_of([triple, triple]) == digest_of([triple]) + digest_of([triple])
    True
    """
    values = [_value(triple) for triple in triples]
    return Digest(len(values), sum(values))


def _value(triple: Triple) -> int:
    text = f"{_text(triple.subject)} {triple.predicate.value} {_text(triple.object)}"
    hashed = hashlib.sha256(re.sub(_BEYOND_ASCII, "?", text).encode())
    return int(hashed.hexdigest()[:_DIGITS], 16)


def _text(term: object) -> str:
    match term:
        case NamedNode():
            return term.value
        case Literal() if term.datatype in (XSD("string"), RDF("langString")):
            return f"{term.value}@{(term.language or '').lower()}"
        case Literal() if term.datatype.value in _INTEGERS:
            return str(int(term.value))
    return ""


def digest_query(graphs: Iterable[str]) -> str:
    """Return a query for `?g`, `?count` and `?sum` of some graphs; "" is the default graph, to be asked for alone."""
    named = [f"<{graph}>" for graph in graphs if graph]
    pattern = f"VALUES ?g {{ {' '.join(named)} }} GRAPH ?g {{ ?s ?p ?o }}" if named else "?s ?p ?o ."
    return f"""SELECT {"?g" if named else ""} (COUNT(*) AS ?count) (SUM(?value) AS ?sum) WHERE {{
      {pattern}
      BIND(CONCAT(STR(?s), " ", STR(?p), " ", {_OBJECT}) AS ?text)
      BIND(SHA256(REPLACE(?text, "{_BEYOND_ASCII}", "?")) AS ?hash)
      BIND({_number("?hash")} AS ?value)
    }} {"GROUP BY ?g" if named else ""}"""


_OBJECT = f"""IF(isIRI(?o), STR(?o), IF(isBlank(?o), "",
        IF(LANG(?o) != "" || DATATYPE(?o) = <{XSD}string>, CONCAT(STR(?o), "@", LCASE(LANG(?o))),
        IF(DATATYPE(?o) IN ({", ".join(f"<{iri}>" for iri in _INTEGERS)}), STR(<{XSD}integer>(STR(?o))), ""))))"""


def _number(text: str) -> str:
    """Return an expression for the number that the first hexadecimal digits of a text make."""
    digits = (
        f'STRLEN(STRBEFORE("{_HEX}", SUBSTR({text}, {place + 1}, 1))) * {16 ** (_DIGITS - place - 1)}'
        for place in range(_DIGITS)
    )
    return " + ".join(digits)
