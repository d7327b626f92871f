"""The bars of the endpoint: `python -m bench.endpoint`, or `make bench`. Needs wrk; see scripts/install-wrk.

Our server and its peers run at the same time, each with its defaults, and get the same load in turn, in rounds. What is
compared is the throughput within one round; the median of the rounds counts. Answers are compared before.
"""

import argparse
import json
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.endpoint import attack, queries
from bench.endpoint.agreement import check_agreement
from bench.endpoint.figures import Bar, Figure, table
from bench.endpoint.processes import resident_mb
from bench.endpoint.report import machine_facts, replace_table, rounded, software_facts
from bench.endpoint.servers import MEDKG, OXIGRAPH, RDFLIB, ROOT, Data, Server, make_data, run_server
from bench.endpoint.throughput import Contest, Generator, Load, compare, hold

IDLE_CORES = 0.2
"""So much may go on beside a measurement."""


@dataclass(frozen=True)
class Options:
    """How long is measured."""

    rounds: int
    seconds: float

    @property
    def plan(self) -> attack.Plan:
        """The parts of a round of the attack."""
        return attack.Plan(idle=3 * self.seconds, attack=6 * self.seconds, rest=min(25.0, 8 * self.seconds))


@dataclass(frozen=True)
class Part:
    """What one part of the bench found: figures for people, and everything that was measured."""

    figures: list[Figure]
    raw: dict[str, Any]


def measure_throughput(data: Data, options: Options, folder: Path) -> Part:
    """Return the contests of our server with its peers, and the memory of each at the end."""
    with ExitStack() as stack:
        servers = [stack.enter_context(run_server(name, data)) for name in (MEDKG, OXIGRAPH, RDFLIB)]
        contests = _contests(servers, data, options.seconds)
        measures = hold(contests, servers, options.rounds, Generator(folder))
        memory = {server.name: resident_mb(server.pid) for server in servers}
    notes = {name: f"front {size['front']:.0f}, workers {size['workers']:.0f}" for name, size in memory.items()}
    sizes = [Figure(f"memory after all: {name}, MB", (size["all"],), note=notes[name]) for name, size in memory.items()]
    raw = {"throughput": [measure.as_json() for measure in measures], "memory_mb": memory}
    return Part(compare(contests, measures) + sizes, raw)


def _contests(servers: list[Server], data: Data, seconds: float) -> list[Contest]:
    pair = servers[:2]
    templates = {template.name: template.queries(pair[1]) for template in queries.CHEAP}
    saved = queries.saved_queries(data.snapshot)
    for texts in templates.values():
        check_agreement(servers, texts[::20])
    check_agreement(pair, queries.HEAVY + saved)
    mixed = queries.mixed(list(templates.values()))
    return [
        Contest("cheap", _same(mixed, servers), seconds, {OXIGRAPH: Bar(0.4), RDFLIB: Bar(3)}),
        *(Contest(f"cheap, {name}", _same(texts, servers), seconds) for name, texts in templates.items()),
        Contest("heavy", _same(queries.HEAVY, pair), 4 * seconds, {OXIGRAPH: Bar(0.95)}, settle=seconds),
        Contest("saved, repeated", _same(saved, pair), 2 * seconds, {OXIGRAPH: Bar(5)}),
    ]


def _same(texts: tuple[str, ...], servers: list[Server]) -> dict[str, Load]:
    """Return the same queries for each server."""
    return {server.name: Load(tuple(server.target(text) for text in texts)) for server in servers}


def measure_unchanged(data: Data, options: Options, folder: Path) -> Part:
    """Return the contests of our 304s with the shortest answer of the peer."""
    with run_server(MEDKG, data) as ours, run_server(OXIGRAPH, data) as peer:
        cheap = queries.CHEAP[0].queries(peer)[0].replace("__N__", "0")
        asked = {"304, cheap": cheap, "304, large": queries.LARGE}
        contests = [_unchanged(name, ours, peer, query, options.seconds) for name, query in asked.items()]
        measures = hold(contests, [ours, peer], options.rounds, Generator(folder))
    return Part(compare(contests, measures), {"unchanged": [measure.as_json() for measure in measures]})


