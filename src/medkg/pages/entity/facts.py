"""The facts about a thing: what is told of it and what follows, by property, with where each comes from."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pyoxigraph import NamedNode

from medkg.namespaces import Names, local_name
from medkg.pages.entity.sources import Sources
from medkg.pages.panel import Panel
from medkg.sparql.ask import Row, value_of

_FACTS = """
SELECT ?graph ?property ?name ?value ?label WHERE {{
  GRAPH ?graph {{ {iri} ?property ?value }}
  FILTER(?graph != {void})
  # Inverses are read from the other side, where they are counted.
  FILTER(?property NOT IN ({inverses}))
  OPTIONAL {{ ?property rdfs:label ?name }}
  OPTIONAL {{ ?value rdfs:label ?label }}
}} ORDER BY ?property"""

NAMES = ("rdfs:label", "dct:title", "skos:prefLabel", "foaf:name")
"""Properties that name a thing, the best first."""

DESCRIPTIONS = ("dct:description", "skos:definition", "rdfs:comment")

_INVERSES = ("medkg:hosts", "medkg:usedIn", "dcat:resource", "dcat:seriesMember", "dct:hasPart", "skos:narrower")
"""Properties of which a thing can have thousands of values."""

SHOWN = 40
"""How many values of a property a page lists."""

PROSE = 48
"""From how many letters on a value stands on a line of its own."""

_FAMILIES = ("stated", "curated", "ontology", "mappings", "provenance", "queries", "external", "inferred")
"""Where a triple comes from, the most telling first."""


@dataclass(frozen=True)
class Origin:
    """A family of graphs in which a fact stands, and where on the page it says what that rests on."""

    family: str
    anchor: str | None = None


@dataclass(frozen=True)
class Value:
    """One value of a fact."""

    term: Mapping[str, str]
    label: str | None = None
    origins: Sequence[Origin] = ()

    @property
    def text(self) -> str:
        """The label of the value, or itself."""
        return self.label or self.term["value"]

    @property
    def iri(self) -> str | None:
        """The IRI of the value, None for a literal."""
        return self.term["value"] if self.term["type"] == "uri" else None

    @property
    def is_not_stated(self) -> bool:
        """Tell whether the value says that the source does not tell."""
        return (self.iri or "").endswith("/access/not-stated")


@dataclass(frozen=True)
class Fact:
    """All values of one property; `key` is its prefixed name."""

    key: str
    iri: str
    label: str
    values: Sequence[Value]

    @property
    def shown(self) -> Sequence[Value]:
        """The first values, as many as a page lists."""
        return self.values[:SHOWN]

    @property
    def is_prose(self) -> bool:
        """Tell whether its values are sentences or addresses, which do not fit on one line."""
        return any(len(value.text) > PROSE for value in self.values)


@dataclass(frozen=True)
class Facts:
    """What is known of a thing: told in the source, by curators or in the ontology, and what follows from that."""

    iri: str
    query: str
    told: Mapping[str, Fact] = field(default_factory=dict)
    inferred: Mapping[str, Fact] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether any graph says anything of the thing."""
        return bool(self.told or self.inferred)

    @property
    def title(self) -> str | None:
        """The name of the thing."""
        return self.text(*NAMES)

    @property
    def description(self) -> str | None:
        """What the thing is, in a few sentences."""
        return self.text(*DESCRIPTIONS)

    def values(self, *keys: str) -> list[Value]:
        """Return what is told by some properties, in their order."""
        return [value for key in keys if key in self.told for value in self.told[key].values]

    def texts(self, *keys: str) -> list[str]:
        """Return what is told by some properties, as texts."""
        return [value.text for value in self.values(*keys)]

    def text(self, *keys: str) -> str | None:
        """Return the first of what is told by some properties, or of what follows."""
        found = self.texts(*keys) or [
            value.text for key in keys if key in self.inferred for value in self.inferred[key].values
        ]
        return found[0] if found else None

    def all_values(self, *keys: str) -> list[Value]:
        """Return what is told by some properties, and what follows."""
        following = [value for key in keys if key in self.inferred for value in self.inferred[key].values]
        return [*self.values(*keys), *following]

    def without(self, keys: Collection[str]) -> list[Fact]:
        """Return what is told by all other properties."""
        return [fact for key, fact in self.told.items() if key not in keys]

    @property
    def following(self) -> list[Fact]:
        """What follows from facts of this and other things, without what only names or classes it."""
        return [fact for key, fact in self.inferred.items() if key not in _SELF_EVIDENT]


_SELF_EVIDENT = {"rdfs:label", "rdf:type", "dct:identifier"}


def facts_text(names: Names, iri: NamedNode) -> str:
    """Return the query for the triples of a thing with the graphs they stand in."""
    return _FACTS.format(iri=iri, void=names.graph("void"), inverses=", ".join(_INVERSES))


def read_facts(panel: Panel, iri: NamedNode, names: Names, sources: Sources) -> Facts:
    """Return the facts about a thing from the rows of `facts_text`."""
    values = list(_values(panel.rows, names, sources))
    told = [(row, value) for row, value in values if any(origin.family != "inferred" for origin in value.origins)]
    inferred = [(row, value) for row, value in values if all(origin.family == "inferred" for origin in value.origins)]
    return Facts(iri.value, panel.text, _by_property(told, names), _by_property(inferred, names))


def _values(rows: Sequence[Row], names: Names, sources: Sources) -> Iterator[tuple[Row, Value]]:
    """Yield each value once, with all its origins and a row in which it stands."""
    for _, group in groupby(sorted(rows, key=_identity), key=_identity):
        same = list(group)
        yield same[0], Value(same[0]["value"], value_of(same[0], "label"), _origins(same, names, sources))


def _identity(row: Row) -> tuple[str, str, str, str]:
    value = row["value"]
    return row["property"]["value"], value["type"], value["value"], value.get("xml:lang", "")


def _origins(rows: Sequence[Row], names: Names, sources: Sources) -> list[Origin]:
    families = {names.family(NamedNode(row["graph"]["value"])) for row in rows}
    property, value = rows[0]["property"]["value"], rows[0]["value"]["value"]
    return [
        Origin(family, sources.anchor(family, property, value))
        for family in sorted(families, key=lambda family: (_rank(family), family))
        if family != "inferred" or len(families) == 1
    ]


def _rank(family: str) -> int:
    return _FAMILIES.index(family) if family in _FAMILIES else len(_FAMILIES)


def _by_property(values: Sequence[tuple[Row, Value]], names: Names) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for property, group in groupby(values, key=lambda pair: pair[0]["property"]["value"]):
        found = list(group)
        label = value_of(found[0][0], "name") or words_of(property)
        ordered = sorted((value for _, value in found), key=_by_origin)
        facts[names.shorten(property)] = Fact(names.shorten(property), property, label, ordered)
    return facts


def words_of(iri: str) -> str:
    """Return the end of an IRI in words, for a property that has no label.

    >>> words_of("http://www.w3.org/2002/07/owl#versionInfo")
    'version info'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local_name(iri)).lower()


def _by_origin(value: Value) -> tuple[list[int], str]:
    """What the source states stands before what curators added."""
    return [_rank(origin.family) for origin in value.origins], value.text.casefold()
