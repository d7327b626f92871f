"""Queries that exhausted a worker: the same text is refused for some minutes, at no cost."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from medkg.errors import Bound, QueryFailed
from medkg.sparql.engine import Request

_REMEMBERED = 1_000


@dataclass(frozen=True)
class _Ending:
    """How and when a query failed; not the exception, which would hold on to all that was at work then."""

    kind: type[QueryFailed]
    sentence: str
    bound: Bound | None
    time: float


class Refusals:
    """Remembers requests by their hash, and how they failed. Belongs to the event loop."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._noted: OrderedDict[int, _Ending] = OrderedDict()

    def note(self, request: Request, fault: QueryFailed) -> None:
        """Remember that a request failed."""
        key = _key(request)
        self._noted[key] = _Ending(type(fault), str(fault), fault.bound, self._clock())
        self._noted.move_to_end(key)
        if len(self._noted) > _REMEMBERED:
            self._noted.popitem(last=False)

    def check(self, request: Request) -> None:
        """Raise the error with which the same request failed, if that is not long ago."""
        found = self._noted.get(_key(request))
        if found is None:
            return
        left = found.time + self._seconds - self._clock()
        if left <= 0:
            del self._noted[_key(request)]
            return
        again = f" This query failed so a moment ago and is not tried again for {math.ceil(left)} s."
        raise found.kind(f"{found.sentence}{again}", found.bound, left)


def _key(request: Request) -> int:
    """Return what identifies the work of a request; its format makes no difference."""
    return hash((request.text, request.default_graphs, request.named_graphs))
