"""Callers that leave are noticed by whoever works for them, and by nobody else."""

from medkg.sparql.caller import Caller


def test_leaving_calls_back_those_who_are_at_work() -> None:
    caller, calls = Caller(), []
    with caller.leaving(lambda: calls.append("worker")):
        assert calls == []
        caller.leave()
    assert calls == ["worker"]


def test_nobody_is_called_back_after_the_work() -> None:
    caller, calls = Caller(), []
    with caller.leaving(lambda: calls.append("worker")):
        pass
    caller.leave()
    assert calls == []
    assert caller.gone


def test_who_begins_to_work_for_one_who_has_left_is_called_back_at_once() -> None:
    caller, calls = Caller(), []
    caller.leave()
    with caller.leaving(lambda: calls.append("worker")):
        assert calls == ["worker"]
