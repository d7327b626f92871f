"""Shows how far long work is."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console


class Progress:
    """Shows the stage at work on a terminal, and the time of each stage where asked."""

    def __init__(self, *, verbose: bool) -> None:
        self._status = Console(stderr=True).status("")
        self._verbose = verbose
        self.seconds: dict[str, float] = {}
        """Stage → time that it took."""

    def tell(self, stage: str, seconds: float | None) -> None:
        """Listen to the stages."""
        if seconds is None:
            self._status.update(f"{stage} …")
            return
        self.seconds[stage] = seconds
        if self._verbose:
            click.echo(f"{stage:<12} {seconds:6.2f} s", err=True)

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the stages for the time of the context."""
        with self._status:
            yield
