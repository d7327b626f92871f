"""The page about a publication."""

from collections.abc import Callable
from typing import Any

Read = Callable[[str], Any]


def test_it_tells_what_it_describes(read: Read) -> None:
    [group] = read("publication/kits19-results-paper").linked.groups.values()
    assert (group.words, [thing.title for thing in group.things]) == (
        "Describes",
        ["2019 Kidney and Kidney Tumor Segmentation Challenge"],
    )


def test_each_identifier_leads_to_where_it_is_resolved(read: Read) -> None:
    page = read("publication/abide-paper")
    found = {value.text: page.resolved(fact, value) for fact in page.identifiers for value in fact.values}
    assert found == {
        "2014": None,
        "10.1038/mp.2013.78": "https://doi.org/10.1038/mp.2013.78",
        "23774715": "https://pubmed.ncbi.nlm.nih.gov/23774715",
        "http://www.ncbi.nlm.nih.gov/pubmed/23774715": "http://www.ncbi.nlm.nih.gov/pubmed/23774715",
    }
