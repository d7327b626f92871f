"""Papers: in the order of their years, at addresses that RDF admits."""

from urllib.parse import unquote

import pytest
from pyoxigraph import NamedNode

from medkg.profiles.paper import Paper, sort_papers


def test_the_oldest_comes_first_and_what_has_no_year_last() -> None:
    papers = [Paper("c"), Paper("b", year="2020"), Paper("d", year="2014"), Paper("a", year="2020")]
    assert [paper.iri for paper in sort_papers(papers)] == ["d", "a", "b", "c"]


@pytest.mark.parametrize("doi", ["10.1002/(SICI)1<1::AID-ANN>3.0.CO;2-A", "10.5072/a#b?c%d", '10.5072/{"|^`\\}'])
def test_any_doi_has_an_address(doi: str) -> None:
    ((_, identifier, address),) = Paper("x", doi=doi).links
    assert NamedNode(address).value.startswith("https://doi.org/10.")
    assert (identifier, unquote(address.removeprefix("https://doi.org/"))) == (doi, doi)
