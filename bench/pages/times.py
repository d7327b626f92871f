"""How long pages take: asked for by the first visitor, and again."""

import math
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bench.endpoint.figures import Figure, number
from bench.endpoint.servers import MEDKG, Data, Server, run_server
from bench.pages.cases import Case
from bench.pages.client import Address, Answer, Client


@dataclass(frozen=True)
class Round:
    """What one round found for a case, on a server of its own."""

    first: tuple[Answer, ...]
    again: tuple[Answer, ...]

    @property
    def failed(self) -> int:
        """How many answers were none."""
        return sum(answer.status >= 400 for answer in self.first + self.again)


def measure_times(
    data: Data, cases_of: Callable[[Server], list[Case]], rounds: int, graph: str
) -> tuple[list[Figure], dict[str, Any]]:
    """Return the figures of all cases on one graph, and which addresses took longest."""
    with run_server(MEDKG, data) as server:
        cases = cases_of(server)
    found: dict[str, list[Round]] = {case.name: [] for case in cases}
    for _ in range(rounds):
        for case in cases:
            with run_server(MEDKG, data) as server:
                found[case.name].append(measure_round(server, case))
    figures = [figure for case in cases for figure in figures_of(case, found[case.name], graph)]
    return figures, {f"{case.name}, {graph}": slowest(case, found[case.name]) for case in cases}


def measure_round(server: Server, case: Case) -> Round:
    """Return all first visits, then the third ones: what is asked for twice is kept."""
    client = Client(server)
    client.ask(Address("/about"))
    turns = [tuple(map(client.ask, case.addresses)) for _ in range(3 if case.keeps else 1)]
    return Round(turns[0], turns[2] if case.keeps else ())


def figures_of(case: Case, rounds: Sequence[Round], graph: str) -> Iterator[Figure]:
    """Yield the figures of a case; first visits have the bar."""
    first = [milliseconds(each.first) for each in rounds]
    p50 = statistics.median(percentile(values, 0.5) for values in first)
    longest = statistics.median(map(max, first))
    note = f"{len(case.addresses)} addresses; p50 {number(p50)}, slowest {number(longest)}"
    failed = sum(each.failed for each in rounds)
    yield Figure(f"{case.name}, {graph}: first, p95, ms", p95(first), case.bar, failed, note)
    if case.keeps:
        again = [milliseconds(each.again) for each in rounds]
        yield Figure(f"{case.name}, {graph}: again, p95, ms", p95(again))


def p95(rounds: Iterable[Sequence[float]]) -> tuple[float, ...]:
    """Return the 95th percentile of each round."""
    return tuple(percentile(values, 0.95) for values in rounds)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that this share of the values does not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def milliseconds(answers: Iterable[Answer]) -> tuple[float, ...]:
    """Return how long each answer took."""
    return tuple(answer.milliseconds for answer in answers)


def slowest(case: Case, rounds: Sequence[Round], count: int = 5) -> list[dict[str, Any]]:
    """Return the requests whose first answers took longest."""
    medians = map(statistics.median, zip(*(milliseconds(each.first) for each in rounds), strict=True))
    ranked = sorted(zip(medians, case.addresses, strict=True), key=lambda pair: -pair[0])[:count]
    return [{"ms": ms, "target": each.target, "body": (each.body or b"").decode()} for ms, each in ranked]
