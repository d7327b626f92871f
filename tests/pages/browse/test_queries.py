"""The queries of the list, over the real graph: each fits what its words say."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from urllib.parse import parse_qsl

import pytest

from medkg.pages.browse.facets import FACET_OF, FACETS, NOT_STATED, STATED, Facet
from medkg.pages.browse.options import read_counts
from medkg.pages.browse.queries import PAGE_SIZE, BrowseQueries
from medkg.pages.browse.selection import SORTS, Selection, read_selection
from medkg.sparql.ask import OnBehalf, Row, ask_rows
from medkg.sparql.caller import Caller
from medkg.sparql.engine import Request
from medkg.sparql.formats import FORMATS
from medkg.sparql.local import LocalEngine
from support import NAMES


@pytest.fixture(scope="module")
def pages(engine: LocalEngine) -> OnBehalf:
    return OnBehalf(engine, Caller(), NAMES)


def queries(text: str = "", **changes: object) -> BrowseQueries:
    return BrowseQueries(NAMES, read_selection([*parse_qsl(text), *((k, str(v)) for k, v in changes.items())]))


def ids(rows: Sequence[Row]) -> list[str]:
    return [row["entry"]["value"].removeprefix(NAMES.base) for row in rows]


def found(pages: OnBehalf, text: str) -> set[str]:
    return set(ids(ask_rows(pages, queries(text).table())))


def total(pages: OnBehalf, asked: BrowseQueries) -> int:
    return int(ask_rows(pages, asked.total())[0]["total"]["value"])


def test_without_a_choice_all_entries_are_listed_once(pages: OnBehalf) -> None:
    rows = ids(ask_rows(pages, queries().table()))
    assert len(rows) == len(set(rows)) == total(pages, queries()) == 143


SELECTIONS = [
    "",
    "modality=ct",
    "modality=ct&modality=mri&anatomy=chest",
    "modality=ct&modality=mri&all=modality",
    "modality=mri&exact=modality",
    "disease=not-stated&modality=stated",
    "event=miccai&challenge=stated",
    "year=2019&year=2018",
    "size=100&size=not-stated",
    "access=not-stated&kind=dcat:Dataset",
    "license=cc-by-4-0&license=mit",
    "license=stated&modality=stated",
    "institution=kaggle&task=stated",
    "event=not-stated&event=miccai-2019",
    "access=open&access=stated",
    "task=segmentation&task=stated&task=not-stated",
]


@pytest.mark.parametrize(("text", "sort"), list(product(SELECTIONS, SORTS)))
def test_the_pages_and_the_table_have_the_same_entries_in_the_same_order(pages: OnBehalf, text: str, sort: str) -> None:
    table = ids(ask_rows(pages, queries(text, sort=sort).table()))
    shown = [ids(ask_rows(pages, queries(text, sort=sort, page=n).shown())) for n in range(1, 8)]
    assert [entry for page in shown for entry in page] == table
    assert total(pages, queries(text)) == len(table) == len(set(table)) > 0
    assert all(len(page) <= PAGE_SIZE for page in shown)


@pytest.mark.parametrize("text", SELECTIONS)
@pytest.mark.parametrize("facet", FACETS, ids=lambda facet: facet.key)
def test_each_count_is_what_choosing_the_value_alone_gives(pages: OnBehalf, text: str, facet: Facet) -> None:
    selection = read_selection(parse_qsl(text))
    counts = read_counts(facet, ask_rows(pages, BrowseQueries(NAMES, selection).counts(facet)), NAMES)
    others = selection.without_facet(facet.key)
    if facet.key in selection.all_of:
        others = selection
    for value in [*list(counts)[:3], *([NOT_STATED] if NOT_STATED in counts else [])]:
        chosen = replace(others, chosen={**others.chosen, facet.key: (*others.values(facet.key), value)})
        assert total(pages, BrowseQueries(NAMES, chosen)) == counts[value], value


@pytest.mark.parametrize("facet", [facet for facet in FACETS if facet.key != "kind"], ids=lambda facet: facet.key)
def test_stated_and_not_stated_are_all_and_share_nothing(pages: OnBehalf, facet: Facet) -> None:
    stated, lacking = (found(pages, f"{facet.key}={word}") for word in (STATED, NOT_STATED))
    assert stated
    assert lacking
    assert not stated & lacking
    assert len(stated | lacking) == 143
    assert found(pages, f"{facet.key}={STATED}&{facet.key}={NOT_STATED}") == stated | lacking


@pytest.mark.parametrize("facet", ["size", "task"])
def test_nothing_is_both_stated_and_not_stated(pages: OnBehalf, facet: str) -> None:
    assert found(pages, f"{facet}={NOT_STATED}&{facet}={STATED}&all={facet}") == set()
    assert found(pages, f"{facet}={STATED}&{facet}={NOT_STATED}&all={facet}") == set()


def test_whatever_is_stated_or_not_is_no_condition(pages: OnBehalf) -> None:
    """Each such condition would look through all entries, and an address may have one for each facet."""
    either = "&".join(f"{key}=stated&{key}=not-stated" for key in ("modality", "size", "year", "event"))
    assert queries(either).total() == queries().total()
    assert total(pages, queries(f"{either}&all=size")) == 0


def test_an_anatomical_site_stands_for_what_is_narrower(pages: OnBehalf) -> None:
    assert "dataset/lidc" in found(pages, "anatomy=chest")
    assert "dataset/lidc" in found(pages, "anatomy=lung&exact=anatomy")
    assert "dataset/lidc" not in found(pages, "anatomy=chest&exact=anatomy")


def test_values_of_a_facet_add_up_and_facets_narrow_down(pages: OnBehalf) -> None:
    ct, mri, both = (found(pages, text) for text in ("modality=ct", "modality=mri", "modality=ct&modality=mri"))
    assert both == ct | mri
    assert found(pages, "modality=ct&modality=mri&all=modality") == ct & mri != set()
    assert found(pages, "modality=ct&anatomy=chest") == ct & found(pages, "anatomy=chest")


def test_a_series_of_meetings_stands_for_its_meetings(pages: OnBehalf) -> None:
    assert (
        {"challenge/kits19", "dataset/kits19-data"} <= found(pages, "event=miccai-2019") < found(pages, "event=miccai")
    )


def test_people_are_counted_by_their_largest_count(pages: OnBehalf) -> None:
    assert "dataset/kits19-data" in found(pages, "size=100")
    assert "dataset/kits19-data" not in found(pages, "size=1")


def test_unknown_values_find_nothing(pages: OnBehalf) -> None:
    assert found(pages, "modality=nothing-of-this-name") == set()


def test_the_unknown_comes_last(pages: OnBehalf) -> None:
    rows = ask_rows(pages, queries(sort="people").table())
    people = [int(row["people"]["value"]) if "people" in row else -1 for row in rows]
    assert people == sorted(people, reverse=True)
    years = [row["year"]["value"] if "year" in row else "" for row in ask_rows(pages, queries(sort="year").table())]
    assert years == sorted(years, reverse=True)


def test_the_table_names_what_an_entry_is_about(pages: OnBehalf) -> None:
    [row] = [
        row
        for row in ask_rows(pages, queries("kind=dcat:Dataset").table())
        if row["entry"]["value"].endswith("kits19-data")
    ]
    texts = {name: value["value"] for name, value in row.items()}
    assert texts["modalities"] == "contrast-enhanced CT"
    assert set(texts["anatomical_sites"].split("; ")) == {"abdomen", "kidney"}
    assert texts["people"] == "300"
    assert texts["challenges"] == "2019 Kidney and Kidney Tumor Segmentation Challenge"
    assert texts["meetings"] == "MICCAI 2019"
    assert texts["licences"] == "CC BY-NC-SA 4.0"


def test_the_triples_are_those_of_the_entries(pages: OnBehalf) -> None:
    asked = Request(queries("event=miccai-2019&kind=dcat:Dataset").triples(), graph=FORMATS["nt"])
    lines = pages.query(asked).body.decode().splitlines()
    assert {line.split(" ")[0].strip("<>").removeprefix(NAMES.base) for line in lines} == found(
        pages, "event=miccai-2019&kind=dcat:Dataset"
    )


def test_options_of_a_list_are_found_by_their_words(pages: OnBehalf) -> None:
    asked = queries("find-institution=UNIVERSITY")
    rows = ask_rows(pages, asked.counts(FACET_OF["institution"]))
    whole = ask_rows(pages, queries().counts(FACET_OF["institution"]))
    assert 0 < len(rows) < len(whole)


def test_words_to_find_are_no_part_of_the_query(pages: OnBehalf) -> None:
    nasty = Selection(find={"institution": 'x") } # \\" \n'})
    rows = ask_rows(pages, BrowseQueries(NAMES, nasty).counts(FACET_OF["institution"]))
    assert [row for row in rows if "value" in row] == []


def test_details_of_several_entries_come_at_once(pages: OnBehalf) -> None:
    shown = [row["entry"]["value"] for row in ask_rows(pages, queries().shown())]
    told = Counter(row["entry"]["value"] for row in ask_rows(pages, queries().details(shown)))
    assert set(told) == set(shown)


def test_a_query_says_what_it_can_without_prefixes(engine: LocalEngine) -> None:
    """The text that a page hands out runs at any endpoint: all of its prefixes can be declared."""
    text = NAMES.with_prefixes(queries("modality=ct&size=100&year=2019").table())
    assert json.loads(engine.query(Request(text)).body)["results"]["bindings"] is not None
