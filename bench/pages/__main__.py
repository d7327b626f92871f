"""The bars of the pages: `python -m bench.pages`, or `make bench`.

A real server, with its defaults, on the real graph and on one of 10,000 entries, asked for one thing after the other
on a kept connection. *First*: nobody asked for the page before, so all of its queries are evaluated. *Again*: the same
page for the third time, from what the server keeps. Each round has a server of its own; the median of the rounds' 95th
percentiles counts.
"""

import argparse
import json
import platform
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.endpoint.figures import Figure, table
from bench.endpoint.report import commit, machine_facts, replace_table, rounded
from bench.endpoint.servers import ROOT, Data
from bench.pages.cases import large_cases, real_cases
from bench.pages.times import measure_times
from bench.pages.weights import measure_weights
from bench.synthetic import ENTRIES, make_synthetic

Found = tuple[list[Figure], dict[str, Any]]


@dataclass(frozen=True)
class Options:
    """What is measured, how often, and where there is room."""

    snapshot: Path
    synthetic: Path | None
    rounds: int
    folder: Path

    @property
    def real(self) -> Data:
        """The real graph."""
        return Data(self.snapshot.resolve(), self.folder / "real")

    @property
    def large(self) -> Data:
        """The graph of clones, made now unless there is one."""
        output = self.folder / "large"
        return Data(self.synthetic or make_synthetic(self.snapshot, output), output)


PARTS: dict[str, Callable[[Options], Found]] = {
    "weights": lambda options: measure_weights(options.real),
    "real": lambda options: measure_times(options.real, real_cases, options.rounds, "real graph"),
    "large": lambda options: measure_times(options.large, large_cases, options.rounds, f"{ENTRIES:,} entries"),
}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is measured (default: 5)")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=list(PARTS), help="the parts to measure")
    parser.add_argument("--snapshot", type=Path, default=ROOT / "snapshots", help="what is served")
    parser.add_argument("--synthetic", type=Path, help="a snapshot that bench.synthetic made (default: made now)")
    parser.add_argument("--output", type=Path, default=ROOT / "bench/results/pages.json", help="file of results")
    return parser.parse_args()


def main() -> int:
    """Measure, print the table and write the results; a whole run's table goes to the documentation too.

    Returns 1 when a bar is missed.
    """
    arguments = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that no server stays behind
    facts = {"machine": machine_facts(), "software": {"python": platform.python_version(), "commit": commit()}}
    with tempfile.TemporaryDirectory() as temporary:
        options = Options(arguments.snapshot, arguments.synthetic, arguments.rounds, Path(temporary))
        found = {part: PARTS[part](options) for part in arguments.only}
    figures = [figure for part, _ in found.values() for figure in part]
    results = {
        **facts,
        "figures": [figure.as_json() for figure in figures],
        "parts": {p: raw for p, (_, raw) in found.items()},
    }
    arguments.output.write_text(json.dumps(rounded(results), indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(table(figures))
    if arguments.only == list(PARTS):
        replace_table(ROOT / "docs/performance.md", "## Pages", table(figures))
    return int(any(figure.reached is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
