"""The papers about an entry, from the rows of their query."""

from collections.abc import Callable
from typing import Any

from medkg.pages.entity.papers import read_papers
from medkg.pages.panel import Panel

Read = Callable[[str], Any]


def test_papers_come_with_their_identifiers(read: Read) -> None:
    page = read("challenge/kits19")
    [paper] = page.papers
    assert [identifier for _, identifier, _ in paper.links] == ["10.1016/j.media.2020.101821", "1912.01054"]
    assert page.papers_citation.startswith("@misc{kits19-results-paper,")


def test_a_paper_with_two_addresses_is_one_paper() -> None:
    rows = [
        {name: {"type": "uri", "value": text} for name, text in (("paper", "p"), ("url", url))} for url in ("b", "a")
    ]
    [paper] = read_papers(Panel("", rows))
    assert paper.url == "a"
