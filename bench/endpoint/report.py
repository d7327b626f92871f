"""What was measured where: the facts that a reader of the results needs."""

import os
import platform
import re
import subprocess
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.endpoint.servers import Data, knows_proxies

PACKAGES = ("flask", "uvicorn", "pyoxigraph", "oxigraph", "rdflib", "rdflib-endpoint")
WATCH_SECONDS = 3.0


def rounded(value: Any) -> Any:
    """Return a value of JSON with each number of it to four places."""
    match value:
        case float():
            return round(value, 4)
        case dict():
            return {name: rounded(each) for name, each in value.items()}
        case list() | tuple():
            return [rounded(each) for each in value]
    return value


def replace_table(file: Path, heading: str, table: str) -> None:
    """Put a table in the place of the first one below a heading of a document."""
    before, found, after = file.read_text("utf-8").partition(f"{heading}\n")
    text = re.sub(r"(^\|.*\n)+", lambda _: f"{table}\n", after, count=1, flags=re.MULTILINE)
    file.write_text(before + found + text, "utf-8")


def machine_facts() -> dict[str, Any]:
    """Return what this machine is, and how much of it others use."""
    return {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": len(os.sched_getaffinity(0)),
        "processor": _field("/proc/cpuinfo", "model name"),
        "memory": _field("/proc/meminfo", "MemTotal"),
        "system": platform.platform(),
        "busy_cores_before": round(_busy_cores(), 2),
    }


def _busy_cores() -> float:
    """Return how many cores others keep busy, before anything is started here."""
    (busy, all_before), cores = _ticks(), len(os.sched_getaffinity(0))
    time.sleep(WATCH_SECONDS)
    busy_after, all_after = _ticks()
    return (busy_after - busy) / (all_after - all_before) * cores


def _ticks() -> tuple[int, int]:
    """Return the time for which the cores of this machine have been busy, and all of it."""
    ticks = [int(field) for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    idle = ticks[3] + ticks[4]
    return sum(ticks) - idle, sum(ticks)


def software_facts(data: Data) -> dict[str, Any]:
    """Return the versions of everything that takes part, and the snapshot that all serve."""
    return {
        "python": platform.python_version(),
        "wrk": subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False).stdout.split(" [")[0],
        "commit": commit(),
        "snapshot": data.snapshot.name,
        "triples": data.default_graph.read_text("utf-8").count("\n"),
        "client_addresses": "of each request its own" if knows_proxies() else "one (the server has no --proxies)",
    } | {name: version(name) for name in PACKAGES}


def _field(file: str, name: str) -> str:
    lines = (line for line in Path(file).read_text().splitlines() if line.startswith(name))
    return next(lines, "").partition(":")[2].strip()


def commit() -> str:
    """Return the name of the commit that is measured."""
    shown = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False)
    return shown.stdout.strip()
