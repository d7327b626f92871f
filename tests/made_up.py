"""Small graphs of a test's own, written as snapshots."""

from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from medkg.snapshot.writer import Content, write_snapshot
from support import NAMES


def write_made_up(folder: Path, trig: str) -> Path:
    """Return the directory of a snapshot that holds a text in TriG; the usual prefixes are declared."""
    declared = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in NAMES.prefixes.items())
    quads = [Quad(*quad) for quad in parse(declared + trig, RdfFormat.TRIG)]
    place, _ = write_snapshot(folder, Content(NAMES.base, quads))
    return place
