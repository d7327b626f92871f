"""Results as bytes: bounded in size, the same bytes for the same result."""

import io
import re
from collections.abc import Mapping
from typing import Any, cast
from xml.parsers import expat

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Triple, serialize

from medkg.sparql.formats import Format

_HEAD_BYTES = 10_000
"""More than all prefixes take, of which those that are not used are taken out again."""


class ResultOverflow(Exception):
    """The result is larger than allowed."""


class ResultNotRepresentable(Exception):
    """The result holds what the format cannot carry."""


class _BoundedBuffer(io.BytesIO):
    """A buffer that refuses to grow beyond its bound."""

    def __init__(self, bound: int) -> None:
        super().__init__()
        self.bound = bound

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self.bound:
            raise ResultOverflow
        return super().write(data)


def write_results(result: QuerySolutions | QueryBoolean, format: Format, bound: int) -> bytes:
    """Return rows, or yes or no, in a format.

    Raises ResultOverflow beyond so many bytes, ResultNotRepresentable for what XML cannot carry.
    """
    buffer = _BoundedBuffer(bound)
    if isinstance(result, QueryBoolean) and format.key in ("csv", "tsv"):
        buffer.write(b"true\n" if result else b"false\n")
    else:
        result.serialize(buffer, cast(QueryResultsFormat, format.serializer))
    return _checked(buffer, format)


def write_graph(triples: list[Triple], format: Format, prefixes: Mapping[str, str], bound: int) -> bytes:
    """Return triples in a format: in order, and in Turtle with the prefixes that it uses, in order too.

    Raises ResultOverflow beyond so many bytes, ResultNotRepresentable for what XML cannot carry.
    """
    buffer = _BoundedBuffer(bound)
    if format.key == "ttl":
        _write_turtle(triples, buffer, prefixes)
    else:
        serialize(triples, buffer, cast(RdfFormat, format.serializer))
    return _checked(buffer, format)


def _write_turtle(triples: list[Triple], buffer: _BoundedBuffer, prefixes: Mapping[str, str]) -> None:
    whole = _BoundedBuffer(buffer.bound + _HEAD_BYTES)
    serialize(triples, whole, RdfFormat.TURTLE, prefixes=dict(prefixes))
    lines = whole.getvalue().decode().split("\n")
    count = next((number for number, line in enumerate(lines) if not line.startswith("@prefix ")), len(lines))
    body = "\n".join(lines[count:])
    used = set(re.findall(r"(?<![\w-])[\w-]++(?=:)", body))
    head = sorted(f"{line}\n" for line in lines[:count] if line.split()[1].rstrip(":") in used)
    buffer.write("".join([*head, "\n" if head else "", body]).encode())


def _checked(buffer: _BoundedBuffer, format: Format) -> bytes:
    """Return what was written, unless it is no XML: control characters, predicates that do not end with a name."""
    body = buffer.getvalue()
    if format.key in ("xml", "rdf"):
        try:
            expat.ParserCreate(namespace_separator=" ").Parse(body, True)
        except expat.ExpatError:
            raise ResultNotRepresentable("The result holds characters or IRIs that XML cannot carry.") from None
    return body
