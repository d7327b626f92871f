"""Kept answers: the same request has the same answer, within the bound of bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medkg.web.kept import KeptReplies, key_of
from medkg.web.replies import Reply

REPLY = Reply(200, [("ETag", '"t"'), ("Content-Type", "text/csv"), ("Vary", "Accept")], b"a,b")


def keep(kept: KeptReplies, key: tuple[object, ...], reply: Reply) -> None:
    """Offer an answer as often as it takes to be kept."""
    kept.keep(key, reply)
    kept.keep(key, reply)


def scope(query: bytes = b"query=ASK", method: str = "GET", **headers: bytes) -> dict[str, object]:
    pairs = [(name.replace("_", "-").encode(), value) for name, value in headers.items()]
    return {"method": method, "raw_path": b"/sparql", "query_string": query, "headers": pairs}


def test_an_answer_is_found_by_all_that_it_depends_on_and_nothing_else() -> None:
    kept = KeptReplies(1)
    keep(kept, key_of(scope(accept=b"text/csv"), b""), REPLY)
    assert kept.find(key_of(scope(accept=b"text/csv", user_agent=b"x"), b""), "") is REPLY
    for other in (
        key_of(scope(accept=b"text/turtle"), b""),
        key_of(scope(b"query=X", accept=b"text/csv"), b""),
        key_of(scope(method="HEAD", accept=b"text/csv"), b""),
        key_of(scope(accept=b"text/csv", accept_encoding=b"gzip"), b""),
        key_of(scope(accept=b"text/csv", host=b"other"), b""),
        key_of(scope(accept=b"text/csv", x_forwarded_prefix=b"/kg"), b""),
        key_of(scope(accept=b"text/csv"), b"body"),
    ):
        assert kept.find(other, "") is None
    assert (kept.hits, len(kept)) == (1, 1)


@pytest.mark.parametrize("known", ['"t"', 'W/"t"', '"other", "t"', '"a",W/"t"', "*"])
def test_who_has_the_answer_gets_304_with_its_headers_and_no_body(known: str) -> None:
    kept = KeptReplies(1)
    keep(kept, ("k",), REPLY)
    found = kept.find(("k",), known)
    assert found == Reply(304, [("ETag", '"t"'), ("Vary", "Accept")], b"")


@pytest.mark.parametrize("known", ["", '"other"', "t", '"t'])
def test_who_has_something_else_gets_the_answer(known: str) -> None:
    kept = KeptReplies(1)
    keep(kept, ("k",), REPLY)
    assert kept.find(("k",), known) is REPLY


@pytest.mark.parametrize(
    "reply", [Reply(404, REPLY.headers, b""), Reply(200, [], b"no tag"), Reply(200, REPLY.headers, b"x" * 200_000)]
)
def test_errors_answers_without_a_tag_and_large_ones_are_not_kept(reply: Reply) -> None:
    kept = KeptReplies(1)
    keep(kept, ("k",), reply)
    assert kept.find(("k",), "") is None


def test_nothing_is_kept_without_memory_for_it() -> None:
    kept = KeptReplies(0)
    keep(kept, ("k",), REPLY)
    assert len(kept) == 0


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 100_000)), max_size=80))
def test_the_bound_holds_and_what_was_used_last_stays(uses: list[tuple[int, int]]) -> None:
    kept = KeptReplies(1)
    for number, size in uses:
        key = (number,)
        if kept.find(key, "") is None:
            keep(kept, key, Reply(200, REPLY.headers, b"x" * size))
        assert kept.find(key, "")
        assert 0 < kept.bytes <= 1 << 20


def test_an_answer_is_kept_when_it_is_asked_for_a_second_time() -> None:
    kept = KeptReplies(1)
    kept.keep(("k",), REPLY)
    assert kept.find(("k",), "") is None
    kept.keep(("k",), REPLY)
    assert kept.find(("k",), "") is REPLY


def test_ten_thousand_other_questions_drive_nothing_out() -> None:
    kept = KeptReplies(1)
    keep(kept, ("page",), REPLY)
    for number in range(20_000):
        kept.keep((number,), Reply(200, REPLY.headers, b"x" * 10_000))
    assert len(kept) == 1
    assert kept.find(("page",), "") is REPLY


def test_long_headers_count_too() -> None:
    kept = KeptReplies(1)
    for number in range(40):
        keep(kept, (number, (b"accept", b"x" * 60_000), "y" * 60_000), REPLY)
    assert len(kept) < 10
