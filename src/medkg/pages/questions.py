"""The saved queries as questions: the gallery by need, and the form of each with its slots."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from medkg.errors import ParameterInvalid
from medkg.namespaces import Names, local_name
from medkg.pages.panel import ask_panels
from medkg.saved_query import Group, Parameter, ParameterType, SavedQuery
from medkg.sparql.ask import Row
from medkg.sparql.engine import Engine

GROUPS: Mapping[Group, str] = {
    Group.FIND: "Find data",
    Group.SIZE: "How large is it?",
    Group.USE: "Get it, use it, cite it",
    Group.CHALLENGES: "Challenges and meetings",
    Group.PEOPLE: "Who is behind it?",
    Group.COUNTS: "What is here, in numbers",
    Group.ENTRY: "One entry and what is around it",
    Group.TERMS: "Terms and identifiers",
    Group.EVIDENCE: "Where a statement comes from",
    Group.GAPS: "What is missing",
    Group.OTHER: "More questions",
}
"""Need → its heading, in the order of the gallery."""

EXAMPLE = """
SELECT ?challenge ?title ?meeting WHERE {
  ?challenge medkg:heldAt ?event ; dct:title ?title .
  ?event dct:title ?meeting ; medkg:year ?year .
} ORDER BY ?year ?meeting"""
"""What stands in the editor at first."""

EXAMPLES = (
    "data-of-a-modality-and-site",
    "large-datasets-about-a-disease",
    "challenges-at-a-meeting",
    "modality-anatomy-grid",
    "count-by-year",
    "neighbourhood-of-an-entry",
)
"""Saved queries with which one may begin: rows, a filter, links over several steps, and three pictures."""

ALL_QUESTIONS = """
SELECT ?query ?title ?description WHERE {
  ?query a sh:SPARQLExecutable ; rdfs:label ?title ; rdfs:comment ?description
} ORDER BY LCASE(STR(?title))"""
"""The query for what the gallery shows."""

MOST_OPTIONS = 500
"""Beyond so many things a list to choose from helps nobody: their ids are typed."""

_OPTIONS = """
SELECT ?value (MIN(STR(?name)) AS ?label) WHERE {{
  ?value rdfs:label ?name
  FILTER(STRSTARTS(STR(?value), "{start}") && !CONTAINS(STR(?value), "#"))
}} GROUP BY ?value LIMIT {most}"""


@dataclass(frozen=True)
class Gallery:
    """The saved queries that were sought, by need."""

    sought: str
    groups: Sequence[tuple[Group, str, Sequence[SavedQuery]]]
    """Group, heading, queries by title."""
    total: int
    """How many saved queries there are in all."""

    @property
    def found(self) -> int:
        """How many there are to see."""
        return sum(len(queries) for _, _, queries in self.groups)


@dataclass(frozen=True)
class Option:
    """One thing that a field offers."""

    key: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Field:
    """One slot: a list to choose from, or, without options, a text."""

    parameter: Parameter
    value: str
    options: Sequence[Option] = ()


def read_gallery(queries: Iterable[SavedQuery], sought: str = "") -> Gallery:
    """Return the saved queries that have all words of a search in their texts, by need and title."""
    everything = sorted(queries, key=lambda query: query.title.casefold())
    words = sought.casefold().split()
    found = [query for query in everything if all(word in _words_of(query) for word in words)]
    groups = [(group, heading, [query for query in found if query.group is group]) for group, heading in GROUPS.items()]
    return Gallery(sought, [each for each in groups if each[2]], len(everything))


def _words_of(query: SavedQuery) -> str:
    labels = (parameter.label for parameter in query.parameters)
    texts = (query.title, query.description, query.sentence or "", GROUPS[query.group], *query.keywords, *labels)
    return " ".join(texts).casefold()


def slots_of(query: SavedQuery) -> list[tuple[str, bool]]:
    """Return the sentence of a query in pieces: text, and whether it stands for a slot.

    A query without a sentence has its parameters for one.
    """
    labels = {parameter.name: _slot_name(parameter) for parameter in query.parameters}
    if not query.sentence_parts:
        return [(label, True) for label in labels.values()]
    pieces = ((labels[part], True) if place % 2 else (part, False) for place, part in enumerate(query.sentence_parts))
    return [piece for piece in pieces if piece[0]]


def _slot_name(parameter: Parameter) -> str:
    """Return what stands in a slot: the label as it would stand within a sentence, for a number what one calls it."""
    if parameter.type is ParameterType.INTEGER:
        return "n"
    label = parameter.label.partition(" (")[0]
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def read_form(engine: Engine, names: Names, query: SavedQuery, values: Mapping[str, str]) -> list[str | Field]:
    """Return the sentence of a query with a field for each slot, in which stand the given values or the defaults."""
    schemes = list(dict.fromkeys(p.scheme for p in query.parameters if p.scheme))
    panels = ask_panels(engine, [options_text(names, scheme) for scheme in schemes])
    things = {scheme: panel.rows for scheme, panel in zip(schemes, panels, strict=True)}
    fields = {p.name: _field(p, values.get(p.name), things.get(p.scheme or "", ()), names) for p in query.parameters}
    if not query.sentence_parts:
        return list(fields.values())
    parts = [fields[part] if place % 2 else part for place, part in enumerate(query.sentence_parts)]
    return [part for part in parts if part != ""]


def options_text(names: Names, scheme: str) -> str:
    """Return the query for all things of a kind that a saved query takes, such as `disease`, with their labels."""
    return _OPTIONS.format(start=names(f"{scheme}/").value, most=MOST_OPTIONS + 1)


def _field(parameter: Parameter, given: str | None, things: Sequence[Row], names: Names) -> Field:
    if parameter.scheme is None:
        return Field(parameter, default_text(parameter.default) if given is None else given)
    chosen = _iri(parameter, given, names)
    start = names(f"{parameter.scheme}/").value
    if not 0 < len(things) <= MOST_OPTIONS:
        return Field(parameter, chosen.removeprefix(start))
    labels = {row["value"]["value"]: row["label"]["value"] for row in things}
    if chosen not in labels:
        labels[chosen] = local_name(chosen)
    ordered = sorted(labels.items(), key=lambda pair: (pair[1].casefold(), pair[0]))
    options = [Option(iri.removeprefix(start), label, iri == chosen) for iri, label in ordered]
    return Field(parameter, chosen.removeprefix(start), options)


def _iri(parameter: Parameter, given: str | None, names: Names) -> str:
    """Return the IRI of what is chosen: of the default, where the given value can be none."""
    for value in (given, parameter.default):
        try:
            if value:
                return parameter.iri(value, names).value
        except ParameterInvalid:
            continue
    return ""


def default_text(term: str) -> str:
    r"""Return what a literal of SPARQL says, as one types it.

    >>> default_text('"a \\"b\\""'), default_text('"2019"^^xsd:gYear'), default_text("100")
    ('a "b"', '2019', '100')
    """
    quoted = re.match(r'"((?:[^"\\]|\\.)*)"', term)
    return re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else term
