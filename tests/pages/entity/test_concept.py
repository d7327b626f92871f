"""The page about a concept: its entries, and how many they are by the other dimensions."""

from collections.abc import Callable
from typing import Any

import pytest

from medkg.pages.entity.concept import SHOWN
from medkg.sparql.ask import ask_rows
from page_engine import CountingEngine
from support import NAMES

Read = Callable[[str], Any]


def test_some_entries_are_listed_by_title_and_all_are_counted(read: Read) -> None:
    page = read("modality/imaging")
    assert len(page.entries) == SHOWN < page.tree.entries
    titles = [row["title"]["value"] for row in page.entries]
    assert titles == sorted(titles, key=str.casefold)
    assert page.browse == "/at/browse?modality=imaging"


@pytest.mark.parametrize("path", ["modality/mri", "disease/cancer", "access/open", "country/us"])
def test_a_bar_counts_what_its_link_leads_to(read: Read, asking: CountingEngine, path: str) -> None:
    page = read(path)
    [modalities] = [part for part in page.counted if part.title != "Access condition"][:1]
    bar = modalities.bars.bars[0]
    counted = ask_rows(
        asking,
        f"SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE {{ ?e {page.dimension.property} <{page.thing.iri}> ;"
        f' a dcat:Resource ; ?property ?value . ?value rdfs:label "{bar.label}"@en }}',
    )
    assert bar.text == counted[0]["n"]["value"]


def test_the_whole_of_a_vocabulary_is_no_bar(read: Read) -> None:
    labels = {bar.label for part in read("disease/cancer").counted for bar in part.bars.bars}
    assert labels.isdisjoint({"imaging", "body", "disease or finding"})


def test_a_bar_leads_to_the_entries_of_both(read: Read) -> None:
    [part] = [part for part in read("disease/cancer").counted if part.title == "Modality"]
    assert part.bars.bars[0].href.startswith("/at/browse?disease=cancer&modality=")


def test_a_concept_that_is_no_facet_has_no_dead_link(read: Read) -> None:
    page = read("unit/patient")
    assert page.browse is None
    assert page.tree.entries > 0


def test_a_country_has_its_organizations(read: Read) -> None:
    assert "Stanford University" in [row["title"]["value"] for row in read("country/us").organizations.rows]
    assert read("modality/mri").organizations.rows == []


def test_a_concept_without_entries_says_so(read: Read, asking: CountingEngine) -> None:
    unused = "SELECT ?c WHERE { ?c skos:inScheme ?s MINUS { ?e ?p ?c ; a dcat:Resource }"
    [row] = ask_rows(asking, unused + " FILTER(?s != <https://w3id.org/medkg/unit>) } ORDER BY ?c LIMIT 1")
    page = read(row["c"]["value"].removeprefix(NAMES.base))
    assert (page.tree.entries, page.entries, page.counted) == (0, [], [])
