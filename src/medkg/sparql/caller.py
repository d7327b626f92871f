"""Who waits for an answer, and whether still."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Caller:
    """The client of one request; that of a command, or of the server itself, is "", which has no share to spend.

    The event loop says when the client leaves; whoever works for it, there or in a thread, is called back.
    """

    def __init__(self, client: str = "") -> None:
        self.client = client
        self.gone = False
        self.seconds = 0.0
        """Time of workers that this request took."""
        self.cached = False
        """Whether an answer came from the cache."""
        self._lock = threading.Lock()
        self._callbacks: list[Callable[[], object]] = []

    def leave(self) -> None:
        """Note that the client went away, and tell whoever works for it."""
        with self._lock:
            self.gone = True
            for callback in self._callbacks:
                callback()

    @contextmanager
    def leaving(self, callback: Callable[[], object]) -> Iterator[None]:
        """Call back, from whatever thread notices it, if the client goes away meanwhile; never after the end."""
        with self._lock:
            self._callbacks.append(callback)
            if self.gone:
                callback()
        try:
            yield
        finally:
            with self._lock:
                self._callbacks.remove(callback)
