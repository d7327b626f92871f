"""Prints what may be large, or may have nowhere to go."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from medkg.writing import writing_to


@contextmanager
def printing() -> Iterator[BinaryIO]:
    """Yield standard output.

    Raises OutputUnwritable when it takes no more, BrokenPipeError when nobody reads it any more.
    """
    with writing_to("standard output", "Make room, or choose another place"):
        try:
            yield sys.stdout.buffer
            sys.stdout.flush()
        except OSError:
            _forget_unwritten()
            raise


def _forget_unwritten() -> None:
    """Let what is still buffered go nowhere, else it fails once more when Python ends.

    See https://docs.python.org/3/library/signal.html#note-on-sigpipe.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
