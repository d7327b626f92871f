"""The page about a meeting, and about a series of meetings."""

from collections.abc import Callable
from typing import Any

Read = Callable[[str], Any]


def test_challenges_are_told_with_their_data(read: Read) -> None:
    held = {entry.title: [title for _, title in entry.data] for entry in read("event/miccai-2019").held}
    assert held["2019 Kidney and Kidney Tumor Segmentation Challenge"] == ["KiTS19 data"]


def test_the_meetings_before_and_after_are_those_of_the_series(read: Read) -> None:
    page = read("event/isbi-2016")
    assert (page.previous.title, page.next.title) == ("ISBI 2015", "ISBI 2017")
    assert read("event/miccai-2008").previous is None
    assert read("event/miccai-2019").next is None


def test_a_series_lists_its_meetings_in_the_order_of_time(read: Read) -> None:
    page = read("event/miccai")
    years = [meeting.year for meeting in page.meetings]
    assert years == sorted(years)
    assert len(years) > 8
    assert page.is_series
    assert (page.previous, page.next) == (None, None)


def test_the_challenges_of_a_series_are_those_of_all_its_meetings(read: Read) -> None:
    titles = {entry.title for entry in read("event/miccai").held}
    assert titles > {entry.title for entry in read("event/miccai-2019").held}
