"""Turns for clients: each does a few things at once, whatever the others do."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from medkg.errors import ShareSpent


class Turns:
    """Lets each client do a few things at once; what is more waits, behind nobody else's. Belongs to the event loop."""

    def __init__(self, places: int, waiting: int) -> None:
        """Make the turns: so many things at once, and so many under way or waiting."""
        self._places = places
        self._waiting = waiting
        self._turns: dict[str, asyncio.Semaphore] = {}
        self._asking: Counter[str] = Counter()

    def __len__(self) -> int:
        """Return how many clients have something to do."""
        return len(self._turns)

    @asynccontextmanager
    async def taken(self, client: str) -> AsyncIterator[None]:
        """Wait for the turn of a client, and hold it. Raises ShareSpent where too many wait already."""
        if self._asking[client] >= self._waiting:
            sentence = f"One client may have {self._waiting} requests under way at once. Wait for their answers."
            raise ShareSpent(sentence, retry_after=1.0)
        turns = self._turns.setdefault(client, asyncio.Semaphore(self._places))
        self._asking[client] += 1
        try:
            async with turns:
                yield
        finally:
            self._asking[client] -= 1
            if not self._asking[client]:
                del self._asking[client], self._turns[client]
