"""Comparison: two queries, whatever is compared; differences said in words."""

import pytest

from medkg.pages.compare.choice import read_choice
from medkg.pages.compare.lines import Line, Verdict
from medkg.pages.compare.page import Comparison, compare
from medkg.sparql.engine import Engine
from page_engine import CountingEngine
from support import NAMES

MAMMOGRAPHY = ["dataset/ddsm", "dataset/inbreast", "dataset/mias"]


def compared(engine: Engine, ids: list[str], sought: str = "") -> Comparison:
    return compare(engine, NAMES, read_choice(ids, NAMES), sought)


def line(comparison: Comparison, key: str) -> Line:
    return next(line for line in comparison.lines if line.field.key == key)


def texts(cell: object) -> list[str]:
    return [value.text for value in cell]  # type: ignore[attr-defined]


@pytest.mark.parametrize("count", [0, 1, 2, 6])
def test_two_queries_are_enough_for_any_number_of_entries(asking: CountingEngine, count: int) -> None:
    ids = [*MAMMOGRAPHY, "dataset/drive", "dataset/lidc", "dataset/adni"][:count]
    assert compared(asking, ids).ids == ids
    assert len(asking.texts) <= 2


def test_the_columns_come_in_the_order_of_the_address(asking: Engine) -> None:
    assert compared(asking, MAMMOGRAPHY[::-1]).ids == MAMMOGRAPHY[::-1]


def test_what_is_alike_and_what_differs_is_said(asking: Engine) -> None:
    found = compared(asking, MAMMOGRAPHY)
    assert line(found, "modality").verdict is Verdict.SAME
    assert line(found, "task").verdict is Verdict.DIFFERS
    assert line(found, "funder").verdict is Verdict.ONLY
    assert line(found, "access").verdict is Verdict.NOTHING
    assert line(found, "modality") not in found.differences
    assert {"task", "funder"} <= {each.field.key for each in found.differences}


def test_a_value_of_one_entry_is_told_from_those_that_others_have_too(asking: Engine) -> None:
    task = line(compared(asking, MAMMOGRAPHY), "task")
    shared = {value.text: value.is_shared for cell in task.cells for value in cell}
    assert task.is_mixed
    assert shared["computer-aided detection"]
    assert not shared["screening"]


def test_a_number_says_what_it_counts_and_the_whole_comes_before_its_parts(asking: Engine) -> None:
    found = compared(asking, ["dataset/kits19-data", "dataset/ddsm"])
    kits, ddsm = line(found, "size").cells
    assert texts(kits) == ["300 patients", "90 patients (test set)", "210 patients (training set)"]
    assert "approximately 2,500 studies" in texts(ddsm)
    assert texts(line(found, "period").cells[0]) == [
        "kidney operations (partial or radical nephrectomy) of the patients: 2010 to 2018"
    ]


def test_broader_concepts_are_left_out_but_inverses_and_chains_are_there(asking: Engine) -> None:
    found = compared(asking, ["dataset/kits19-data"])
    assert texts(line(found, "modality").cells[0]) == ["contrast-enhanced CT"]
    assert texts(line(found, "challenges").cells[0]) == ["2019 Kidney and Kidney Tumor Segmentation Challenge"]
    assert texts(line(found, "events").cells[0]) == ["MICCAI 2019"]


def test_not_stated_is_an_empty_cell_with_words(asking: Engine) -> None:
    access = line(compared(asking, ["dataset/kits19-data", "dataset/lidc"]), "access")
    assert [texts(cell) for cell in access.cells] == [[], ["open access"]]
    assert access.field.absent == "not stated"


def test_an_unknown_id_is_named_and_the_rest_is_shown(asking: Engine) -> None:
    found = compared(asking, ["dataset/drive", "dataset/nothing", "a b", "modality/mri"])
    assert found.ids == ["dataset/drive"]
    assert found.unknown == ["dataset/nothing", "modality/mri", "a b"]


@pytest.mark.parametrize("sought", ["kits kidney", "KIDNEY kits19"])
def test_entries_to_add_are_found_by_all_words_of_their_names(asking: Engine, sought: str) -> None:
    assert [each.id for each in compared(asking, [], sought).candidates] == ["challenge/kits19", "dataset/kits19-data"]


def test_similar_entries_are_offered_with_the_reason(asking: Engine) -> None:
    first = compared(asking, MAMMOGRAPHY).candidates[0]
    assert first.id == "dataset/mini-mias"
    assert "mammography" in first.reason


def test_what_is_shown_is_not_offered(asking: Engine) -> None:
    assert [each.id for each in compared(asking, ["challenge/kits19"], "kits kidney").candidates] == [
        "dataset/kits19-data"
    ]


@pytest.mark.parametrize("sought", ['"', "\\", "'}", "?x", "\x00", "]]>", "🫀", "a" * 10_000, '") } DROP ALL #'])
def test_any_words_are_sought(asking: Engine, sought: str) -> None:
    assert compared(asking, ["dataset/drive"], sought).ids == ["dataset/drive"]


def test_without_entries_examples_are_offered_that_can_be_compared(asking: Engine) -> None:
    examples = compared(asking, []).examples
    assert examples
    for example in examples:
        assert len(compared(asking, list(example.ids)).ids) == len(example.ids) > 1
