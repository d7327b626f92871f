"""Memory and processor time of a server: of its process and of all processes below it, from /proc."""

import os
from pathlib import Path

_PAGE = os.sysconf("SC_PAGESIZE")
_TICKS = os.sysconf("SC_CLK_TCK")


def resident_mb(pid: int) -> dict[str, float]:
    """Return the memory (RSS) of a server in MB; pages that processes share count in each."""
    front, *workers = (int(_read(each, "statm", "0 0").split()[1]) * _PAGE / 1e6 for each in _family(pid))
    return {"front": front, "workers": sum(workers), "processes": 1 + len(workers), "all": front + sum(workers)}


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a server took so far, with that of workers that have ended.

    Unlike throughput, it hardly depends on what else runs on the machine.
    """
    return sum(sum(map(int, _fields(each)[11:15])) for each in _family(pid)) / _TICKS


def _family(pid: int) -> list[int]:
    """Return a process and all below it, the process itself first."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        child = int(folder.name)
        children.setdefault(int(_fields(child)[1]), []).append(child)
    found = [pid]
    for each in found:
        found += children.get(each, [])
    return found


def _fields(pid: int) -> list[str]:
    """Return the fields of `stat` behind the name of the program, zeros for a process that has ended."""
    return _read(pid, "stat", ")" + " 0" * 50).rpartition(")")[2].split()


def _read(pid: int, file: str, otherwise: str) -> str:
    try:
        return Path(f"/proc/{pid}/{file}").read_text()
    except OSError:
        return otherwise
