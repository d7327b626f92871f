"""A large graph for measuring: `python -m bench.synthetic FOLDER` clones the entries of a snapshot into 10,000.

Each clone of an entry has its own id and title, and all that the entry has: facts, evidence of its graphs, links to
concepts, organizations and events. What entries say of one another, their clones say of one another. The same snapshot
gives the same clones. Not cloned: why each statement was curated, which no measured page asks for, and the counts in
VoID.
"""

import argparse
import math
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from medkg.snapshot.manifest import QUADS
from medkg.snapshot.reader import open_snapshot
from medkg.snapshot.writer import Content, write_snapshot

ROOT = Path(__file__).parents[1]
ENTRIES = 10_000
KINDS = "dataset|challenge|series|catalog|service"
CLONED_GRAPHS = ("", "stated", "curated", "inferred")
"""Families of graphs whose statements about entries are cloned; "" is the default graph."""


class Cloner:
    """Makes clones of the lines of an N-Quads file that speak of entries."""

    def __init__(self, base: str) -> None:
        own = re.escape(base)
        self._entry = re.compile(f"<{own}(?:{KINDS}|graph/stated|graph/curated)/[^>#]+")
        self._family = re.compile(f"(?:<{own}graph/([a-z]+)[^>]*> )?\\.$")
        self._titled = re.compile(
            f'(<{own}(?:{KINDS})/[^>#]+> <(?:http://purl.org/dc/terms/title|[^>]*rdf-schema#label)> ".*)("@en.*)'
        )
        self._about_graphs = (f"<{base}graph/", f"<{base}void")

    def find_entries(self, lines: Iterable[str]) -> set[str]:
        """Return the IRIs of entries and of their graphs, each with the bracket at its beginning."""
        return {found for line in lines for found in self._entry.findall(line)}

    def is_cloned(self, line: str) -> bool:
        """Tell whether a line speaks of an entry and is to be cloned with it."""
        family = self._family.search(line.rstrip("\n"))
        in_clone = family is not None and (family[1] or "") in CLONED_GRAPHS
        return in_clone and not line.startswith(self._about_graphs) and self._entry.search(line) is not None

    def clone(self, line: str, number: int) -> str:
        """Return the same line about clones that have a number."""
        titled = self._titled.sub(rf"\1, copy {number}\2", line)
        return self._entry.sub(lambda found: f"{found[0]}-copy-{number}", titled)


def clone_quads(text: str, base: str, entries: int) -> Iterator[Quad]:
    """Yield the quads of a snapshot and of clones, until there are at least as many entries as asked for."""
    lines = text.splitlines(keepends=True)
    cloner = Cloner(base)
    there = sum("/graph/" not in iri for iri in cloner.find_entries(lines))
    cloned = [line for line in lines if cloner.is_cloned(line)]
    yield from parse(text, RdfFormat.N_QUADS)
    for number in range(1, math.ceil(entries / there)):
        yield from parse("".join(cloner.clone(line, number) for line in cloned), RdfFormat.N_QUADS)


def make_synthetic(snapshots: Path, output: Path, entries: int = ENTRIES) -> Path:
    """Return the directory of a new snapshot below `output`: the given one with clones of its entries."""
    snapshot = open_snapshot(snapshots)
    base = snapshot.manifest.base_iri
    text = (snapshot.path / QUADS).read_text("utf-8")
    quads = tuple(clone_quads(text, base, entries))
    place, _ = write_snapshot(output, Content(base, quads, tuple(snapshot.queries.values())))
    return place


def main() -> int:
    """Write the snapshot and print where."""
    parser = argparse.ArgumentParser(prog="python -m bench.synthetic", description=__doc__)
    parser.add_argument("output", type=Path, help="directory of snapshots to write to")
    parser.add_argument("--snapshot", type=Path, default=ROOT / "snapshots", help="what is cloned")
    parser.add_argument("--entries", type=int, default=ENTRIES, help=f"at least so many entries (default: {ENTRIES:,})")
    arguments = parser.parse_args()
    print(make_synthetic(arguments.snapshot, arguments.output, arguments.entries))
    return 0


if __name__ == "__main__":
    sys.exit(main())
