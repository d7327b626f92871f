"""What entries can be chosen by: one table feeds the addresses, the queries and the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from medkg.namespaces import Names

NOT_STATED = "not-stated"
"""The value of every facet for entries of which nothing is said."""

STATED = "stated"
"""The value of every facet for entries of which something is said."""

_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")
_PATH = re.compile(r"[a-z-]+/[a-z0-9][a-z0-9.-]*")
_CURIE = re.compile(r"(dcat|medkg):\w+")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Range:
    """Counts below a highest one, and not in a range before; without a highest, all others."""

    key: str
    label: str
    high: int | None = None


RANGES = (
    Range("1", "under 100", 100),
    Range("100", "100 to 999", 1_000),
    Range("1000", "1,000 to 9,999", 10_000),
    Range("10000", "10,000 to 99,999", 100_000),
    Range("100000", "100,000 and more"),
)


@dataclass(frozen=True)
class Facet:
    """One way to choose entries.

    `pattern` leads from `?entry` to `?value`, and from nothing else; it may give a pair more than once where
    `is_unique` is false. Patterns say so without `?entry a dcat:Resource`, which doubles the time of a query.
    Subselects are joined as a whole, which for many entries takes half as long as one look-up for each.
    """

    key: str
    label: str
    pattern: str
    places: str = ""
    """The pattern for all values with their labels and, as `?parent`, what each stands under. Empty: no tree."""
    segment: str = ""
    """What comes between the base and the id in the IRI of a value."""
    is_unique: bool = True
    has_narrower: bool = False
    """Whether a value stands for what is narrower too, unless it is to be exact."""
    has_value_for_none: bool = False
    """Whether the graph itself has a value for what is not stated."""
    top: str = ""
    """A value that all entries have, which is no choice."""
    alone: str = ""
    """The pattern where nothing else is chosen, if it is another one."""

    @property
    def is_computed(self) -> bool:
        """Whether the graph has no term for a value: it comes out of the pattern."""
        return False

    @property
    def has_things(self) -> bool:
        """Whether values are things of the graph, with labels."""
        return True

    def is_value(self, value: str) -> bool:
        """Tell whether a text can be a value of this facet."""
        return bool(_ID.fullmatch(value))

    def term(self, value: str, names: Names) -> str:
        """Return a value as SPARQL has it."""
        return str(names(f"{self.segment}/{value}"))

    def value_of(self, text: str, names: Names) -> str:
        """Return the value for the text of a term."""
        return text.removeprefix(names(f"{self.segment}/").value)


@dataclass(frozen=True)
class PathFacet(Facet):
    """Chooses by things of more than one kind; values are paths below the base."""

    def is_value(self, value: str) -> bool:
        """Tell whether a text can be a value of this facet."""
        return value in (STATED, NOT_STATED) or bool(_PATH.fullmatch(value))

    def term(self, value: str, names: Names) -> str:
        """Return a value as SPARQL has it."""
        return str(names(value))

    def value_of(self, text: str, names: Names) -> str:
        """Return the value for the text of a term."""
        return text.removeprefix(names.base)


@dataclass(frozen=True)
class KindFacet(Facet):
    """Chooses by class; values are prefixed names."""

    def is_value(self, value: str) -> bool:
        """Tell whether a text can be a value of this facet."""
        return bool(_CURIE.fullmatch(value))

    def term(self, value: str, names: Names) -> str:
        """Return a value as SPARQL has it."""
        return str(names.expand(value))

    def value_of(self, text: str, names: Names) -> str:
        """Return the value for the text of a term."""
        return names.shorten(text)


@dataclass(frozen=True)
class LiteralFacet(Facet):
    """Chooses by what is no thing: values are texts."""

    @property
    def has_things(self) -> bool:
        """Whether values are things of the graph, with labels."""
        return False

    def value_of(self, text: str, names: Names) -> str:  # noqa: ARG002 - as other facets have it
        """Return the value for the text of a term."""
        return text


@dataclass(frozen=True)
class YearFacet(LiteralFacet):
    """Chooses by year."""

    def is_value(self, value: str) -> bool:
        """Tell whether a text can be a value of this facet."""
        return value in (STATED, NOT_STATED) or bool(_YEAR.fullmatch(value))

    def term(self, value: str, names: Names) -> str:
        """Return a value as SPARQL has it."""
        return f'"{value}"^^{names.expand("xsd:gYear")}'


@dataclass(frozen=True)
class RangeFacet(LiteralFacet):
    """Chooses by the range in which a count lies."""

    @property
    def is_computed(self) -> bool:
        """Whether the graph has no term for a value: it comes out of the pattern."""
        return True

    def is_value(self, value: str) -> bool:
        """Tell whether a text can be a value of this facet."""
        return value in (STATED, NOT_STATED) or any(value == each.key for each in RANGES)

    def term(self, value: str, names: Names) -> str:  # noqa: ARG002 - as other facets have it
        """Return a value as SPARQL has it."""
        return f'"{value}"'


def _concepts(key: str, label: str, property: str) -> Facet:
    places = "?value skos:inScheme {scheme} ; rdfs:label ?label OPTIONAL { ?value skos:broader ?parent }"
    return Facet(key, label, f"?entry {property} ?value", places, segment=key, has_narrower=True)


MEETING = "{ ?entry medkg:event ?value } UNION { ?event medkg:inEventSeries ?value . ?entry medkg:event ?event }"
"""The meetings at which an entry was held or used, and their series."""

YEAR = """{ { SELECT ?entry WHERE { ?entry a dcat:Resource } } { SELECT * WHERE { ?entry medkg:year ?value } } }
  UNION { ?event a medkg:Event ; medkg:year ?value . ?entry medkg:event ?event }"""
"""The years of an entry and of its meetings; meetings and papers have years too."""

PEOPLE = """SELECT ?entry (MAX(?count) AS ?people) WHERE {
    { SELECT ?extent WHERE { ?unit skos:broaderTransitive? unit:person . ?extent medkg:unit ?unit } }
    { SELECT ?extent ?count WHERE { ?extent medkg:count ?count } }
    { SELECT ?entry ?extent WHERE { ?entry medkg:extent ?extent } }
    MINUS { ?extent medkg:perUnit ?per }
  } GROUP BY ?entry"""
"""The largest count of people that is stated of an entry."""


def _range_pattern() -> str:
    """Return the pattern that gives the key of the range in which the number of people lies."""
    nested = ""
    for each in reversed(RANGES):
        nested = f'IF(?people < {each.high}, "{each.key}", {nested})' if each.high else f'"{each.key}"'
    return f"{{ {PEOPLE} }} BIND({nested} AS ?value)"


FACETS: Sequence[Facet] = (
    KindFacet(
        "kind",
        "Kind",
        "?entry a ?value",
        "?value rdfs:subClassOf ?parent ; rdfs:label ?label . "
        "?parent rdfs:subClassOf? dcat:Resource FILTER(?parent != ?value)",
        top="dcat:Resource",
        alone="?value rdfs:subClassOf? dcat:Resource . ?entry a ?value",
    ),
    _concepts("modality", "Modality", "medkg:modality"),
    _concepts("anatomy", "Anatomical site", "medkg:anatomicalSite"),
    _concepts("disease", "Disease", "medkg:disease"),
    _concepts("task", "Task", "medkg:task"),
    Facet("access", "Access condition", "?entry dct:accessRights ?value", segment="access", has_value_for_none=True),
    Facet("license", "Licence", "?value a medkg:License . ?entry dct:license ?value", segment="license"),
    RangeFacet("size", "Number of people", _range_pattern()),
    PathFacet("challenge", "Used in challenge", "?entry medkg:usedIn ?value"),
    Facet(
        "event",
        "Meeting",
        MEETING,
        "?value a ?class ; rdfs:label ?label FILTER(?class IN (medkg:Event, medkg:EventSeries)) "
        "OPTIONAL { ?value medkg:inEventSeries ?parent }",
        segment="event",
        is_unique=False,
    ),
    YearFacet("year", "Year", YEAR, is_unique=False),
    Facet("institution", "Institution", "?entry medkg:institution ?value", segment="organization"),
)

FACET_OF = {facet.key: facet for facet in FACETS}
