"""The engine as the server has it: queries wait in fair lanes, killers are refused, endings are counted.

What evaluates is an `Evaluator`: worker processes, or a remote service. All of it belongs to one event loop.
"""

import time
from collections import Counter
from typing import Protocol

from medkg.errors import DeadlineExceeded, QueryFailed, WorkerDied
from medkg.settings import Limits
from medkg.sparql.engine import Answer, EngineState, Lane, LaneState, Request, workers_of
from medkg.sparql.lanes import LaneQueue
from medkg.sparql.refusals import Refusals


class Evaluator(Protocol):
    """Evaluates queries, as many at once as it has workers in a lane."""

    async def evaluate(self, request: Request) -> Answer:
        """Return the whole answer; cancelled, stop the work.

        Raises a kind of QueryFailed when there is none.
        """

    async def close(self) -> None:
        """Give back everything; queries under way end with EngineStopped."""


class FairEngine:
    """Lets queries to an evaluator, in turn."""

    def __init__(self, evaluator: Evaluator, limits: Limits) -> None:
        self._evaluator = evaluator
        self._refusals = Refusals(limits.refuse_seconds)
        self._endings: Counter[str] = Counter()
        workers = workers_of(limits)
        self._lanes = {lane: LaneQueue(n, limits, shared=lane is Lane.AD_HOC) for lane, n in workers.items()}

    async def answer(self, request: Request) -> Answer:
        """Return the whole answer.

        Raises a kind of QueryFailed when there is none.
        """
        ending = "RefusedAgain"
        try:
            if request.lane is Lane.AD_HOC:
                self._refusals.check(request)
            ending = "ClientGone"
            answer = await self._answer(request)
            ending = Answer.__name__
            return answer
        except QueryFailed as fault:
            ending = ending if ending == "RefusedAgain" else type(fault).__name__
            raise
        finally:
            self._endings[ending] += 1

    def state(self) -> EngineState:
        """Return how each lane stands, and how queries ended."""
        lanes = {name: LaneState(lane.places, lane.busy, lane.waiting) for name, lane in self._lanes.items()}
        return EngineState(lanes, dict(self._endings))

    async def close(self) -> None:
        """Give back everything; queries under way end with EngineStopped."""
        for lane in self._lanes.values():
            lane.stop()
        await self._evaluator.close()

    async def _answer(self, request: Request) -> Answer:
        lane, caller = self._lanes[request.lane], request.caller
        await lane.enter(caller.client)
        start = time.monotonic()
        try:
            return await self._evaluator.evaluate(request)
        except (DeadlineExceeded, WorkerDied) as fault:
            if request.lane is Lane.AD_HOC:
                self._refusals.note(request, fault)
            raise
        finally:
            seconds = time.monotonic() - start
            caller.seconds += seconds
            lane.leave(caller.client, seconds)
