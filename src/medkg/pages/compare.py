"""Entries side by side: what they share, what differs, and what is said of one only."""

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pyoxigraph import Literal, NamedNode

from medkg.namespaces import RDF, Names
from medkg.pages.entry_fields import FIELDS, KINDS, Field
from medkg.pages.panel import Panel, ask_panels
from medkg.sparql.ask import Row
from medkg.sparql.engine import Engine

MOST_ENTRIES = 6
"""More columns nobody can read side by side."""

MOST_CANDIDATES = 12

_FACTS = """SELECT DISTINCT ?entry ?title ?property ?value ?label
  ?count ?maximum ?qualifier ?unit ?per ?part ?start ?end ?what ?youngest ?oldest ?mean
WHERE {{
  VALUES ?entry {{ {entries} }}
  ?entry a dcat:Resource ; rdfs:label ?title .
  {{
    GRAPH ?told {{ ?entry ?property ?value }}
    FILTER(?told != <{inferred}>)
    FILTER(?property IN ({told}))
  }} UNION {{
    ?entry ?property ?value .
    FILTER(?property IN ({derived}))
  }}
  OPTIONAL {{ ?value rdfs:label ?label }}
  OPTIONAL {{ ?value medkg:count ?count }}
  OPTIONAL {{ ?value medkg:maximumCount ?maximum }}
  OPTIONAL {{ ?value medkg:countQualifier ?qualifier }}
  OPTIONAL {{ ?value medkg:unit ?counted . ?counted rdfs:label ?unit }}
  OPTIONAL {{ ?value medkg:perUnit ?whole . ?whole rdfs:label ?per }}
  OPTIONAL {{ ?value medkg:part ?part }}
  OPTIONAL {{ ?value dct:description ?what }}
  OPTIONAL {{ ?value dcat:startDate ?start }}
  OPTIONAL {{ ?value dcat:endDate ?end }}
  OPTIONAL {{ ?value medkg:minimumAge ?youngest }}
  OPTIONAL {{ ?value medkg:maximumAge ?oldest }}
  OPTIONAL {{ ?value medkg:meanAge ?mean }}
}}"""

_SIMILAR = """SELECT ?entry ?title (GROUP_CONCAT(DISTINCT ?label; separator="|") AS ?shared) WHERE {{
  VALUES ?chosen {{ {entries} }}
  GRAPH ?here {{ ?chosen ?property ?concept }}
  GRAPH ?there {{ ?entry ?property ?concept }}
  FILTER(?property IN (medkg:modality, medkg:anatomicalSite, medkg:disease, medkg:task))
  FILTER(?here != <{inferred}> && ?there != <{inferred}>)
  FILTER(?entry NOT IN ({excluded}))
  ?concept rdfs:label ?label .
  ?entry a dcat:Resource ; rdfs:label ?title .
}}
GROUP BY ?entry ?title
ORDER BY DESC(COUNT(DISTINCT ?concept)) STR(?entry)
LIMIT {limit}"""

_NAMED = """SELECT DISTINCT ?entry ?title WHERE {{
  ?entry a dcat:Resource ; rdfs:label ?title ; dct:identifier ?id .
  OPTIONAL {{ ?entry dct:alternative ?other_name }}
  BIND(LCASE(CONCAT(STR(?title), " ", COALESCE(STR(?other_name), ""), " ", STR(?id))) AS ?names)
  FILTER({conditions})
}}
ORDER BY LCASE(STR(?title))
LIMIT {limit}"""

_EXAMPLES = """SELECT ?modality ?site (COUNT(?entry) AS ?entries)
  (GROUP_CONCAT(STR(?entry); separator=" ") AS ?ids)
WHERE {{
  SELECT DISTINCT ?modality ?site ?entry WHERE {{
    GRAPH ?here {{ ?entry medkg:modality ?technique }}
    GRAPH ?there {{ ?entry medkg:anatomicalSite ?place }}
    FILTER(?here != <{inferred}> && ?there != <{inferred}>)
    ?entry a dcat:Dataset .
    ?technique rdfs:label ?modality .
    ?place rdfs:label ?site .
  }}
  ORDER BY ?entry
}}
GROUP BY ?modality ?site
HAVING (COUNT(?entry) > 1 && COUNT(?entry) < 5)
ORDER BY DESC(COUNT(?entry)) ?modality ?site
LIMIT 6"""


