"""Terms of other vocabularies, with the predicate in words."""

from collections.abc import Callable
from typing import Any

import pytest

from medkg.pages.entity.mappings import name_term
from medkg.sparql.ask import ask_rows
from page_engine import CountingEngine

Read = Callable[[str], Any]


def test_matches_are_told_in_words_the_closest_first(read: Read) -> None:
    matches = read("disease/kidney-neoplasm").mappings.rows
    assert (matches[0].relation, matches[0].vocabulary, matches[0].identifier) == (
        "the same as",
        "MONDO",
        "MONDO:0021163",
    )
    assert (matches[-1].relation, matches[-1].identifier) == ("nearly the same as", "HP:0009726")
    assert matches[-1].confidence == 0.8
    assert matches[-1].comment == "the phenotype, not the disease"


def test_an_organization_leads_to_ror_and_wikidata(read: Read) -> None:
    assert {match.vocabulary for match in read("organization/stanford-university").mappings.rows} == {"ROR", "Wikidata"}


def test_every_vocabulary_of_the_graph_has_a_name(asking: CountingEngine) -> None:
    targets = ask_rows(asking, "SELECT DISTINCT ?t WHERE { GRAPH ?g { ?a owl:annotatedTarget ?t } }")
    assert len(targets) > 500
    assert {row["t"]["value"] for row in targets if name_term(row["t"]["value"])[0] == "other"} == set()


@pytest.mark.parametrize("iri", ["https://example.org/terms#x", "https://example.org/terms/x"])
def test_a_term_of_an_unknown_vocabulary_has_its_local_name(iri: str) -> None:
    assert name_term(iri) == ("other", "x")
