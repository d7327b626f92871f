"""Citations: made from facts only, and BibTeX that any program reads."""

import re
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from medkg.pages.entity.citation import Paper, cite_entry, read_papers
from medkg.pages.entity.facts import Fact, Facts, Value
from medkg.pages.panel import Panel
from support import NAMES

Read = Callable[[str], Any]


def test_papers_come_with_their_identifiers(read: Read) -> None:
    [paper] = read("challenge/kits19").papers
    assert paper.links == [
        ("DOI", "10.1016/j.media.2020.101821", "https://doi.org/10.1016/j.media.2020.101821"),
        ("arXiv", "1912.01054", "https://arxiv.org/abs/1912.01054"),
    ]
    assert paper.year == "2021"


def test_bibtex_has_what_the_graph_knows_and_nothing_else(read: Read) -> None:
    text = read("challenge/kits19").papers_citation
    assert text.startswith("@misc{kits19-results-paper,\n  title = {{The state of the art")
    assert "doi = {10.1016/j.media.2020.101821}" in text
    assert "author" not in text


def test_an_entry_is_cited_by_its_makers_and_its_iri(read: Read) -> None:
    text = read("challenge/kits19").citation
    assert "author = {{University of Minnesota}}" in text
    assert "year = {2019}" in text
    assert "url = {https://kits19.grand-challenge.org/}" in text
    assert "https://w3id.org/medkg/challenge/kits19" in text


def test_an_entry_is_cited_by_its_own_page_rather_than_by_some_of_its_data(read: Read) -> None:
    assert "url = {http://fcon_1000.projects.nitrc.org/indi/abide/}" in read("dataset/abide").citation
    assert "url = {https://github.com/neheller/kits19/}" in read("dataset/kits19-data").citation
    assert "url =" not in read("catalog/dermnet").citation


def test_an_entry_of_several_years_is_of_none(read: Read) -> None:
    assert "year =" not in read("series/brats").citation


def unescaped_braces(text: str) -> tuple[int, int]:
    """Return the depth of braces at the end, and the lowest on the way."""
    depth = lowest = 0
    for brace in re.findall(r"(?<!\\)(?:\\\\)*[{}]", text):
        depth += 1 if brace.endswith("{") else -1
        lowest = min(lowest, depth)
    return depth, lowest


@given(st.text())
def test_no_title_breaks_the_bibtex(title: str) -> None:
    told = {"dct:title": Fact("dct:title", "", "", [Value({"type": "literal", "value": title})])}
    for text in (cite_entry(Facts(NAMES.base + "dataset/x", "", told), NAMES, None), Paper("x", title).bibtex):
        assert unescaped_braces(text) == (0, 0)


def test_a_paper_with_two_addresses_is_one_paper() -> None:
    rows = [
        {name: {"type": "uri", "value": text} for name, text in (("paper", "p"), ("url", url))} for url in ("b", "a")
    ]
    [paper] = read_papers(Panel("", rows))
    assert paper.url == "a"
