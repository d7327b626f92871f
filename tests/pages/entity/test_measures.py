"""Sizes, ages and years: a number is never attached to the wrong thing."""

from collections.abc import Callable
from typing import Any

Read = Callable[[str], Any]


def test_the_whole_comes_before_its_parts(read: Read) -> None:
    extents = read("dataset/kits19-data").measures.extents
    assert [(extent.number, extent.unit, extent.part) for extent in extents] == [
        ("300", "patient", None),
        ("210", "patient", "training set"),
        ("90", "patient", "test set"),
    ]


def test_each_size_has_its_unit_and_where_it_comes_from(read: Read) -> None:
    extents = read("dataset/abide").measures.extents
    assert {extent.unit for extent in extents} == {"subject", "dataset", "centre"}
    [centres] = [extent for extent in extents if extent.count == 17]
    assert [origin.family for origin in centres.origins] == ["curated"]
    assert centres.unit_iri.endswith("/unit/centre")


def test_counts_per_unit_and_ranges_are_told_in_words(read: Read) -> None:
    extents = read("dataset/oasis-longitudinal").measures.extents
    assert any(" per " in extent.unit for extent in extents)
    assert any(" to " in extent.number for extent in extents)


def test_ages_and_years_are_told_in_words(read: Read) -> None:
    [ages] = read("dataset/abide").measures.spans
    assert (ages.label, ages.text) == ("ages", "7 to 64 years")
    [years] = read("dataset/kits19-data").measures.spans
    assert (years.label, years.text) == ("years", "2010 to 2018")
    assert years.part
