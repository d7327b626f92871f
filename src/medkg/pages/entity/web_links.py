"""The web addresses of an entry, by the role that the source gives them."""

from collections.abc import Sequence
from dataclasses import dataclass

from medkg.pages.entity.facts import Fact, Facts

_LINK, _DATA_LINK = "medkg:link", "medkg:dataLink"


@dataclass(frozen=True)
class WebLinks:
    """Links that lead to the data, and all others. Which roles there are is written in the ontology only."""

    data: Sequence[Fact]
    other: Sequence[Fact]

    @property
    def keys(self) -> set[str]:
        """The prefixed names of their properties."""
        return {fact.key for fact in (*self.data, *self.other)}


def read_web_links(facts: Facts) -> WebLinks:
    """Return the links of an entry: what is told and of which follows that it is a link."""
    links = {value.iri for value in facts.all_values(_LINK)}
    data = {value.iri for value in facts.all_values(_DATA_LINK)}
    told = [
        fact for key, fact in facts.told.items() if key != _LINK and any(value.iri in links for value in fact.values)
    ]
    leading = [fact for fact in told if fact.key in _data_roles(fact, data)]
    return WebLinks(leading, [fact for fact in told if fact not in leading])


def _data_roles(fact: Fact, data: set[str | None]) -> set[str]:
    return {fact.key} if any(value.iri in data for value in fact.values) else set()
