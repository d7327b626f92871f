"""Who may run next: a bounded queue for each lane, and a fair share of workers and of time for each client.

A lane has a number of places to run. Whoever finds none free waits; of those who wait, the client with the fewest
queries running goes first, so that one who sends a hundred does not stand before one who sends a single one. All of
this belongs to one event loop, so that nothing needs a lock.
"""

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import Callable

from medkg.errors import Bound, EngineBusy, ShareSpent
from medkg.settings import Limits
from medkg.sparql.failures import stopped

_CLIENTS = 10_000
"""Clients whose use of time is remembered; those who came longest ago are forgotten first."""

Clock = Callable[[], float]


class Budgets:
    """The query time that each client has left: so many seconds, regained over a minute. Belongs to the event loop."""

    def __init__(self, seconds: float, clock: Clock = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def left(self, client: str) -> float:
        """Return the seconds that a client may still use; below zero after a query that took more."""
        left, noted = self._left.get(client, (self._seconds, 0.0))
        return min(self._seconds, left + (self._clock() - noted) * self._seconds / 60)

    def spend(self, client: str, seconds: float) -> None:
        """Note that a client used some seconds."""
        self._left[client] = (self.left(client) - seconds, self._clock())
        self._left.move_to_end(client)
        if len(self._left) > _CLIENTS:
            self._left.popitem(last=False)

    def wait(self, client: str) -> float:
        """Return the seconds until a client has something left."""
        return max(0.0, -self.left(client) * 60 / self._seconds)


class _Ticket:
    """One query that waits for a place."""

    def __init__(self, client: str) -> None:
        self.client = client
        self.is_sent_away = False
        self.called: asyncio.Future[None] = asyncio.get_running_loop().create_future()


class LaneQueue:
    """The places of one lane."""

    def __init__(self, places: int, limits: Limits, *, shared: bool) -> None:
        """Make a lane; in a `shared` one, each client has its share of workers and of time.

        In every lane the queries that one client may have under way are bounded. The client "" is the server itself.
        """
        self.places = places
        self._limits = limits
        self._shared = shared
        self._budgets = Budgets(limits.client_seconds)
        self._running: Counter[str] = Counter()
        self._waiting: list[_Ticket] = []
        self._stopped = False

    @property
    def busy(self) -> int:
        """How many queries run."""
        return self._running.total()

    @property
    def waiting(self) -> int:
        """How many queries wait."""
        return len(self._waiting)

    async def enter(self, client: str) -> None:
        """Take a place, to be given back with `leave`.

        Raises ShareSpent, EngineBusy or EngineStopped when there is none.
        """
        if self._stopped:
            raise stopped()
        self._check_share(client)
        if self.busy < self.places and self._may_run(client):
            self._running[client] += 1
        else:
            await self._wait(client)

    def leave(self, client: str, seconds: float) -> None:
        """Give a place back that was held for some seconds."""
        self._running[client] -= 1
        if not self._running[client]:
            del self._running[client]
        if self._shared and client:
            self._budgets.spend(client, seconds)
        self._call()

    def stop(self) -> None:
        """Let nobody run any more; those who wait are told."""
        self._stopped = True
        for ticket in self._waiting:
            if not ticket.called.done():
                ticket.called.set_exception(stopped())

    def _check_share(self, client: str) -> None:
        limits = self._limits
        if client and self._running[client] + self._waiting_of(client) >= limits.client_waiting:
            sentence = f"One client may have {limits.client_waiting} queries under way at once. Wait for their answers."
            raise ShareSpent(sentence, Bound("client_waiting", limits.client_waiting), 1.0)
        if self._shared and client and self._budgets.left(client) <= 0:
            sentence = f"One client may use {limits.client_seconds:g} s of query time a minute, and this one has."
            raise ShareSpent(sentence, Bound("client_seconds", limits.client_seconds), self._budgets.wait(client))

    async def _wait(self, client: str) -> None:
        if len(self._waiting) >= self._limits.waiting:
            self._make_room(client)
        ticket = _Ticket(client)
        self._waiting.append(ticket)
        self._call()
        try:
            await self._called(ticket)
        except BaseException:
            self._withdraw(ticket)
            raise

    def _waiting_of(self, client: str) -> int:
        return sum(ticket.client == client for ticket in self._waiting)

    def _make_room(self, client: str) -> None:
        """Send away the last query of the client with the most waiting; raise EngineBusy if that is this client."""
        limit = self._limits.waiting
        sentence = "Too many queries wait for a worker already. Try again later."
        busy = EngineBusy(sentence, Bound("waiting", limit), max(1.0, self._limits.wait_seconds))
        waiting = Counter(ticket.client for ticket in self._waiting)
        greediest, most = waiting.most_common(1)[0] if waiting else (client, 0)
        if most <= waiting[client] + 1:
            raise busy
        last = next(ticket for ticket in reversed(self._waiting) if ticket.client == greediest)
        if not last.called.done():
            last.called.set_exception(busy)
        self._waiting.remove(last)
        last.is_sent_away = True

    async def _called(self, ticket: _Ticket) -> None:
        seconds = self._limits.wait_seconds
        try:
            async with asyncio.timeout(seconds):
                await ticket.called
        except TimeoutError:
            sentence = f"No worker became free within {seconds:g} s. Try again later."
            raise EngineBusy(sentence, Bound("wait_seconds", seconds), max(1.0, seconds)) from None

    def _withdraw(self, ticket: _Ticket) -> None:
        """Take back a ticket, or the place that it got in the same moment."""
        if ticket in self._waiting:
            self._waiting.remove(ticket)
        elif not ticket.is_sent_away:
            self.leave(ticket.client, 0.0)

    def _call(self) -> None:
        """Call as many as there are places for."""
        while not self._stopped and self.busy < self.places:
            allowed = [ticket for ticket in self._waiting if self._may_run(ticket.client)]
            if not allowed:
                return
            chosen = min(allowed, key=lambda ticket: self._running[ticket.client])
            self._waiting.remove(chosen)
            self._running[chosen.client] += 1
            if not chosen.called.done():
                chosen.called.set_result(None)

    def _may_run(self, client: str) -> bool:
        return not (self._shared and client) or self._running[client] < self._limits.client_workers
