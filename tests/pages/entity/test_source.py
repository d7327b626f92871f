"""The page about a source document: every passage that another page leads to is there."""

from collections.abc import Callable
from typing import Any

from medkg.sparql.ask import ask_rows
from medkg.sparql.engine import Engine
from support import NAMES

Read = Callable[[str], Any]

SOURCE = "source/medical-data-for-machine-learning"


def test_a_passage_names_what_rests_on_it(read: Read) -> None:
    [passage] = [passage for passage in read(SOURCE).passages if passage.id == "L327-331"]
    assert (passage.first, passage.last, passage.section) == (327, 331, "2. Challenges/contest data")
    assert [title for _, title in passage.things] == [
        "2019 Kidney and Kidney Tumor Segmentation Challenge",
        "KiTS19 data",
    ]


def test_each_passage_is_listed_once_in_the_order_of_the_source(read: Read, engine: Engine) -> None:
    passages = read(SOURCE).passages
    graph = NAMES.graph("provenance")
    used = ask_rows(
        engine,
        NAMES.with_prefixes(
            f"SELECT DISTINCT ?p {{ GRAPH {graph} {{ ?g prov:wasDerivedFrom ?p . ?p medkg:firstLine ?n }} }}"
        ),
    )
    assert sorted(passage.id for passage in passages) == sorted(row["p"]["value"].partition("#")[2] for row in used)
    assert [passage.first for passage in passages] == sorted(passage.first for passage in passages)
