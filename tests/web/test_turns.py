"""Turns: a client with too much under way is told so, and nobody else waits for it."""

import asyncio

import pytest

from medkg.errors import ShareSpent
from medkg.web.turns import Turns


def test_a_client_with_too_many_requests_under_way_is_told_so() -> None:
    async def test() -> None:
        turns = Turns(1, 3)
        free = asyncio.Event()

        async def take() -> None:
            async with turns.taken("a"):
                await free.wait()

        taking = [asyncio.ensure_future(take()) for _ in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(ShareSpent, match="3 requests"):
            await take()
        async with turns.taken("b"):
            assert len(turns) == 2
        taking[1].cancel()
        free.set()
        await asyncio.wait(taking)
        assert len(turns) == 0

    asyncio.run(test())
