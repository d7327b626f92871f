"""Which classes a property joins."""

from hypothesis import given
from hypothesis import strategies as st

from medkg.pages.class_links import PartCount, find_links, find_parents, find_tightest

BROADER = {"dataset": {"resource"}, "corpus": {"dataset", "resource"}, "challenge": {"resource"}}


def test_the_narrowest_class_that_has_all_is_kept() -> None:
    assert find_tightest({"resource": 9, "dataset": 9, "corpus": 2}, BROADER) == ["dataset"]


def test_a_class_is_kept_whose_statements_are_spread_over_those_below_it() -> None:
    assert find_tightest({"resource": 9, "dataset": 6, "challenge": 3}, BROADER) == ["resource"]


def test_classes_of_which_none_is_above_the_other_are_all_kept() -> None:
    assert find_tightest({"resource": 9, "organization": 4}, BROADER) == ["resource", "organization"]


def test_a_link_has_the_narrowest_class_at_both_ends() -> None:
    parts = [
        PartCount(source, "uses", target, 5)
        for source in ("resource", "challenge")
        for target in ("resource", "dataset")
    ]
    assert find_links(parts, BROADER) == [PartCount("challenge", "uses", "dataset", 5)]


def test_links_come_with_the_largest_first() -> None:
    parts = [PartCount("dataset", "a", "x", 1), PartCount("dataset", "b", "x", 3), PartCount("dataset", "c", "x", 2)]
    assert [part.property for part in find_links(parts, {})] == ["b", "c", "a"]


@given(st.dictionaries(st.sampled_from(["resource", "dataset", "corpus", "challenge", "x"]), st.integers(1, 9)))
def test_no_class_is_kept_beside_one_above_it(counts: dict[str, int]) -> None:
    found = find_tightest(counts, BROADER)
    assert not any(other in BROADER.get(kind, ()) for kind in found for other in found)
    assert bool(found) == bool(counts)


def test_parents_are_the_nearest_among_those_given() -> None:
    assert find_parents(["resource", "dataset", "corpus"], BROADER) == [("dataset", "resource"), ("corpus", "dataset")]
    assert find_parents(["resource", "corpus"], BROADER) == [("corpus", "resource")]
