"""Answers to the queries of pages, kept as long as their snapshot is served: many pages ask the same."""

import threading
from collections import OrderedDict

from medkg.sparql.engine import Answer, Request

_OVERHEAD = 500
"""What an entry takes beside its text and body, about."""


class KeptAnswers:
    """Answers by request, in so many bytes; those used longest ago are forgotten first. Threads may share it."""

    def __init__(self, megabytes: float) -> None:
        self._bound = int(megabytes * (1 << 20))
        self._answers: OrderedDict[tuple[object, ...], tuple[Answer, int]] = OrderedDict()
        """Answers with their sizes, the one used longest ago first."""
        self._lock = threading.Lock()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._answers)

    def find(self, request: Request) -> Answer | None:
        """Return the answer to the same request before, if it is still here."""
        key = _key(request)
        with self._lock:
            if key not in self._answers:
                return None
            self._answers.move_to_end(key)
            return self._answers[key][0]

    def keep(self, request: Request, answer: Answer) -> None:
        """Put an answer in, and the oldest out. One that would drive out most others is not kept."""
        key, size = _key(request), _size(request, answer)
        with self._lock:
            if size * 8 > self._bound or key in self._answers:
                return
            self._answers[key] = (answer, size)
            self.bytes += size
            while self.bytes > self._bound:
                _, (_, freed) = self._answers.popitem(last=False)
                self.bytes -= freed


def _key(request: Request) -> tuple[object, ...]:
    return (
        request.text,
        request.results,
        request.graph,
        request.default_graphs,
        request.named_graphs,
        request.most_mb,
    )


def _size(request: Request, answer: Answer) -> int:
    return len(request.text) + len(answer.body) + _OVERHEAD
