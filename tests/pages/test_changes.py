"""What became of the graph, in words."""

from dataclasses import replace
from xml.etree.ElementTree import fromstring
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medkg.changes.comparison import Comparison, Count, Fate, QueryChange, State
from medkg.changes.log import Step
from medkg.pages.changes import as_xml_text, introduce, name_step, summarize
from medkg.snapshot.history import Publication
from support import NAMES

OLD, NEW = Publication("a" * 64, "2026-11-26T12:00:00Z", None), Publication("b" * 64, "2026-11-27T12:00:00Z", None)
NOTHING = Comparison(State(OLD.digest, None), State(NEW.digest, None), {}, {}, (), ())


@pytest.mark.parametrize(
    ("step", "summary"),
    [
        (Step(NEW), "The first snapshot that is known here."),
        (Step(NEW, OLD), "It was not compared with the snapshot before, aaaaaaaaaaaa."),
        (Step(NEW, OLD, NOTHING), "No difference."),
        (
            Step(NEW, OLD, replace(NOTHING, statements={"void": Count(1, 1)})),
            "Nothing that is stated; only what describes the graph.",
        ),
        (
            Step(
                NEW,
                OLD,
                replace(
                    NOTHING,
                    statements={
                        "": Count(9, 9),
                        "stated": Count(3, 0),
                        "curated": Count(1, 2),
                        "inferred": Count(7, 7),
                    },
                    things={"anatomy": {"added": 2}, "dataset": {"added": 1, "inferred": 5}},
                    queries=(QueryChange("q", "Q", Fate.ADDED),),
                ),
            ),
            "Added: 2 anatomical sites, 1 dataset. 1 saved query added, changed or removed. "
            "Statements: 4 added, 2 removed.",
        ),
    ],
)
def test_a_summary_tells_what_somebody_made_or_took_back(step: Step, summary: str) -> None:
    assert summarize(step) == summary


def test_before_a_list_of_changes_a_page_tells_only_what_the_list_does_not() -> None:
    listed = replace(NOTHING, statements={"stated": Count(3, 1)}, things={"dataset": {"added": 1}})
    assert introduce(Step(NEW, OLD, listed)) == "Statements: 3 added, 1 removed."
    for step in (Step(NEW), Step(NEW, OLD), Step(NEW, OLD, NOTHING)):
        assert introduce(step) == summarize(step)


def test_each_step_has_a_name_of_its_own_wherever_it_is_served() -> None:
    again = replace(NEW, published="2026-11-28T12:00:00Z")
    steps = [Step(NEW), Step(NEW, OLD), Step(OLD, NEW), Step(again, OLD)]
    assert len({name_step(step, NAMES.base) for step in steps}) == len(steps)
    assert name_step(Step(NEW, OLD), NAMES.base) == name_step(Step(NEW, OLD, NOTHING), NAMES.base)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_can_stand_in_xml_and_loses_only_what_cannot(text: str) -> None:
    as_text = as_xml_text(text)
    assert len(as_text) == len(text)
    assert (fromstring(f"<a>{escape(as_text)}</a>").text or "") == as_text.replace("\r\n", "\n").replace("\r", "\n")
    assert all(new in (old, "\N{REPLACEMENT CHARACTER}") for old, new in zip(text, as_text, strict=True))
    assert as_xml_text(as_text) == as_text
