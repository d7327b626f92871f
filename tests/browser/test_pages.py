"""What holds for every page: anybody can use it, on any width, in both themes; it is light, and tells nobody else."""

from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from browser.page_kinds import PAGES, PageKind
from browser.visits import Visit, visit
from made_up import write_made_up
from servers import serving


@pytest.fixture(scope="module", params=PAGES, ids=lambda kind: kind.name)
def found(request: pytest.FixtureRequest, browser: Browser, server: str) -> Visit:
    """What a new visitor finds on each page."""
    kind: PageKind = request.param
    return visit(browser, server, kind)


def test_the_page_is_there(found: Visit) -> None:
    assert found.status == found.kind.status
    assert found.kind.shows in found.text


def test_nothing_on_it_keeps_anybody_out(found: Visit) -> None:
    """WCAG 2.2 A and AA, as far as axe can tell, in both themes and on a phone."""
    assert not found.barriers


def test_it_fits_a_narrow_window(found: Visit) -> None:
    assert found.width_when_narrow <= 320, found.protruding


def test_the_browser_has_no_complaint(found: Visit) -> None:
    """No error of a script, nothing that the content security policy forbids, nothing missing."""
    assert not found.complaints


def test_it_is_syntactically_html(found: Visit) -> None:
    assert not found.syntax_errors


def test_all_comes_from_this_server_in_five_requests(found: Visit, server: str) -> None:
    assert {urlsplit(url).netloc for url in found.requests} == {urlsplit(server).netloc}
    assert len(found.requests) <= 5


def test_a_first_visit_is_light(found: Visit) -> None:
    assert found.kilobytes <= found.kind.kilobytes


def test_it_has_a_title_and_a_language(found: Visit) -> None:
    assert "medkg" in found.structure["title"]
    assert found.structure["language"] == "en"


def test_its_headings_are_an_outline(found: Visit) -> None:
    """One first-level heading, at the beginning; none is empty, and no level is left out on the way down."""
    levels = [level for level, _ in found.structure["headings"]]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels)), found.structure["headings"]
    assert all(text for _, text in found.structure["headings"])


def test_its_ids_are_unique_and_links_to_them_lead_somewhere(found: Visit) -> None:
    assert not found.structure["repeated"]
    assert not found.structure["broken"]


def test_every_field_says_what_it_is_for(found: Visit) -> None:
    assert not found.structure["unlabelled"]


def test_what_was_withdrawn_has_a_page_as_good_as_others(browser: Browser, withdrawn: str) -> None:
    found = visit(browser, withdrawn, PageKind("withdrawn", "/dataset/old", 410))
    assert (found.status, found.barriers, found.complaints, found.syntax_errors) == (410, (), (), ())
    assert found.width_when_narrow <= 320


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of a graph in which something was withdrawn."""
    triples = "dataset:old owl:deprecated true ; dct:isReplacedBy dataset:new . dataset:new a dcat:Resource ."
    with serving(write_made_up(tmp_path_factory.mktemp("withdrawn"), triples)) as running:
        yield running.url
