"""Lanes: bounded, fair to clients, and quick to let go."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medkg.errors import EngineBusy, EngineStopped, ShareSpent
from medkg.settings import Limits
from medkg.sparql.lanes import Budgets, LaneQueue

Test = Callable[[], Awaitable[None]]


def run(test: Test) -> None:
    async def within() -> None:
        async with asyncio.timeout(20):
            await test()

    asyncio.run(within())
    Visitor.present.clear()


class Visitor:
    """A query that wants a place, and keeps it until it is told to leave."""

    present: ClassVar[list["Visitor"]] = []
    """Those of the test at hand: a task that nobody holds is thrown away."""

    def __init__(self, lane: LaneQueue, client: str = "", log: list[str] | None = None) -> None:
        self.present.append(self)
        self._lane, self._client, self._log = lane, client, log
        self.runs, self._leave = asyncio.Event(), asyncio.Event()
        self.task = asyncio.ensure_future(self._visit())

    async def _visit(self) -> None:
        await self._lane.enter(self._client)
        if self._log is not None:
            self._log.append(self._client)
        self.runs.set()
        try:
            await self._leave.wait()
        finally:
            self._lane.leave(self._client, 0)

    async def end(self) -> None:
        self._leave.set()
        await self.task


async def settle() -> None:
    """Let everything go on that can."""
    for _ in range(10):
        await asyncio.sleep(0)


async def visitors(lane: LaneQueue, *clients: str, log: list[str] | None = None) -> list[Visitor]:
    made = [Visitor(lane, client, log) for client in clients]
    await settle()
    return made


def lane(places: int = 1, *, shared: bool = True, **limits: float) -> LaneQueue:
    return LaneQueue(places, Limits(**limits), shared=shared)  # type: ignore[arg-type]


def test_a_free_place_is_taken_at_once_and_given_back() -> None:
    async def test() -> None:
        tried = lane()
        await tried.enter("a")
        assert (tried.busy, tried.waiting) == (1, 0)
        tried.leave("a", 1)
        assert tried.busy == 0

    run(test)


def test_who_waits_runs_when_a_place_becomes_free() -> None:
    async def test() -> None:
        tried = lane()
        first, second = await visitors(tried, "a", "b")
        assert (tried.busy, tried.waiting) == (1, 1)
        await first.end()
        await second.runs.wait()
        await second.end()
        assert (tried.busy, tried.waiting) == (0, 0)

    run(test)


def test_the_client_with_the_fewest_running_goes_first() -> None:
    async def test() -> None:
        log: list[str] = []
        tried = lane(places=2, client_workers=2)
        many = await visitors(tried, "many", "many", "many", "many", log=log)
        (single,) = await visitors(tried, "single", log=log)
        await many[0].end()
        await single.runs.wait()
        assert log == ["many", "many", "single"]

    run(test)


def test_one_client_never_holds_more_than_its_workers() -> None:
    async def test() -> None:
        tried = lane(places=3, client_workers=2)
        await visitors(tried, "a", "a", "a", "a")
        assert (tried.busy, tried.waiting) == (2, 2)
        await visitors(tried, "b")
        assert (tried.busy, tried.waiting) == (3, 2)

    run(test)


def test_in_a_lane_of_pages_only_what_is_under_way_is_bounded_and_the_server_itself_is_free() -> None:
    async def test() -> None:
        tried = lane(places=2, shared=False, client_workers=1, client_waiting=2)
        await visitors(tried, "a", "a")
        assert tried.busy == 2
        with pytest.raises(ShareSpent):
            await tried.enter("a")
        await visitors(tried, "", "", "", "")
        assert tried.waiting == 4

    run(test)


def test_a_full_queue_sends_the_last_query_of_the_greediest_away_for_one_who_has_fewer() -> None:
    async def test() -> None:
        tried = lane(waiting=3)
        _, *greedy = await visitors(tried, "a", "a", "a", "a")
        (newcomer,) = await visitors(tried, "b")
        with pytest.raises(EngineBusy, match="Too many queries wait"):
            await greedy[-1].task
        assert tried.waiting == 3
        with pytest.raises(EngineBusy):
            await tried.enter("a")
        assert not newcomer.task.done()

    run(test)


def test_a_client_with_too_many_under_way_is_told_so() -> None:
    async def test() -> None:
        tried = lane(client_waiting=2)
        await visitors(tried, "a", "a")
        with pytest.raises(ShareSpent, match="2 queries under way") as told:
            await tried.enter("a")
        assert told.value.bound is not None
        assert told.value.bound.setting == "client_waiting"
        await visitors(tried, "b")
        assert tried.waiting == 2

    run(test)


def test_a_full_queue_and_a_long_wait_are_told_apart_and_both_name_their_limit() -> None:
    async def test() -> None:
        tried = lane(waiting=1, wait_seconds=0.1)
        _, waits = await visitors(tried, "a", "b")
        with pytest.raises(EngineBusy, match="Too many queries wait") as full:
            await tried.enter("c")
        assert full.value.retry_after
        with pytest.raises(EngineBusy, match=r"within 0\.1 s") as late:
            await waits.task
        assert late.value.bound is not None
        assert late.value.bound.setting == "wait_seconds"
        assert tried.waiting == 0

    run(test)


def test_a_query_that_is_cancelled_leaves_the_queue() -> None:
    async def test() -> None:
        tried = lane()
        first, second, third = await visitors(tried, "a", "b", "c")
        second.task.cancel()
        await settle()
        assert tried.waiting == 1
        await first.end()
        await third.runs.wait()

    run(test)


def test_a_place_that_comes_in_the_moment_of_a_cancel_is_passed_on() -> None:
    async def test() -> None:
        tried = lane()
        first, second, third = await visitors(tried, "a", "b", "c")
        tried.leave("a", 0)
        second.task.cancel()
        await third.runs.wait()
        assert tried.busy == 1
        first.task.cancel()

    run(test)


def test_a_lane_that_stops_sends_all_away() -> None:
    async def test() -> None:
        tried = lane()
        first, second = await visitors(tried, "a", "b")
        tried.stop()
        with pytest.raises(EngineStopped):
            await second.task
        await first.end()
        with pytest.raises(EngineStopped):
            await tried.enter("c")
        assert (tried.busy, tried.waiting) == (0, 0)

    run(test)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.booleans()), max_size=30))
def test_no_place_is_lost_however_visits_end(visits: list[tuple[str, bool, bool]]) -> None:
    async def test() -> None:
        tried = lane(places=2, client_workers=2)
        made = []
        for client, is_cancelled, is_ended in visits:
            made.append(Visitor(tried, client))
            await asyncio.sleep(0)
            if is_cancelled:
                made[-1].task.cancel()
            if is_ended:
                made[0]._leave.set()
            assert tried.busy <= 2
        for visitor in made:
            visitor._leave.set()
        await asyncio.gather(*(visitor.task for visitor in made), return_exceptions=True)
        assert (tried.busy, tried.waiting) == (0, 0)

    run(test)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_client_that_used_its_time_waits_until_some_is_back() -> None:
    clock = Clock()
    budgets = Budgets(30, clock)
    budgets.spend("a", 32)
    assert budgets.left("a") == -2
    assert budgets.wait("a") == 4
    assert budgets.left("b") == 30
    clock.now = 4
    assert budgets.left("a") == 0
    clock.now = 1000
    assert budgets.left("a") == 30


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 50), st.floats(0, 60))))
def test_time_is_never_given_beyond_the_share(visits: list[tuple[str, float, float]]) -> None:
    clock = Clock()
    budgets = Budgets(30, clock)
    for client, seconds, pause in visits:
        budgets.spend(client, seconds)
        clock.now += pause
        assert budgets.left(client) <= 30


def test_a_spent_share_is_told_with_the_time_to_come_again() -> None:
    async def test() -> None:
        tried = lane(client_seconds=30)
        await tried.enter("a")
        tried.leave("a", 31)
        with pytest.raises(ShareSpent, match="query time a minute") as told:
            await tried.enter("a")
        assert told.value.retry_after == pytest.approx(2, abs=0.1)
        await tried.enter("b")
        await lane(shared=False, client_seconds=30).enter("a")

    run(test)
