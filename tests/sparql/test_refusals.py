"""A query that exhausted a worker is refused for a while, whatever format it asks for."""

from dataclasses import replace

import pytest

from medkg.errors import Bound, DeadlineExceeded
from medkg.sparql.engine import Request
from medkg.sparql.formats import FORMATS
from medkg.sparql.refusals import Refusals


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


KILLER = Request("SELECT * { ?a ?b ?c }")
FAULT = DeadlineExceeded("It took too long.", Bound("seconds", 20))


def test_the_same_query_is_refused_with_the_same_error_and_the_time_to_come_again() -> None:
    clock = Clock()
    refusals = Refusals(300, clock)
    refusals.check(KILLER)
    refusals.note(KILLER, FAULT)
    clock.now = 100
    with pytest.raises(DeadlineExceeded, match=r"It took too long\. .* not tried again for 200 s") as told:
        refusals.check(replace(KILLER, results=FORMATS["csv"]))
    assert (told.value.bound, told.value.retry_after) == (FAULT.bound, 200)


def test_other_queries_and_later_times_are_free() -> None:
    clock = Clock()
    refusals = Refusals(300, clock)
    refusals.note(KILLER, FAULT)
    refusals.check(replace(KILLER, text="ASK {}"))
    refusals.check(replace(KILLER, default_graphs=("urn:g",)))
    clock.now = 300
    refusals.check(KILLER)


def test_those_noted_longest_ago_are_forgotten_first() -> None:
    refusals = Refusals(300, Clock())
    for number in range(1001):
        refusals.note(replace(KILLER, text=str(number)), FAULT)
    refusals.check(replace(KILLER, text="0"))
    with pytest.raises(DeadlineExceeded):
        refusals.check(replace(KILLER, text="1000"))
