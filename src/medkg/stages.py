"""Stages of long work, for those who wait."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

StageListener = Callable[[str, float | None], None]
"""Told the name of a stage when it begins (with None) and when it ends (with its seconds)."""


@contextmanager
def stage(name: str, tell: StageListener) -> Iterator[None]:
    """Tell when a stage begins and, if nothing fails, when it ends."""
    tell(name, None)
    start = time.perf_counter()
    yield
    tell(name, time.perf_counter() - start)


def tell_nobody(name: str, seconds: float | None) -> None:
    """Listen to stages and do nothing."""
