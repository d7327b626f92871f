"""Triples as text: what is told of one thing side by side, so that a person can read it; same input, same bytes."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice, takewhile
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from medkg.json_text import write_json
from medkg.namespaces import CATALOG_PREFIXES, Names
from medkg.profiles.json_ld import Context, make_context, stream_json_ld, write_json_ld

JSON_LD = "jsonld"
_FORMATS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML}


def serialize_triples(triples: Iterable[Triple], format: str, names: Names, *, nested: bool = True) -> bytes:
    """Return triples in Turtle (`ttl`), N-Triples (`nt`), RDF/XML (`rdf`) or JSON-LD (`jsonld`), each once.

    Things are in the order in which they are first told of; in JSON-LD what the first one leads to is within it, or, if
    not nested, all are side by side. Raises KeyError for another format.
    """
    ordered = list(group_by_subject(triples))
    if format == JSON_LD:
        subjects = dict.fromkeys(triple.subject for triple in (islice(ordered, 1) if nested else ordered))
        roots = [subject for subject in subjects if isinstance(subject, NamedNode)]
        return write_json(write_json_ld(ordered, _context(names), roots))
    file = BytesIO()
    write_triples(ordered, file, format, names)
    return _with_used_prefixes(file.getvalue()) if format == "ttl" else file.getvalue()


def _with_used_prefixes(turtle: bytes) -> bytes:
    """Return Turtle with the prefixes that it uses, in order, and a blank line after them."""
    lines = turtle.splitlines(keepends=True)
    head = list(takewhile(lambda line: line.startswith(b"@prefix "), lines))
    body = b"".join(lines[len(head) :])
    used = sorted(line for line in head if line.split()[1] in body)
    return b"".join([*used, b"\n", body])


def write_triples(triples: Iterable[Triple], file: BinaryIO, format: str, names: Names) -> None:
    """Write triples to a file as they come, so that memory does not grow with them.

    Raises KeyError for another format than those of `serialize_triples`.
    """
    if format == JSON_LD:
        file.writelines(text.encode() for text in stream_json_ld(triples, _context(names)))
    else:
        serialize(triples, file, _FORMATS[format], prefixes=names.prefixes | CATALOG_PREFIXES)


def write_named_graphs(quads: Iterable[Quad], file: BinaryIO, names: Names) -> None:
    """Write quads to a file in JSON-LD as they come."""
    file.writelines(text.encode() for text in stream_json_ld(quads, _context(names)))


def _context(names: Names) -> Context:
    return {**CATALOG_PREFIXES, **make_context(names)}


def group_by_subject(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Yield each triple once, those with the same subject side by side, subjects in the order of their first triple."""
    groups: dict[object, list[Triple]] = {}
    for triple in dict.fromkeys(triples):
        groups.setdefault(triple.subject, []).append(triple)
    for group in groups.values():
        yield from group
