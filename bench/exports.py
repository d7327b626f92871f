"""How long exporting everything takes, and how much memory: `python -m bench.exports`.

Bars: the catalog of today in 5 s; the time of an entry is the same among 10,000 as among 1,000, and so, about, is the
memory. Each snapshot is exported in a process of its own. Synthetic snapshots are made where they are not there yet.
"""

import argparse
import json
import platform
import resource
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from bench.endpoint.figures import Bar, Figure, table
from bench.endpoint.report import commit, machine_facts, replace_table, rounded
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
    """Measure the given snapshot and its clones, print the tables and write the results.

    Returns 1 when a bar is missed.
    """
    arguments = _arguments()
    facts = {"machine": machine_facts(), "software": {"python": platform.python_version(), "commit": commit()}}
    with tempfile.TemporaryDirectory() as temporary:
        clones = [_clone(arguments, Path(temporary), entries) for entries in ENTRIES]
        rounds = [
            [in_new_process(export_everything, place) for place in (arguments.snapshot, *clones)]
            for _ in range(arguments.rounds)
        ]
    figures = make_figures(rounds)
    results = {**facts, "figures": [figure.as_json() for figure in figures], "rounds": rounds}
    text = json.dumps(rounded(json.loads(json.dumps(results, default=asdict))), indent=1, ensure_ascii=False)
    arguments.output.write_text(text + "\n", "utf-8")
    print("\n".join([table(figures), "", *_recipes(rounds[-1])]))
    replace_table(ROOT / "docs/performance.md", "## Exports", table(figures))
    return int(any(figure.reached is False for figure in figures))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.exports", description=__doc__)
    parser.add_argument("--snapshot", type=Path, default=ROOT / "snapshots", help="what is exported and cloned")
    parser.add_argument("--clones", type=Path, help="directory in which synthetic snapshots stay  [default: none does]")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is measured (default: 3)")
    parser.add_argument("--output", type=Path, default=ROOT / "bench/results/exports.json", help="file of results")
    return parser.parse_args()


def _clone(arguments: argparse.Namespace, temporary: Path, entries: int) -> Path:
    """Return the place of a synthetic snapshot."""
    place: Path = (arguments.clones or temporary) / str(entries)
    if not place.exists():
        in_new_process(make_synthetic, arguments.snapshot, place, entries)
    return place


def make_figures(rounds: list[list[Run]]) -> list[Figure]:
    """Return the figures of several rounds, of a real, a smaller and a larger snapshot each."""
    sizes = " : ".join(f"{run.entries:,}" for run in rounds[0][:0:-1])
    times = tuple(large.total / large.entries / (small.total / small.entries) for _, small, large in rounds)
    memory = tuple(large.megabytes / small.megabytes for _, small, large in rounds)
    _, small, large = rounds[-1]
    return [
        Figure("today's catalog: all exports, s", tuple(real.total for real, _, _ in rounds), Bar(5, at_most=True)),
        Figure("today's catalog: peak memory, MB", tuple(real.megabytes for real, _, _ in rounds)),
        Figure(
            f"time of an entry, of {sizes} entries",
            times,
            Bar(1.1, at_most=True),
            note=f"{large.total:.1f} : {small.total:.1f} s for all",
        ),
        Figure(
            f"peak memory, of {sizes} entries",
            memory,
            Bar(1.5, at_most=True),
            note=f"{large.megabytes:.0f} : {small.megabytes:.0f} MB, {large.written:.0f} : {small.written:.0f} written",
        ),
    ]


def _recipes(runs: list[Run]) -> list[str]:
    """Return the time of each recipe, as a table in Markdown."""
    head = [f"| {'recipe':<13} |" + "".join(f" {run.entries:>7,} entries |" for run in runs)]
    ruler = ["|---------------|" + "-----------------|" * len(runs)]
    rows = [f"| {name:<13} |" + "".join(f" {run.seconds[name]:>13.2f} s |" for run in runs) for name in runs[0].seconds]
    return [*head, *ruler, *rows]


if __name__ == "__main__":
    sys.exit(main())
