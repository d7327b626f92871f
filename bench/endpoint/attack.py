"""Whether pages notice an attack: how long they take when nothing else goes on, and while hostile queries come."""

import http.client
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from itertools import cycle
from typing import Any

from bench.endpoint.figures import Bar, Figure
from bench.endpoint.processes import resident_mb
from bench.endpoint.queries import PAGES
from bench.endpoint.servers import KINDS, ROOT, Server

CLIENTS = 2
PRIORITY = -10
PAGE_TIMEOUT = 30.0
ATTACK_LEAD = 2.0
"""Seconds for which the attack goes on before pages are measured."""


@dataclass(frozen=True)
class Plan:
    """How long each part of a round takes, in seconds. `rest` is longer than the time limit of a query."""

    idle: float
    attack: float
    rest: float


@dataclass
class Visits:
    """What visitors met: the milliseconds of each page that came, by path, and what failed."""

    taken: dict[str, list[float]] = field(default_factory=lambda: {page: [] for page in PAGES})
    failures: list[str] = field(default_factory=list)

    def percentile(self, percent: int) -> float:
        """Return the milliseconds within which so many percent of all pages came."""
        taken = [each for pages in self.taken.values() for each in pages]
        return statistics.quantiles(taken, n=100)[percent - 1] if len(taken) > 1 else float("inf")

    def as_json(self) -> dict[str, Any]:
        """Return what the file of results says."""
        medians = {page: statistics.median(taken) for page, taken in self.taken.items() if taken}
        worst = {page: max(taken) for page, taken in self.taken.items() if taken}
        return {
            "pages": sum(map(len, self.taken.values())),
            "p50_ms": self.percentile(50),
            "p99_ms": self.percentile(99),
            "p50_ms_of": medians,
            "max_ms_of": worst,
            "failed": len(self.failures),
            "failures": sorted(set(self.failures))[:20],
        }


@dataclass(frozen=True)
class AttackRound:
    """One round: pages while idle, under attack, and after it, with the memory of all processes of the server in MB."""

    idle: Visits
    attacked: Visits
    after: Visits
    hostile: dict[str, int]
    memory_before: dict[str, float]
    memory_attacked: dict[str, float]
    memory_after: dict[str, float]

    def as_json(self) -> dict[str, Any]:
        """Return what the file of results says."""
        visits = {name: getattr(self, name).as_json() for name in ("idle", "attacked", "after")}
        memory = {name: value for name, value in asdict(self).items() if name.startswith("memory")}
        return visits | memory | {"hostile": self.hostile}


def attack(server: Server, plan: Plan) -> AttackRound:
    """Return what visitors and memory of a server went through in one round."""
    idle = visit(server, plan.idle)
    before = resident_mb(server.pid)
    strangers = _send_strangers(server, plan.attack + 2 * ATTACK_LEAD)
    time.sleep(ATTACK_LEAD)
    attacked = visit(server, plan.attack)
    meanwhile = resident_mb(server.pid)
    hostile = json.loads(strangers.communicate()[0])
    time.sleep(plan.rest)
    after = visit(server, plan.idle)
    return AttackRound(idle, attacked, after, hostile, before, meanwhile, resident_mb(server.pid))


def _send_strangers(server: Server, seconds: float) -> subprocess.Popen[str]:
    arguments = [str(server.port), KINDS[server.name].path, str(seconds)]
    command = [sys.executable, "-m", "bench.endpoint.hostile", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def visit(server: Server, seconds: float) -> Visits:
    """Return what some clients met that ask for one page after the other for some seconds."""
    visits, end = Visits(), time.monotonic() + seconds
    clients = [threading.Thread(target=_browse, args=(server, number, end, visits)) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return visits


def _browse(server: Server, number: int, end: float, visits: Visits) -> None:
    # Who asks sits elsewhere: that its own process waits for a core here is not the server's doing.
    with suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), PRIORITY)
    headers = {"X-Forwarded-For": f"10.255.255.{number + 1}", "Accept": "text/html, */*;q=0.8"}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PAGE_TIMEOUT)
    for page in _pages_until(end, number):
        start = time.perf_counter()
        try:
            connection.request("GET", page.replace("__N__", str(time.time_ns() // 1000)), headers=headers)
            response = connection.getresponse()
            response.read()
        except (OSError, http.client.HTTPException) as fault:
            visits.failures.append(f"{page}: {type(fault).__name__}")
            connection.close()
            continue
        if response.status == 200:
            visits.taken[page].append((time.perf_counter() - start) * 1000)
        else:
            visits.failures.append(f"{page}: {response.status}")
    connection.close()


def _pages_until(end: float, first: int) -> Iterator[str]:
    for page in cycle(PAGES[first:] + PAGES[:first]):
        if time.monotonic() > end:
            return
        yield page


def judge(rounds: list[AttackRound]) -> list[Figure]:
    """Return the figures of the attack, with their bars."""
    ratios = tuple(each.attacked.percentile(99) / each.idle.percentile(99) for each in rounds)
    failed = sum(len(visits.failures) for each in rounds for visits in (each.idle, each.attacked, each.after))
    growth = tuple(each.memory_after["all"] / each.memory_before["all"] for each in rounds)
    return [
        Figure("pages idle: p50, ms", tuple(each.idle.percentile(50) for each in rounds)),
        Figure("pages idle: p99, ms", tuple(each.idle.percentile(99) for each in rounds)),
        Figure("pages under attack: p50, ms", tuple(each.attacked.percentile(50) for each in rounds)),
        Figure("pages under attack: p99 / idle p99", ratios, Bar(3, at_most=True), failed, _answered(rounds)),
        Figure("memory after the attack / before", growth, Bar(1.1, at_most=True), 0, _memory(rounds)),
    ]


def _answered(rounds: list[AttackRound]) -> str:
    statuses = sorted({status for each in rounds for status in each.hostile})
    counts = (f"{sum(each.hostile.get(status, 0) for each in rounds)} × {status}" for status in statuses)
    return f"hostile queries got {', '.join(counts)}"


def _memory(rounds: list[AttackRound]) -> str:
    last = rounds[-1]
    sizes = (last.memory_before["all"], last.memory_attacked["all"], last.memory_after["all"])
    return "MB before, in, after the last round: " + ", ".join(f"{size:.0f}" for size in sizes)
