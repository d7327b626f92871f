"""The page of a search: what was found, kind by kind, and why."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from medkg.namespaces import Names, local_name
from medkg.pages.panel import Panel, ask_panel
from medkg.search.layout import ENTRY_KINDS
from medkg.search.reader import SearchIndex
from medkg.search.results import Found, Hit, Understood
from medkg.sparql.engine import Engine

EXAMPLES = (
    "heart attack",
    "kidney CT",
    "chest x-ray",
    "brain tumor segmentation",
    "MICCAI 2019",
    "Stanford University",
    "speech of patients",
)
"""Texts that show what can be searched for."""

_A_FEW, _A_PAGE = 6, 24


@dataclass(frozen=True)
class Kind:
    """A kind of things: what they are called, and the facet in which entries can be chosen by them."""

    key: str
    one: str
    many: str
    facet: str | None = None


KINDS = (
    Kind("dataset", "dataset", "Datasets"),
    Kind("challenge", "challenge", "Challenges"),
    Kind("series", "series", "Series"),
    Kind("catalog", "catalog", "Portals and catalogs"),
    Kind("service", "service", "Services"),
    Kind("disease", "disease", "Diseases", "disease"),
    Kind("anatomy", "anatomical site", "Anatomical sites", "anatomy"),
    Kind("modality", "modality", "Modalities", "modality"),
    Kind("task", "task", "Tasks", "task"),
    Kind("organization", "organization", "Organizations", "institution"),
    Kind("event", "meeting", "Meetings", "event"),
    Kind("publication", "publication", "Publications"),
    Kind("query", "question", "Questions"),
    Kind("access", "access condition", "Access conditions", "access"),
    Kind("usage", "usage condition", "Usage conditions"),
    Kind("license", "licence", "Licences", "license"),
    Kind("data-type", "data type", "Data types"),
    Kind("format", "format", "Formats"),
    Kind("unit", "unit", "Units"),
    Kind("country", "country", "Countries"),
    Kind("language", "language", "Languages"),
    Kind("ontology", "term", "Terms of the ontology"),
)
"""All kinds, in the order in which they are shown: entries first."""

KIND_OF = {kind.key: kind for kind in KINDS}
"""First part of an address → kind."""

_FACTS = ("medkg:modality", "medkg:anatomicalSite", "dct:accessRights")

_ENTRIES = """
SELECT ?entry ?name ?property ?about (GROUP_CONCAT(DISTINCT ?text; SEPARATOR="|") AS ?values) WHERE {{
  VALUES ?entry {{ {things} }}
  ?entry rdfs:label ?name
  GRAPH ?g {{ ?entry ?property ?value }}
  FILTER(?g != {inferred} && ?property IN ({facts}))
  ?property rdfs:label ?about . ?value rdfs:label ?text
}} GROUP BY ?entry ?name ?property ?about ORDER BY ?name"""

_THINGS = """
SELECT ?thing ?name ?definition WHERE {{
  VALUES ?thing {{ {things} }}
  ?thing rdfs:label ?name
  OPTIONAL {{ ?thing skos:definition ?definition }}
}} ORDER BY ?name"""


@dataclass(frozen=True)
class Asked:
    """What is asked for, as it stands in the address of the page."""

    text: str = ""
    only_words: bool = False
    kind: str | None = None
    page: int = 1


@dataclass(frozen=True)
class Fact:
    """What an entry is about, in one respect."""

    about: str
    values: str


@dataclass(frozen=True)
class Item:
    """A hit with what is told of it."""

    hit: Hit
    id: str
    facts: Sequence[Fact]


@dataclass(frozen=True)
class Group:
    """What was found of one kind."""

    kind: Kind
    total: int
    items: Sequence[Item]
    query: str


@dataclass(frozen=True)
class SearchPage:
    """What the page shows."""

    found: Found
    groups: Sequence[Group]
    totals: Sequence[tuple[Kind, int]]
    understood: Sequence[Understood]
    """What was understood and is not evident."""
    entries: Panel | None
    """The entries on the page with what they are about."""
    number: int
    """Which page of its kind it is; for those beyond the last, the last."""
    last_page: int

    @property
    def total(self) -> int:
        """How many things were found."""
        return sum(number for _, number in self.totals)


def read_search_page(engine: Engine, index: SearchIndex, names: Names, asked: Asked) -> SearchPage:
    """Return what the page of a search shows."""
    limit = _A_PAGE if asked.kind else _A_FEW
    kinds = [asked.kind] if asked.kind else None
    found = index.search(asked.text, asked.only_words, limit, kinds, limit * (asked.page - 1))
    last_page = -(-found.totals.get(asked.kind or "", 0) // _A_PAGE)
    if 0 < last_page < asked.page:
        return read_search_page(engine, index, names, replace(asked, page=last_page))
    entries = _ask_entries(engine, names, found.hits)
    return SearchPage(
        found,
        groups=_make_groups(found, names, _read_facts(entries)),
        totals=[(kind, found.totals[kind.key]) for kind in KINDS if kind.key in found.totals],
        understood=[thing for thing in found.understood if _is_telling(thing)],
        entries=entries,
        number=asked.page,
        last_page=last_page,
    )


def _ask_entries(engine: Engine, names: Names, hits: Sequence[Hit]) -> Panel | None:
    entries = [hit.iri for hit in hits if hit.kind in ENTRY_KINDS]
    if not entries:
        return None
    facts, inferred = ", ".join(_FACTS), names.graph("inferred")
    return ask_panel(engine, _ENTRIES.format(things=_write(entries, names), facts=facts, inferred=inferred))


def _write(iris: Sequence[str], names: Names) -> str:
    """Return the things as they are written in a query."""
    return " ".join(_short(iri, names) if local_name(iri).replace("-", "").isalnum() else f"<{iri}>" for iri in iris)


def _short(iri: str, names: Names) -> str:
    name = names.shorten(iri)
    return name if name != iri else f"<{iri}>"


def _read_facts(entries: Panel | None) -> Mapping[str, Sequence[Fact]]:
    """Return entry → what it is about, in the order of the properties."""
    facts: dict[str, list[Fact]] = defaultdict(list)
    order = [name.partition(":")[2] for name in _FACTS]
    rows = entries.rows if entries else ()
    for row in sorted(rows, key=lambda row: order.index(local_name(row["property"]["value"]))):
        values = ", ".join(sorted(row["values"]["value"].split("|")))  # an engine joins them in any order
        facts[row["entry"]["value"]].append(Fact(row["about"]["value"], values))
    return facts


def _make_groups(found: Found, names: Names, facts: Mapping[str, Sequence[Fact]]) -> list[Group]:
    items: dict[str, list[Item]] = defaultdict(list)
    for hit in found.hits:
        items[hit.kind].append(Item(hit, local_name(hit.iri), facts.get(hit.iri, ())))
    return [
        Group(kind, found.totals[kind.key], items[kind.key], _query_of(items[kind.key], names))
        for kind in KINDS
        if kind.key in items
    ]


def _query_of(items: Sequence[Item], names: Names) -> str:
    return _THINGS.format(things=_write([item.hit.iri for item in items], names))


def _is_telling(thing: Understood) -> bool:
    """Tell whether a search found more by a meaning than the words themselves say."""
    return thing.narrower > 0 or thing.words.casefold() != thing.label.casefold()
