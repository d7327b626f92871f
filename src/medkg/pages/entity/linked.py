"""What links to a thing, grouped by how, and counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode

from medkg.namespaces import Names
from medkg.pages.entity.facts import words_of
from medkg.pages.panel import Panel
from medkg.sparql.ask import Row, value_of

LIMIT = 200
"""How many linking things a page reads; their number is counted apart."""

SHOWN = 20
"""How many of a group a page lists."""

_PATTERN = """
  GRAPH ?graph {{ ?other ?property {iri} }}
  FILTER(?graph NOT IN ({graphs}) && !STRSTARTS(STR(?other), "{iri.value}#"))
  ?other rdfs:label ?title"""

_LINKED = (
    """
SELECT DISTINCT ?property ?name ?other ?title ?year ?event ?meeting WHERE {{"""
    + _PATTERN
    + """
  OPTIONAL {{ ?property rdfs:label ?name }}
  OPTIONAL {{ ?other medkg:year ?year }}
  OPTIONAL {{ ?other medkg:heldAt ?event . ?event rdfs:label ?meeting }}
}} LIMIT {limit}"""
)

_COUNTS = (
    """
SELECT ?property (COUNT(DISTINCT ?other) AS ?number) WHERE {{"""
    + _PATTERN
    + """
}} GROUP BY ?property"""
)

_ALL = """
SELECT DISTINCT ?other ?title WHERE {{
  ?other <{property}> {iri} ; rdfs:label ?title
}} ORDER BY ?title"""

_NOT_LINKS = ("inferred", "provenance", "void")

WORDS: Mapping[str, str] = {
    "medkg:usesDataset": "Challenges on this data",
    "dcat:inSeries": "Members",
    "dct:isPartOf": "Parts",
    "prov:wasDerivedFrom": "Data derived from it",
    "medkg:inCatalog": "Held or listed here",
    "medkg:sameResourceAs": "Same resource as",
    "medkg:createdBy": "Created",
    "medkg:hostedBy": "Hosts",
    "medkg:fundedBy": "Funded",
    "medkg:collaborator": "Collaborated on",
    "medkg:contributor": "Contributed to",
    "medkg:institution": "Took part in",
    "medkg:organizedBy": "Meetings organized",
    "org:subOrganizationOf": "Units",
    "medkg:heldAt": "Held at this meeting",
    "medkg:inEventSeries": "Meetings of the series",
    "dct:isReferencedBy": "Describes",
    "skos:broader": "Narrower concepts",
    "medkg:partOf": "Parts",
}
"""Property → what the things are for that which they link to. These are the roles in the order of pages."""


@dataclass(frozen=True)
class Linking:
    """A thing that links here; challenges with the years and meetings at which they were held."""

    iri: str
    title: str
    years: Sequence[str] = ()
    meetings: Sequence[tuple[str, str]] = ()
    """(IRI, name)"""


@dataclass(frozen=True)
class Group:
    """The things that link here by one property."""

    key: str
    words: str
    total: int
    things: Sequence[Linking]
    query: str
    """The query for all of them."""

    @property
    def id(self) -> str:
        """The name of the group on a page."""
        return self.key.partition(":")[2]

    @property
    def shown(self) -> Sequence[Linking]:
        """The first of them, as many as a page lists."""
        return self.things[:SHOWN]


@dataclass(frozen=True)
class Linked:
    """All that links to a thing."""

    query: str
    groups: Mapping[str, Group]
    """By the prefixed name of the property, in the order of pages."""

    def only(self, *keys: str) -> list[Group]:
        """Return the groups of some properties."""
        return [self.groups[key] for key in keys if key in self.groups]

    def without(self, *keys: str) -> list[Group]:
        """Return the groups of all other properties."""
        return [group for key, group in self.groups.items() if key not in keys]


def linked_texts(names: Names, iri: NamedNode) -> list[str]:
    """Return the queries for what links to a thing, and for how many do."""
    graphs = ", ".join(str(names.graph(name)) for name in _NOT_LINKS)
    return [text.format(iri=iri, graphs=graphs, limit=LIMIT) for text in (_LINKED, _COUNTS)]


def read_linked(linked: Panel, counts: Panel, iri: NamedNode, names: Names) -> Linked:
    """Return what links to a thing from the rows of `linked_texts`."""
    by_property: dict[str, list[Row]] = {}
    for row in linked.rows:
        by_property.setdefault(row["property"]["value"], []).append(row)
    groups = {
        names.shorten(property): _group(
            property, int(row["number"]["value"]), by_property.get(property, []), iri, names
        )
        for row in counts.rows
        for property in [row["property"]["value"]]
    }
    return Linked(linked.text, dict(sorted(groups.items(), key=_place)))


def _place(item: tuple[str, Group]) -> tuple[int, str]:
    order = list(WORDS)
    return order.index(item[0]) if item[0] in WORDS else len(order), item[1].words


def _group(property: str, total: int, rows: Sequence[Row], iri: NamedNode, names: Names) -> Group:
    key = names.shorten(property)
    name = (value_of(rows[0], "name") if rows else None) or words_of(property)
    words = WORDS.get(key, f"Things with this {name}")
    return Group(key, words, total, _things(rows), _ALL.format(property=property, iri=iri))


def _things(rows: Sequence[Row]) -> list[Linking]:
    """Return each thing once: it has a row for each of its years and meetings."""
    return [
        _linking(list(same)) for _, same in groupby(sorted(rows, key=_by_title), key=lambda row: row["other"]["value"])
    ]


def _by_title(row: Row) -> tuple[str, str]:
    return row["title"]["value"].casefold(), row["other"]["value"]


def _linking(rows: Sequence[Row]) -> Linking:
    years = sorted({row["year"]["value"] for row in rows if "year" in row})
    meetings = sorted({(row["event"]["value"], row["meeting"]["value"]) for row in rows if "event" in row})
    return Linking(rows[0]["other"]["value"], rows[0]["title"]["value"], years, meetings)
