"""Papers: in the order of their years."""

from medkg.profiles.paper import Paper, sort_papers


def test_the_oldest_comes_first_and_what_has_no_year_last() -> None:
    papers = [Paper("c"), Paper("b", year="2020"), Paper("d", year="2014"), Paper("a", year="2020")]
    assert [paper.iri for paper in sort_papers(papers)] == ["d", "a", "b", "c"]
