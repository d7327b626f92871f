"""The place of a concept in its vocabulary."""

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from medkg.pages.entity.tree import DEPTH, MOST_PATHS, Concept, read_tree
from medkg.pages.panel import Panel
from medkg.sparql.ask import Row, ask_rows
from page_engine import CountingEngine

Read = Callable[[str], Any]


def labels(concepts: Sequence[Concept]) -> list[str]:
    return [concept.label for concept in concepts]


def test_every_way_up_is_shown_from_the_top_down(read: Read) -> None:
    paths = read("disease/kidney-neoplasm").tree.paths
    assert [labels(path) for path in paths] == [
        ["disease or finding", "urinary system disease", "kidney disease"],
        ["disease or finding", "neoplasm"],
    ]


def test_narrower_concepts_come_with_their_entries(read: Read, asking: CountingEngine) -> None:
    tree = read("disease/cancer").tree
    lung = next(concept for concept in tree.narrower if concept.label == "lung cancer")
    counted = ask_rows(
        asking, "SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE { ?e medkg:disease disease:lung-cancer ; a dcat:Resource }"
    )
    assert lung.entries == int(counted[0]["n"]["value"]) > 0
    assert tree.entries > lung.entries


def test_a_top_concept_has_no_way_up_and_a_leaf_nothing_below(read: Read) -> None:
    assert read("modality/imaging").tree.paths == []
    leaf = read("disease/glioblastoma").tree
    assert (leaf.narrower, leaf.below) == ([], 0)


def test_all_that_stands_below_is_shown_or_counted(read: Read) -> None:
    tree = read("disease/disease").tree

    def seen(concepts: Sequence[Concept]) -> int:
        return sum(1 + concept.hidden + seen(concept.narrower) for concept in concepts)

    assert seen(tree.narrower) >= tree.below > 50


def row(concept: str, broader: str | None, entries: int = 0) -> Row:
    found = {"concept": concept, "label": concept, "broader": broader, "entries": str(entries)}
    return {name: {"type": "literal", "value": text} for name, text in found.items() if text is not None}


@given(st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda pair: pair[0] < pair[1])))
def test_any_hierarchy_gives_a_tree_of_bounded_depth(edges: set[tuple[int, int]]) -> None:
    below = [row("0", None)] + [row(str(narrow), str(broad)) for broad, narrow in edges]
    above = [row("12", None)] + [row(str(narrow), str(broad)) for broad, narrow in edges]
    tree = read_tree(Panel("", above), Panel("", below), NamedNode("x:0"))
    assert tree.paths == []

    def depth(concepts: Sequence[Concept]) -> int:
        return max((1 + depth(concept.narrower) for concept in concepts), default=0)

    assert depth(tree.narrower) <= DEPTH
    assert len(tree.paths) <= MOST_PATHS
