"""How long exporting everything takes, and how much memory: `python -m bench.exports`.

Bars: the catalog of today in 5 s; ten times as many entries take ten times as long, and no more memory for it. Each
snapshot is exported in a process of its own. Synthetic snapshots are made where they are not there yet.
"""

import argparse
import resource
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from bench.synthetic import ROOT, make_synthetic

from medkg.export.source import Source
from medkg.export.table import RECIPES
from medkg.export.write import write_exports
from medkg.snapshot.reader import open_snapshot

ENTRIES = (1_000, 10_000)

Result = TypeVar("Result")


@dataclass(frozen=True)
class Run:
    """What exporting one snapshot took."""

    entries: int
    quads: int
    seconds: dict[str, float]
    """Recipe → time."""
    megabytes: float
    """Peak memory of the process."""
    written: float
    """Megabytes of all files."""

    @property
    def total(self) -> float:
        """The time of all recipes."""
        return sum(self.seconds.values())


def export_everything(snapshot: Path) -> Run:
    """Return what exporting a snapshot took; to be called once in a process."""
    opened, seconds = open_snapshot(snapshot), dict[str, float]()
    source = Source(opened.path, opened.edition)

    def tell(recipe: str, taken: float | None) -> None:
        if taken is not None:
            seconds[recipe] = taken

    with tempfile.TemporaryDirectory() as folder:
        write_exports(Path(folder), source, RECIPES, tell=tell)
        written = sum(path.stat().st_size for path in Path(folder).rglob("*")) / 2**20
    quads = sum(opened.manifest.graphs.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Run(len(source.entry_iris), quads, seconds, peak, written)


def in_new_process(function: Callable[..., Result], *arguments: object) -> Result:
    """Return what a function returns in a process of its own; the memory of this one, where it starts, stays small."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def main() -> int:
    """Measure the given snapshot and its clones, and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.exports", description=__doc__)
    parser.add_argument("--snapshot", type=Path, default=ROOT / "snapshots", help="what is exported and cloned")
    parser.add_argument("--clones", type=Path, help="directory in which synthetic snapshots stay  [default: none does]")
    parser.add_argument("--entries", type=int, nargs="*", default=ENTRIES, help="how many entries the clones have")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        clones = arguments.clones or Path(temporary)
        runs = [in_new_process(export_everything, arguments.snapshot)]
        for entries in arguments.entries:
            place = clones / str(entries)
            if not place.exists():
                in_new_process(make_synthetic, arguments.snapshot, place, entries)
            runs.append(in_new_process(export_everything, place))
    print("\n".join(_table(runs)))
    return 0


def _table(runs: list[Run]) -> list[str]:
    head = [f"| {'recipe':<13} |" + "".join(f" {run.entries:>7,} entries |" for run in runs)]
    ruler = ["|---------------|" + "-----------------|" * len(runs)]
    rows = [f"| {name:<13} |" + "".join(f" {run.seconds[name]:>13.2f} s |" for run in runs) for name in runs[0].seconds]
    total = f"| {'all':<13} |" + "".join(f" {run.total:>13.2f} s |" for run in runs)
    memory = f"| {'peak memory':<13} |" + "".join(f" {run.megabytes:>12.0f} MB |" for run in runs)
    written = f"| {'written':<13} |" + "".join(f" {run.written:>12.0f} MB |" for run in runs)
    return [*head, *ruler, *rows, total, memory, written]


if __name__ == "__main__":
    sys.exit(main())
