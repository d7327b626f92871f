"""Writes the difference of two snapshots as RDF Patch, which stores such as Jena Fuseki apply to their data.

See https://afs.github.io/rdf-delta/rdf-patch.html and, for the header, https://afs.github.io/rdf-delta/rdf-patch-logs.html.
"""

from collections.abc import Iterator
from enum import StrEnum
from uuid import NAMESPACE_URL, uuid5

from medkg.changes.lines import Sign, compare_lines
from medkg.changes.side import Side

PATCH_TYPE = "application/rdf-patch"
PATCH_SUFFIX = "rdfp"

_OPERATIONS = {Sign.ADDED: b"A ", Sign.REMOVED: b"D "}


class Part(StrEnum):
    """Which graphs a patch is about."""

    ALL = "all"
    DEFAULT = "default"
    NAMED = "named"


def write_patch(old: Side, new: Side, part: Part = Part.ALL) -> Iterator[bytes]:
    """Yield the lines of the patch that makes an old snapshot a new one.

    Its id names the state to which it leads, `prev` the one from which it starts: so patches of successive snapshots
    are a patch log, and a store that keeps the last id sees whether a patch fits what it holds.
    """
    yield f"H id <{name_state(new, part)}> .\n".encode()
    yield f"H prev <{name_state(old, part)}> .\n".encode()
    yield b"TX .\n"
    for sign, line in compare_lines(old.lines(), new.lines()):
        if sign is not Sign.KEPT and (part is Part.ALL or _has_graph(line) == (part is Part.NAMED)):
            yield _OPERATIONS[sign] + line
    yield b"TC .\n"


def name_state(side: Side, part: Part = Part.ALL) -> str:
    """Return the name of what a snapshot, or a part of it, states."""
    return uuid5(NAMESPACE_URL, f"{side.base_iri}graph/{part}/{side.digest}").urn


def _has_graph(line: bytes) -> bool:
    r"""Tell whether a line of N-Quads names a graph.

    >>> _has_graph(b'<a:s> <a:p> "x <a:g>" .\n'), _has_graph(b"<a:s> <a:p> <a:o> <a:g> .\n")
    (False, True)
    """
    value = line.split(b" ", 2)[2].removesuffix(b" .\n")
    if value.startswith(b"<"):
        return b" " in value
    return value.rpartition(b'"')[2].count(b" <") > 0
