"""Gaps that lead to lines of the source."""

import pytest

from medkg.errors import ParameterInvalid
from medkg.pages.entry_fields import FIELDS, KINDS
from medkg.pages.quality.gaps import MOST_LISTED, find_gap
from medkg.pages.quality.overview import measure_quality
from medkg.sparql.engine import Engine
from support import NAMES


@pytest.mark.parametrize(("field", "kind"), [("access", "challenge"), ("size", "dataset"), ("papers", "catalog")])
def test_a_gap_lists_as_many_entries_as_its_share_lacks(asking: Engine, field: str, kind: str) -> None:
    line = next(each for each in measure_quality(asking, NAMES).fields if each.field.key == field)
    share = next(share for found, share in line.by_kind if found.key == kind)
    assert share
    assert len(find_gap(asking, NAMES, field, kind).entries) == share.missing > 0


def test_a_gap_leads_to_the_lines_of_the_source(asking: Engine) -> None:
    gap = find_gap(asking, NAMES, "access", "challenge")
    kits = next(each for each in gap.entries if each.iri.endswith("challenge/kits19"))
    assert [passage.lines for passage in kits.passages] == ["lines 327 to 331"]
    assert kits.passages[0].iri.endswith("#L327-331")


def test_an_entry_that_no_line_speaks_of_is_given_none(made_up: Engine) -> None:
    found = {
        entry.title: [passage.lines for passage in entry.passages]
        for entry in find_gap(made_up, NAMES, "papers", "dataset").entries
    }
    assert found == {"One": [], "Three": [], "Two": ["lines 3 to 5"]}


@pytest.mark.parametrize(("field", "kind"), [("nothing", "dataset"), ("size", "nothing"), ("", ""), ("}", "{")])
def test_a_field_or_kind_that_is_not_is_refused_with_those_there_are(asking: Engine, field: str, kind: str) -> None:
    with pytest.raises(ParameterInvalid, match="wants one of"):
        find_gap(asking, NAMES, field, kind)


def test_each_gap_can_be_listed(asking: Engine) -> None:
    for field in FIELDS:
        for kind in KINDS:
            assert len(find_gap(asking, NAMES, field, kind).entries) < MOST_LISTED