class Verdict(StrEnum):
    """How the entries stand to each other in one field, in the words of the page."""

    SAME = "same for all"
    DIFFERS = "differs"
    ONLY = "stated for one only"
    NOTHING = "stated for none"


@dataclass(frozen=True)
class Value:
    """One value of one entry: its text, and its IRI where it is a thing or an address."""

    text: str
    iri: str | None = None
    is_shared: bool = False
    """Whether another entry that is compared has it too."""

    @property
    def key(self) -> str:
        """What is the same in all entries that have the value."""
        return self.iri or self.text


@dataclass(frozen=True)
class Line:
    """One field of all entries."""

    field: Field
    cells: Sequence[Sequence[Value]]
    verdict: Verdict

    @property
    def is_mixed(self) -> bool:
        """Whether some values are shared and some are not, so that it helps to mark those that are."""
        shared = {value.is_shared for cell in self.cells for value in cell}
        return self.verdict is Verdict.DIFFERS and len(shared) == 2


@dataclass(frozen=True)
class Entry:
    """The head of a column."""

    iri: str
    id: str
    """What stands in the address of the page."""
    title: str


@dataclass(frozen=True)
class Choice:
    """What the address of the page asks for."""

    iris: tuple[NamedNode, ...]
    unreadable: tuple[str, ...] = ()
    """What cannot be an IRI."""
    left_out: tuple[str, ...] = ()
    """What goes beyond the number of entries that the page shows."""


@dataclass(frozen=True)
class Candidate:
    """An entry that may be added, with the reason why it is offered."""

    id: str
    title: str
    reason: str = ""


@dataclass(frozen=True)
class Example:
    """A comparison that says something."""

    words: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """What the page shows."""

    entries: Sequence[Entry]
    lines: Sequence[Line]
    unknown: Sequence[str]
    """Ids of which the graph knows no entry."""
    left_out: Sequence[str]
    candidates: Sequence[Candidate]
    examples: Sequence[Example]
    facts: Panel | None
    offers: Panel | None
    """The queries behind the table and behind what is offered."""

    @property
    def ids(self) -> list[str]:
        """The ids of the entries that are shown."""
        return [entry.id for entry in self.entries]

    @property
    def differences(self) -> list[Line]:
        """The lines in which the entries differ."""
        return [line for line in self.lines if line.verdict in (Verdict.DIFFERS, Verdict.ONLY)]


def read_choice(ids: Iterable[str], names: Names) -> Choice:
    """Return the entries that ids stand for: paths below the base, prefixed names, or whole IRIs.

    >>> read_choice(["dataset/drive", "dataset:drive", "a b"], Names())
    Choice(iris=(<NamedNode value=https://w3id.org/medkg/dataset/drive>,), unreadable=('a b',), left_out=())
    """
    iris: dict[NamedNode, str] = {}
    unreadable = []
    for id in filter(None, (each.strip() for each in ids)):
        try:
            iris.setdefault(_iri(id, names), id)
        except ValueError:
            unreadable.append(id)
    return Choice(tuple(iris)[:MOST_ENTRIES], tuple(unreadable), tuple(iris.values())[MOST_ENTRIES:])


def _iri(id: str, names: Names) -> NamedNode:
    if id.startswith(("http://", "https://")):
        return NamedNode(id)
    prefix = id.partition(":")[0]
    if ":" in id and prefix in names.prefixes:
        return names.expand(id)
    return names(id)


def compare(engine: Engine, names: Names, choice: Choice, sought: str = "") -> Comparison:
    """Return the comparison of the chosen entries, and entries to add: those of a name, or similar ones.

    Two queries, however many entries there are.
    """
    texts = [facts_query(names, choice.iris)] if choice.iris else []
    panels = ask_panels(engine, [*texts, offers_query(names, choice.iris, sought)])
    facts, offers = (panels[0] if choice.iris else None), panels[-1]
    entries = _entries(choice.iris, facts.rows if facts else (), names)
    return Comparison(
        entries=entries,
        lines=_lines([entry.iri for entry in entries], facts.rows, names) if facts else (),
        unknown=[*_missing(choice.iris, entries, names), *choice.unreadable],
        left_out=choice.left_out,
        candidates=_candidates(offers.rows, entries, names) if sought or choice.iris else (),
        examples=() if sought or choice.iris else [_example(row, names) for row in offers.rows],
        facts=facts if entries else None,
        offers=offers,
    )