def _unchanged(name: str, ours: Server, peer: Server, query: str, seconds: float) -> Contest:
    tag = {"If-None-Match": ours.get(ours.target(query)).headers.get("etag", '"none"')}
    status = ours.get(ours.target(query), **tag).status
    if status != 304:
        raise SystemExit(f"{ours.name} answers {status} where 304 is due, so its 304s cannot be measured.")
    loads = {ours.name: Load((ours.target(query),), tag), peer.name: Load((peer.target("ASK {}"),))}
    return Contest(name, loads, seconds, absolute=Bar(5_000))


def measure_attack(data: Data, options: Options, _folder: Path) -> Part:
    """Return how pages do under attack, on a server of its own."""
    with run_server(MEDKG, data) as server:
        attack.visit(server, options.seconds)
        rounds = [attack.attack(server, options.plan) for _ in range(min(3, options.rounds))]
    return Part(attack.judge(rounds), {"attack": [each.as_json() for each in rounds]})


def measure_start(data: Data, options: Options, _folder: Path) -> Part:
    """Return how long a server takes from its start to its first answer, beside the peer."""
    taken: dict[str, list[float]] = {MEDKG: [], OXIGRAPH: []}
    for _ in range(options.rounds):
        for kind, seconds in taken.items():
            with run_server(kind, data) as server:
                seconds.append(server.start_seconds)
    ratios = tuple(ours / theirs for ours, theirs in zip(*taken.values(), strict=True))
    figure = Figure(f"start to first answer: medkg / {OXIGRAPH}", ratios, note=f"{min(taken[MEDKG]):.2f} s at best")
    return Part([figure], {"start_seconds": taken})


PARTS: dict[str, Callable[[Data, Options, Path], Part]] = {
    "throughput": measure_throughput,
    "unchanged": measure_unchanged,
    "attack": measure_attack,
    "start": measure_start,
}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.endpoint", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is measured (default: 5)")
    parser.add_argument("--seconds", type=float, default=4.0, help="how long one load is sent (default: 4)")
    parser.add_argument(
        "--quick", action="store_true", help="two rounds of one second: shows that it runs, not how fast"
    )
    parser.add_argument("--only", choices=PARTS, nargs="+", default=list(PARTS), help="the parts to measure")
    parser.add_argument("--snapshot", type=Path, default=ROOT / "snapshots", help="what is served")
    parser.add_argument("--output", type=Path, default=ROOT / "bench/results/endpoint.json", help="file of results")
    return parser.parse_args()


def main() -> int:
    """Measure, print the table and write the results; a whole run's table goes to the documentation too.

    Returns 1 when a bar is missed, 2 when something is missing.
    """
    arguments = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that no server stays behind
    if shutil.which("wrk") is None:
        print("wrk, which makes the load, is missing. Install it: scripts/install-wrk", file=sys.stderr)
        return 2
    options = Options(2, 1.0) if arguments.quick else Options(arguments.rounds, arguments.seconds)
    machine = machine_facts()
    if machine["busy_cores_before"] > IDLE_CORES:
        print(f"Others keep {machine['busy_cores_before']} cores busy: the figures will be off.", file=sys.stderr)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        data = make_data(arguments.snapshot, folder)
        facts = {"machine": machine, "software": software_facts(data), "options": asdict(options)}
        parts = [PARTS[part](data, options, folder) for part in arguments.only]
    figures = [figure for part in parts for figure in part.figures]
    _write(arguments.output, facts, figures, [part.raw for part in parts])
    print(table(figures))
    if arguments.only == list(PARTS) and not arguments.quick:
        replace_table(ROOT / "docs/performance.md", "# Performance", table(figures))
    return int(any(figure.reached is False for figure in figures))


def _write(file: Path, facts: dict[str, Any], figures: list[Figure], raws: list[dict[str, Any]]) -> None:
    results = facts | {"figures": [figure.as_json() for figure in figures]}
    for raw in raws:
        results |= raw
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(rounded(results), indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
