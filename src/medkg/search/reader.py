"""Searches the index of a snapshot: by words, by the beginning of a name, by something like a name.

Every text is answered, whatever stands in it: the words are taken out of it, the rest is not read.
"""

import sqlite3
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue

from medkg.errors import SnapshotUnusable
from medkg.search.finding import find
from medkg.search.naming import complete, nearest_names
from medkg.search.results import Found, Name


class SearchIndex:
    """The index of a snapshot, for any number of threads at once. See `open_index`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        weakref.finalize(self, _close_all, self._idle)

    def search(
        self,
        text: str,
        only_words: bool = False,
        limit: int = 20,
        kinds: Sequence[str] | None = None,
        offset: int = 0,
    ) -> Found:
        """Return what is found by all words of a text: of each kind the best `limit` after the first `offset`.

        Words that are a name also find what is linked to the thing of that name or to a narrower one, unless
        `only_words` is set. When nothing has all words, it is what has the most of them.
        """
        with self._connection() as database:
            return find(database, text, only_words, (limit, offset), kinds)

    def complete(self, text: str, kinds: Sequence[str] | None = None, limit: int = 20) -> tuple[Name, ...]:
        """Return the things one of whose names has these words, the last one as far as it is typed.

        Names that begin with the text come first, then those of things that are used most.
        """
        with self._connection() as database:
            return complete(database, text, kinds, limit)

    def nearest_names(self, text: str, limit: int = 5) -> tuple[Name, ...]:
        """Return the things whose names are most like a text, such as the path of an address that leads nowhere."""
        with self._connection() as database:
            return nearest_names(database, text, limit)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that nobody else has: they are opened when needed, and kept."""
        try:
            connection = self._idle.get_nowait()
        except Empty:
            connection = _connect(self._file)
        try:
            yield connection
        finally:
            self._idle.put(connection)


def open_index(file: Path) -> SearchIndex:
    """Return the search index in a file.

    Raises SnapshotUnusable when it cannot be read.
    """
    index = SearchIndex(file)
    try:
        index.complete("a")
    except sqlite3.DatabaseError as fault:
        raise SnapshotUnusable(f"{file} cannot be read: {fault}. Build again with 'medkg build'.") from None
    return index


def _connect(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _close_all(idle: "LifoQueue[sqlite3.Connection]") -> None:
    while not idle.empty():
        idle.get_nowait().close()
