"""A file of the snapshot as the body of an answer: read while it is sent, never in memory as a whole."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

PIECE = 256 << 10
"""Bytes that are read at a time."""


class StoredFile(Iterator[bytes]):
    """An open file, or a part of it, in pieces; a body of WSGI (https://peps.python.org/pep-3333/), which closes it."""

    def __init__(self, file: BinaryIO, length: int | None = None) -> None:
        """Take an open file from where it stands: so many bytes, or all that is left."""
        self._file = file
        self._left = length
        self.sent = 0
        """Bytes that were read."""

    def __next__(self) -> bytes:
        """Return the next piece. Raises OSError or EOFError for a damaged file, of which no more is sent."""
        piece = self._file.read(PIECE if self._left is None else min(PIECE, self._left))
        if not piece:
            raise StopIteration
        if self._left is not None:
            self._left -= len(piece)
        self.sent += len(piece)
        return piece

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def open_file(path: Path, start: int = 0, stop: int | None = None) -> StoredFile:
    """Return the bytes of a file from `start` up to `stop`, or to its end. Raises OSError when it cannot be read."""
    file = path.open("rb")
    file.seek(start)
    return StoredFile(file, None if stop is None else stop - start)


def open_decoded(path: Path) -> StoredFile:
    """Return what a file in gzip holds. Raises OSError when it cannot be read."""
    return StoredFile(cast(BinaryIO, gzip.open(path)))
