"""A comparison as text: in order, short, and it says how much is left out."""

from dataclasses import replace

from medkg.changes.compare import compare
from medkg.changes.comparison import Change, Comparison, Count, Fate, Statement
from medkg.changes.lines import Sign
from medkg.changes.report import MOST_STATEMENTS, MOST_THINGS, write_report
from medkg.changes.side import Side


def test_it_tells_what_came_what_changed_and_what_went(comparison: Comparison) -> None:
    text = "\n".join(write_report(comparison))
    assert "  stated         3 added, 4 removed" in text
    assert "Added (2: 1 dataset, 1 series)\n  dataset new: New (2 statements)" in text
    assert "    - title: Old title [stated]\n    + title: New title [stated]" in text
    assert "    - extent-1 count: 40 [stated]" in text
    assert "Removed (1: 1 dataset)\n  dataset gone: Gone (2 statements)" in text
    assert "imaging" not in text


def test_it_says_when_there_is_no_difference(sides: tuple[Side, Side]) -> None:
    assert list(write_report(compare(sides[0], sides[0])))[1:] == ["No difference."]


def made_up(number: int, words: str = "x") -> Change:
    statement = Statement(Sign.ADDED, "stated", "", "p", "label", '"x"', words)
    return Change(
        f"https://w3id.org/medkg/dataset/d{number}",
        "dataset",
        f"D{number}",
        Fate.CHANGED,
        Count(50),
        Count(),
        (statement,) * 50,
    )


def test_long_lists_say_how_many_more_there_are(comparison: Comparison) -> None:
    long = replace(comparison, changes=tuple(map(made_up, range(MOST_THINGS + 7))))
    lines = list(write_report(long))
    assert "  … 7 more" in lines
    assert lines.count(f"    … {50 - MOST_STATEMENTS} more") == MOST_THINGS


def test_no_text_of_the_graph_steers_a_terminal(comparison: Comparison) -> None:
    change = replace(made_up(1, "a\x1b[31m\nb"), title="t\x1b[2J")
    text = "\n".join(write_report(replace(comparison, changes=(change,))))
    assert "\x1b" not in text
    assert "label: a [31m b [stated]" in text
