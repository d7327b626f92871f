"""The page of changes where there are many of them: as good as others."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browser.page_kinds import PageKind
from browser.visits import visit
from made_up import write_made_up
from servers import serving

LONG = "Averylongwordthatnobodycanbreak" * 8


def write_entries(title: str, *names: str) -> str:
    return "".join(
        f"GRAPH <https://w3id.org/medkg/graph/stated/{name}> {{\n"
        f'  dataset:{name} a dcat:Dataset ; dct:title "{title} {name}"@en .\n}}\n'
        f'dataset:{name} a dcat:Dataset ; rdfs:label "{title} {name}"@en .\n'
        for name in names
    )


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of a graph to which eight others led."""
    folder = tmp_path_factory.mktemp("changed")
    for step in range(9):
        names = [f"entry-{number}" for number in range(step, step + 30)]
        write_made_up(folder, write_entries(f"{LONG} {step}", *names))
    with serving(folder) as running:
        yield running.url


def test_many_changes_have_a_page_as_good_as_others(browser: Browser, changed: str) -> None:
    found = visit(browser, changed, PageKind("changes-many", "/changes", shows="Removed: 1 dataset"))
    assert (found.status, found.barriers, found.complaints, found.syntax_errors) == (200, (), (), ())
    assert found.kind.shows in found.text
    assert found.width_when_narrow <= 320
    assert found.kilobytes <= found.kind.kilobytes
    assert not found.structure["repeated"]


def test_what_changed_in_an_entry_is_a_key_away(browser: Browser, changed: str) -> None:
    page = browser.new_page()
    page.goto(f"{changed}/changes")
    summary = page.locator("details summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("details[open] li").count() == 3
    page.close()
