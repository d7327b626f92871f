"""Contests: a load that several servers get in turn, round after round, so that drift of the machine hits all."""

import json
import statistics
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench.endpoint.figures import Bar, Figure, number
from bench.endpoint.processes import cpu_seconds
from bench.endpoint.servers import ACCEPT, MEDKG, Server

CONNECTIONS = 16
SCRIPT = Path(__file__).with_name("load.lua")
NUMBERS = 10_000_000
"""More than one run of the load generator can send: so far apart are the numbers at which runs begin."""


@dataclass(frozen=True)
class Load:
    """Request targets that are sent in turn, as fast as they are answered."""

    targets: tuple[str, ...]
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Contest:
    """The loads of some servers by name, what ours has to reach beside each, and for how long each is measured."""

    name: str
    loads: Mapping[str, Load]
    seconds: float
    bars: Mapping[str, Bar] = field(default_factory=dict)
    absolute: Bar | None = None
    settle: float = 0.0
    """Seconds at the start of a round that do not count; for queries so long that the ends of a round matter."""


@dataclass(frozen=True)
class Measure:
    """What the load generator counted in one round: answers below status 400, within the seconds and in all."""

    contest: str
    server: str
    round: int
    answers: int
    all_answers: int
    failed: int
    seconds: float
    p50_ms: float
    p99_ms: float
    bytes: int
    cpu_seconds: float

    @property
    def per_second(self) -> float:
        """Answers in a second."""
        return self.answers / self.seconds if self.seconds > 0 else 0.0

    @property
    def cpu_ms(self) -> float:
        """Processor time of the server for one answer; refusals are paid for too."""
        return 1000 * self.cpu_seconds / self.all_answers if self.all_answers else float("nan")

    def as_json(self) -> dict[str, Any]:
        """Return what the file of results says."""
        return asdict(self) | {"per_second": round(self.per_second, 2)}


class Generator:
    """Runs wrk, with numbers that no run before had."""

    def __init__(self, folder: Path) -> None:
        self._targets = folder / "targets"
        self._runs = 0

    def measure(self, server: Server, contest: Contest, turn: int) -> Measure:
        """Return what a server did with its load of a contest."""
        load = contest.loads[server.name]
        self._targets.write_text("\n".join(load.targets), "utf-8")
        self._runs += 1
        options = f"-t1 -c{CONNECTIONS} -d{contest.seconds:.0f}s --timeout 60s --latency".split()
        for name, value in {"Accept": ACCEPT, **load.headers}.items():
            options += ["-H", f"{name}: {value}"]
        arguments = [str(self._targets), str(self._runs * NUMBERS), str(contest.settle)]
        command = ["wrk", *options, "-s", str(SCRIPT), f"http://127.0.0.1:{server.port}/", "--", *arguments]
        before = cpu_seconds(server.pid)
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        taken = cpu_seconds(server.pid) - before
        counted = json.loads(output.splitlines()[-1])
        return Measure(contest.name, server.name, turn, cpu_seconds=taken, **counted)


def hold(contests: list[Contest], servers: list[Server], rounds: int, generator: Generator) -> list[Measure]:
    """Return the measures of all contests: in each round all of them, in each all servers, one after the other."""
    return [
        generator.measure(server, contest, turn)
        for turn in range(rounds)
        for contest in contests
        for server in servers
        if server.name in contest.loads
    ]


def compare(contests: list[Contest], measures: list[Measure]) -> list[Figure]:
    """Return the ratios of our throughput to each peer's in the same round, and what has an absolute bar."""
    figures = []
    for contest in contests:
        rates = {name: [m for m in measures if (m.contest, m.server) == (contest.name, name)] for name in contest.loads}
        ours = rates.pop(MEDKG)
        figures += [_ratio(contest, peer, ours, theirs) for peer, theirs in rates.items()]
        if contest.absolute:
            values = tuple(m.per_second for m in ours)
            figures.append(Figure(f"{contest.name}: answers/s", values, contest.absolute, _failed(ours)))
    return figures


def _ratio(contest: Contest, peer: str, ours: list[Measure], theirs: list[Measure]) -> Figure:
    values = tuple(a.per_second / b.per_second if b.per_second else 0.0 for a, b in zip(ours, theirs, strict=True))
    rates, costs = (f"{_median(ours, of)} : {_median(theirs, of)}" for of in ("per_second", "cpu_ms"))
    note = f"{rates} answers/s, {costs} CPU ms"
    if _failed(theirs):
        note += f" ({_failed(theirs):,} of {peer} failed)"
    return Figure(f"{contest.name}: medkg / {peer}", values, contest.bars.get(peer), _failed(ours), note)


def _median(measures: list[Measure], what: str) -> str:
    return number(statistics.median(getattr(measure, what) for measure in measures))


def _failed(measures: list[Measure]) -> int:
    return sum(m.failed for m in measures)
