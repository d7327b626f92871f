"""What the list shows for a selection."""

from urllib.parse import parse_qsl

import pytest

from medkg.pages.browse.facets import FACETS
from medkg.pages.browse.options import Option
from medkg.pages.browse.page import BrowsePage, FacetBox, read_browse_page
from medkg.pages.browse.selection import read_selection
from medkg.sparql.ask import OnBehalf
from medkg.sparql.caller import Caller
from medkg.sparql.engine import Answer, Request
from medkg.sparql.local import LocalEngine
from support import NAMES


class Counting(OnBehalf):
    """Counts the queries of a page."""

    asked = 0

    def query_all(self, requests: list[Request]) -> list[Answer]:  # type: ignore[override]
        self.asked += len(requests)
        return super().query_all(requests)


@pytest.fixture(scope="module")
def pages(engine: LocalEngine) -> Counting:
    return Counting(engine, Caller(), NAMES)


def read(pages: OnBehalf, text: str) -> BrowsePage:
    return read_browse_page(pages, NAMES, read_selection(parse_qsl(text)))


def box(page: BrowsePage, key: str) -> FacetBox:
    return next(found for found in page.facets if found.key == key)


def option(page: BrowsePage, key: str, value: str) -> Option:
    def search(options: list[Option]) -> list[Option]:
        return [found for each in options for found in (each, *search(list(each.narrower)))]

    shown = box(page, key)
    return next(each for each in search([*shown.options, *shown.words]) if each.value == value)


def test_no_query_is_asked_for_each_row(pages: Counting) -> None:
    numbers = []
    for text in ("kind=dcat:Dataset", "event=miccai-2019", "modality=ct&modality=mri"):
        pages.asked = 0
        read(pages, text)
        numbers.append(pages.asked)
    assert numbers == [6 + 2 + len(FACETS) + 2] * 3


def test_a_tree_shows_what_is_narrower_with_its_counts(pages: OnBehalf) -> None:
    page = read(pages, "")
    imaging = option(page, "modality", "imaging")
    assert "ct" in [each.value for each in imaging.narrower]
    assert imaging.narrower_count > len(imaging.narrower)
    assert imaging.number is not None
    assert imaging.number > (option(page, "modality", "ct").number or 0) > 0


def test_options_without_entries_are_not_shown_but_those_chosen_are(pages: OnBehalf) -> None:
    page = read(pages, "modality=ct&anatomy=skin")
    assert (page.total, option(page, "anatomy", "skin").number) == (0, 0)
    with pytest.raises(StopIteration):
        option(page, "anatomy", "eye")


def test_a_choice_is_named_and_says_what_it_stands_for(pages: OnBehalf) -> None:
    [modality, year] = read(pages, "modality=mri&year=2019").chips
    assert (modality.facet, modality.label, modality.address) == (
        "Modality",
        "magnetic resonance imaging",
        "?year=2019",
    )
    assert modality.narrower > 3
    assert (year.label, year.narrower) == ("2019", 0)
    assert read(pages, "modality=mri&exact=modality").chips[0].narrower == 0


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("institution=kaggle", "Kaggle"),
        ("challenge=challenge/kits19", "2019 Kidney and Kidney Tumor Segmentation Challenge"),
        ("event=miccai-2019", "MICCAI 2019"),
        ("kind=dcat:Dataset", "dataset"),
        ("size=100", "100 to 999"),
        ("disease=not-stated", "not stated"),
        ("disease=stated", "any that is stated"),
        ("modality=no-such-thing", "no such thing"),
    ],
)
def test_every_choice_has_words(pages: OnBehalf, text: str, label: str) -> None:
    assert [chip.label for chip in read(pages, text).chips] == [label]


def test_where_nothing_is_found_the_removal_that_gives_most_comes_first(pages: OnBehalf) -> None:
    page = read(pages, "modality=dermoscopy&anatomy=kidney&access=open")
    assert page.total == 0
    totals = {removal.label: removal.total for removal in page.removals}
    assert list(totals.values()) == sorted(totals.values(), reverse=True)
    for removal in page.removals:
        assert read(pages, removal.address.removeprefix("?")).total == removal.total > 0


def test_where_something_is_found_nothing_is_to_be_removed(pages: OnBehalf) -> None:
    assert read(pages, "modality=ct").removals == []


@pytest.mark.parametrize(
    "text", ["page=9999", "modality=ct&page=2000000000", "modality=dermoscopy&anatomy=kidney&page=2"]
)
def test_a_page_beyond_the_last_is_the_last(pages: OnBehalf, text: str) -> None:
    page = read(pages, text)
    assert page.selection.page == page.last_page
    assert page.first + len(page.entries) - 1 == page.total


def test_a_card_tells_what_an_entry_is_about(pages: OnBehalf) -> None:
    [card] = [each for each in read(pages, "event=miccai-2019&kind=dcat:Dataset").entries if "kits19" in each.iri]
    assert (card.kind, card.access) == ("dataset", "not stated")
    assert [link.label for link in card.licences] == ["CC BY-NC-SA 4.0"]
    assert [link.label for link in card.about["modality"]] == ["contrast-enhanced CT"]
    assert [link.label for link in card.about["anatomicalSite"]] == ["abdomen", "kidney"]
    assert [link.label for link in card.about["event"]] == ["MICCAI 2019"]
    assert "300 patients" in card.sizes


def test_the_narrowest_kind_is_named(pages: OnBehalf) -> None:
    kinds = {entry.kind for entry in read(pages, "kind=dcat:Catalog").entries}
    assert "media library" in kinds
    assert "resource" not in kinds


def test_stated_and_not_stated_are_counted(pages: OnBehalf) -> None:
    page = read(pages, "kind=dcat:Dataset")
    stated, lacking = box(page, "size").words
    assert (stated.value, lacking.value) == ("stated", "not-stated")
    assert (stated.number or 0) + (lacking.number or 0) == page.total


def test_words_narrow_down_the_options_of_a_tree(pages: OnBehalf) -> None:
    found = box(read(pages, "find-disease=kidney"), "disease")
    assert 0 < sum(1 + each.narrower_count for each in found.options) < found.total
    assert box(read(pages, "find-disease=qqqq"), "disease").options == ()


def test_each_part_leads_to_its_query(pages: OnBehalf) -> None:
    page = read(pages, "modality=ct")
    texts = [page.table, page.triples, *(each.query for each in page.facets)]
    assert all("modality:ct" in text or "?value" in text for text in texts)
    assert len(set(texts)) == 2 + len(FACETS)