def facts_query(names: Names, iris: Sequence[NamedNode]) -> str:
    """Return the query for all facts of some entries that a comparison shows."""
    return _FACTS.format(
        entries=" ".join(map(str, iris)),
        inferred=names.graph("inferred").value,
        told=", ".join(field.property for field in FIELDS.values() if not field.is_inferred),
        derived=", ".join(field.property for field in FIELDS.values() if field.is_inferred),
    )


def offers_query(names: Names, iris: Sequence[NamedNode], sought: str) -> str:
    """Return the query for entries to add: by words of their names, by what they share, or, with neither, examples."""
    words = re.findall(r"\w+", sought.lower())[:10]
    if words:
        conditions = " && ".join(f"CONTAINS(?names, {Literal(word)})" for word in words)
        return _NAMED.format(conditions=conditions, limit=MOST_CANDIDATES)
    inferred = names.graph("inferred").value
    if iris:
        entries, excluded = " ".join(map(str, iris)), ", ".join(map(str, iris))
        return _SIMILAR.format(entries=entries, excluded=excluded, inferred=inferred, limit=MOST_CANDIDATES // 2)
    return _EXAMPLES.format(inferred=inferred)


def _entries(iris: Iterable[NamedNode], rows: Iterable[Row], names: Names) -> list[Entry]:
    titles = {row["entry"]["value"]: row["title"]["value"] for row in rows}
    return [Entry(iri.value, _id(iri.value, names), titles[iri.value]) for iri in iris if iri.value in titles]


def _id(iri: str, names: Names) -> str:
    return iri.removeprefix(names.base)


def _missing(iris: Iterable[NamedNode], entries: Iterable[Entry], names: Names) -> list[str]:
    found = {entry.iri for entry in entries}
    return [_id(iri.value, names) for iri in iris if iri.value not in found]


def _candidates(rows: Iterable[Row], entries: Iterable[Entry], names: Names) -> list[Candidate]:
    shown = {entry.iri for entry in entries}
    return [
        Candidate(_id(row["entry"]["value"], names), row["title"]["value"], _reason(row))
        for row in rows
        if "entry" in row and row["entry"]["value"] not in shown
    ]


def _reason(row: Row) -> str:
    """Return what a row says that entries share; an engine joins it in any order."""
    return ", ".join(sorted(row["shared"]["value"].split("|"))) if "shared" in row else ""


def _example(row: Row, names: Names) -> Example:
    ids = tuple(_id(iri, names) for iri in row["ids"]["value"].split())
    return Example(f"{row['modality']['value']} of the {row['site']['value']}", ids)


def _lines(entries: Sequence[str], rows: Iterable[Row], names: Names) -> list[Line]:
    """Return the lines of the table; a field that need not be stated has one only if it is."""
    values = _values(rows, names("access/not-stated").value)
    lines = []
    for field in FIELDS.values():
        property = names.expand(field.property).value
        cells = [sorted(values[entry, property], key=_order) for entry in entries]
        if any(cells) or (field.is_wanted and field.kinds == tuple(KINDS)):
            lines.append(_line(field, cells))
    return lines


def _values(rows: Iterable[Row], silence: str) -> Mapping[tuple[str, str], list[Value]]:
    """Return the values by entry and property; the concept that stands for silence is none."""
    found: dict[tuple[str, str], dict[str, Value]] = defaultdict(dict)
    for row in rows:
        value = _value(row)
        if value.iri != silence:
            found[row["entry"]["value"], row["property"]["value"]][value.key] = value
    return defaultdict(list, {place: list(values.values()) for place, values in found.items()})


def _value(row: Row) -> Value:
    """Return a value; parts of an entry and classes need no link."""
    term = row["value"]
    is_plain = term["value"].startswith(row["entry"]["value"] + "#") or row["property"]["value"] == RDF + "type"
    return Value(_text(row), term["value"] if term["type"] == "uri" and not is_plain else None)


def _order(value: Value) -> tuple[bool, list[tuple[int, str]]]:
    """Return what puts the whole before its parts ("90 patients (test set)"), and sorts as people do: 9 before 10."""
    pieces = re.findall(r"(\d+)|(\D+)", value.text.replace(",", "").lower())
    return value.text.endswith(")"), [(int(number or 0), text) for number, text in pieces]


def _line(field: Field, cells: Sequence[Sequence[Value]]) -> Line:
    uses = Counter(value.key for cell in cells for value in cell)
    marked = [[replace(value, is_shared=uses[value.key] > 1) for value in cell] for cell in cells]
    return Line(field, marked, _verdict([{value.key for value in cell} for cell in cells]))


def _verdict(cells: Sequence[set[str]]) -> Verdict:
    if not any(cells):
        return Verdict.NOTHING
    if all(cell == cells[0] for cell in cells):
        return Verdict.SAME
    return Verdict.ONLY if sum(map(bool, cells)) == 1 else Verdict.DIFFERS


def _text(row: Row) -> str:
    """Return what a value is called; a node of an entry, such as an extent, is told by its parts."""
    given = {name: term["value"] for name, term in row.items()}
    part = f" ({given['part']})" if "part" in given else ""
    if "count" in given:
        return _extent(given) + part
    if given.keys() & {"youngest", "oldest", "mean"}:
        return _ages(given) + part
    if given.keys() & {"start", "end"}:
        return ": ".join([*([given["what"]] if "what" in given else []), _span(given.get("start"), given.get("end"))])
    if "label" in given:
        return given["label"]
    return _address(given["value"]) if row["value"]["type"] == "uri" else given["value"]


def _address(iri: str) -> str:
    """Return an address as people write it.

    >>> _address("https://www.example.org/data/")
    'example.org/data'
    """
    return re.sub(r"^https?://(www\.)?|/$", "", iri)


def _extent(given: Mapping[str, str]) -> str:
    """Return such as "at least 1,200 patients" or "3 to 4 images per case"."""
    number = f"{int(given['count']):,}"
    if "maximum" in given:
        number = f"{number} to {int(given['maximum']):,}"
    qualifier = given["qualifier"].replace("-", " ") + " " if "qualifier" in given else ""
    unit = given["unit"] if number == "1" else plural(given["unit"])
    per = f" per {given['per']}" if "per" in given else ""
    return f"{qualifier}{number} {unit}{per}"


def plural(noun: str) -> str:
    """Return the plural of the name of a unit.

    >>> [plural(noun) for noun in ("patient", "clinical note", "study", "child", "person")]
    ['patients', 'clinical notes', 'studies', 'children', 'people']
    """
    first, _, last = noun.rpartition(" ")
    irregular = {"child": "children", "person": "people"}
    regular = re.sub(r"(?<![aeiou])y$", "ie", last) + "s"
    return f"{first} {irregular.get(last, regular)}".strip()


def _ages(given: Mapping[str, str]) -> str:
    bounds = {"youngest": given.get("youngest"), "oldest": given.get("oldest")}
    told = [f"{_span(bounds['youngest'], bounds['oldest'])} years"] if any(bounds.values()) else []
    return ", ".join([*told, *([f"mean {given['mean']} years"] if "mean" in given else [])])


def _span(first: str | None, last: str | None) -> str:
    """Return such as "2010 to 2018", "from 2010" or "up to 2018"."""
    if first and last:
        return first if first == last else f"{first} to {last}"
    return f"from {first}" if first else f"up to {last}"


def write_csv(entries: Sequence[Entry], lines: Iterable[Line]) -> str:
    """Return a table as CSV (https://www.rfc-editor.org/rfc/rfc4180), several values of a cell joined by "; "."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(["field", "comparison", *(_inert(entry.title) for entry in entries)])
    writer.writerow(["IRI", "", *(entry.iri for entry in entries)])
    for line in lines:
        cells = ["; ".join(value.text for value in cell) or line.field.absent for cell in line.cells]
        writer.writerow([line.field.label, line.verdict, *map(_inert, cells)])
    return file.getvalue()


def _inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")) else text
