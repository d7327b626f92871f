"""Servers for the tests: `medkg serve` as a process of its own, with the settings of the test."""

import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

Settings = Mapping[str, object] | Iterable[tuple[str, object]]


@dataclass(frozen=True)
class RunningServer:
    """A server, its address, and what it prints."""

    process: subprocess.Popen[str]
    url: str
    digest: str
    output: IO[str]

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])

    def next_digest(self) -> str:
        """Return the beginning of the digest that the next line of output names."""
        return announced(self.output.readline())[0]


def announced(line: str) -> tuple[str, str]:
    """Return digest and address of the line with which a server begins to serve."""
    found = re.fullmatch(r"medkg serves (\w+) at (http://\S+)/\n", line)
    assert found, line
    return found[1], found[2]


@contextmanager
def serving(snapshot: Path, settings: Settings = (), log: Path | None = None) -> Iterator[RunningServer]:
    """Run a server with these settings on a free port; ended by SIGTERM."""
    options = [f"--{name}={value}" for name, value in {"port": 0, **dict(settings)}.items()]
    command = [sys.executable, "-m", "medkg", "serve", "--snapshot", str(snapshot), *options]
    with (
        open(log or "/dev/null", "w") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        assert process.stdout is not None
        try:
            digest, url = announced(process.stdout.readline())
            yield RunningServer(process, url, digest, process.stdout)
        finally:
            process.terminate()
            process.wait(60)


def wait_for(log: Path, text: str) -> None:
    """Wait until a text stands in a log."""
    end = time.monotonic() + 30
    while text not in log.read_text("utf-8"):
        assert time.monotonic() < end, f"no {text!r} in the log"
        time.sleep(0.02)
