"""Citations: made from facts only, and so that any program reads them."""

import json
import re
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from medkg.edition import Edition
from medkg.namespaces import DCAT, DCT, FOAF
from medkg.profiles.citation import BIBTEX, CSL, RIS, cite_entry, cite_paper, cite_papers, write_csl, write_ris
from medkg.profiles.entry import Entry
from medkg.profiles.paper import Paper
from medkg.profiles.things import Thing
from support import NAMES

Entries = Mapping[str, Thing]
MakeThing = Callable[[str, str], Thing]

EDITION = Edition(NAMES, digest="")


def test_bibtex_of_papers_has_what_the_graph_knows_and_nothing_else(entries: Entries) -> None:
    text = cite_papers(Entry(entries["challenge/kits19"], EDITION).papers)
    assert text.startswith("@misc{kits19-results-paper,\n  title = {{The state of the art")
    assert "doi = {10.1016/j.media.2020.101821}" in text
    assert "author" not in text


def test_an_entry_is_cited_by_its_makers_and_its_iri(entries: Entries) -> None:
    text = cite_entry(entries["challenge/kits19"], EDITION)
    assert "author = {{University of Minnesota}}" in text
    assert "year = {2019}" in text
    assert "url = {https://kits19.grand-challenge.org/}" in text
    assert "https://w3id.org/medkg/challenge/kits19" in text


def test_what_is_not_known_is_not_cited(entries: Entries) -> None:
    assert "url =" not in cite_entry(entries["catalog/dermnet"], EDITION)
    assert "year =" not in cite_entry(entries["series/brats"], EDITION)
    assert "UR  - " not in write_ris(entries["catalog/dermnet"], EDITION)
    assert "issued" not in write_csl(entries["series/brats"], EDITION)


def depths(text: str) -> list[int]:
    """Return how many braces are open after each brace, as BibTeX counts: a backslash changes nothing."""
    depth, found = 0, []
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        found.append(depth)
    return found


def thing_of(title: str, maker: str, keyword: str) -> Thing:
    iri, organization = NAMES("dataset/x"), NAMES("organization/o")
    told = {DCT("title"): [Literal(title)], DCAT("keyword"): [Literal(keyword)]}
    told |= {NAMES.term("createdBy"): [organization], NAMES.term("doi"): [Literal(keyword)]}
    return Thing(iri, {iri: told, organization: {FOAF("name"): [Literal(maker)]}})


@given(st.text(), st.text(), st.text())
def test_no_text_breaks_the_bibtex(title: str, maker: str, keyword: str) -> None:
    for text in (cite_entry(thing_of(title, maker, keyword), EDITION), cite_paper(Paper("x", title, doi=keyword))):
        assert min(depths(text)) == 0
        assert depths(text).index(0) == len(depths(text)) - 1


@given(st.text(), st.text(), st.text())
def test_no_text_breaks_the_lines_of_ris(title: str, maker: str, keyword: str) -> None:
    text = write_ris(thing_of(title, maker, keyword), EDITION)
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line) for line in lines)
    assert text.splitlines() == lines
    assert [line[:2] for line in lines].count("TY") == 1
    assert (lines[0], lines[-1]) == ("TY  - DATA", "ER  - ")


@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
def test_csl_keeps_any_text(title: str, maker: str, keyword: str) -> None:
    [item] = json.loads(CSL.write(thing_of(title, maker, keyword), EDITION))
    assert (item["title"], item["author"], item["DOI"]) == (title, [{"literal": maker}], keyword)


@pytest.mark.parametrize(
    ("path", "told", "dates"),
    [
        ("dataset/x", 'dct:issued "2019-03-05"^^xsd:date', {"issued": {"date-parts": [[2019, 3, 5]]}}),
        ("challenge/x", 'medkg:year "2019"^^xsd:gYear', {"event-date": {"date-parts": [[2019]]}}),
        ("catalog/x", 'medkg:year "1977"^^xsd:gYear', {}),
    ],
)
def test_a_date_is_as_exact_as_it_is_known_and_of_what_it_is_told(
    make_thing: MakeThing, path: str, told: str, dates: object
) -> None:
    item = write_csl(make_thing(path, f"<{path}> {told} ."), EDITION)
    assert {name: item[name] for name in ("issued", "event-date") if name in item} == dates


def test_the_forms_say_the_same(entries: Entries) -> None:
    thing = entries["dataset/lidc"]
    for doi in ("doi = {10.7937/K9/TCIA.2015.LO9QL9SX}", "DO  - 10.7937/K9/TCIA.2015.LO9QL9SX"):
        assert doi in (BIBTEX.write(thing, EDITION) + RIS.write(thing, EDITION)).decode()
    assert write_csl(thing, EDITION)["DOI"] == "10.7937/K9/TCIA.2015.LO9QL9SX"


def test_every_entry_is_cited_in_every_form(entries: Entries) -> None:
    assert len(entries) > 140
    for profile in (BIBTEX, RIS, CSL):
        assert all(profile.write(thing, EDITION) for thing in entries.values())
