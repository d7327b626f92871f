"""Where the facts about a thing come from: lines of the source, reasons of curators, and repairs of the text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pyoxigraph import NamedNode

from medkg.namespaces import Names
from medkg.pages.panel import Panel
from medkg.pages.words import write_lines
from medkg.sparql.ask import Row, value_of

_SOURCES = """
SELECT ?source ?source_title ?url ?section ?first ?last ?property ?value ?reason ?reference ?found ?repaired WHERE {{
  {{
    {{ SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ {iri} ?any ?thing }} }} }}
    GRAPH {provenance} {{
      ?graph prov:wasDerivedFrom ?passage .
      ?passage medkg:firstLine ?first ; medkg:lastLine ?last ; dct:isPartOf ?source .
      ?source dct:title ?source_title
      OPTIONAL {{ ?source dct:source ?url }}
      OPTIONAL {{ ?passage medkg:section ?section }}
    }}
  }} UNION {{
    GRAPH {provenance} {{
      ?statement rdf:subject {iri} ; rdf:predicate ?property ; rdf:object ?value ; medkg:reason ?reason
      OPTIONAL {{ ?statement dct:references ?reference }}
    }}
  }} UNION {{
    GRAPH {provenance} {{
      ?repair dct:subject {iri} ; medkg:line ?first ; medkg:reason ?reason ;
        medkg:found ?found ; medkg:repaired ?repaired
    }}
  }}
}} ORDER BY ?first"""


@dataclass(frozen=True)
class Passage:
    """Lines of a source document."""

    source: str
    title: str
    url: str | None
    section: str | None
    first: int
    last: int

    @property
    def lines(self) -> str:
        """The lines in words, such as "lines 327 to 331"."""
        return write_lines(self.first, self.last)


@dataclass(frozen=True)
class Reason:
    """Why curators added something."""

    number: int
    text: str
    reference: str | None


@dataclass(frozen=True)
class Repair:
    """A damage of the source text, and what it was repaired to."""

    line: int
    found: str
    repaired: str
    reason: str


@dataclass(frozen=True)
class Sources:
    """All that the facts about a thing rest on."""

    query: str = ""
    passages: Sequence[Passage] = ()
    reasons: Sequence[Reason] = ()
    repairs: Sequence[Repair] = ()
    numbers: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """(property, value) → number of the reason for which it was added."""

    def anchor(self, family: str, property: str, value: str) -> str | None:
        """Return where on the page it says what a fact from a family of graphs rests on."""
        if family == "stated" and self.passages:
            return "lines"
        number = self.numbers.get((property, value)) if family == "curated" else None
        return f"reason-{number}" if number else None


def sources_text(names: Names, iri: NamedNode) -> str:
    """Return the query for what the facts about a thing rest on."""
    return _SOURCES.format(iri=iri, provenance=names.graph("provenance"))


def read_sources(panel: Panel) -> Sources:
    """Return what the facts about a thing rest on, from the rows of `sources_text`."""
    reasons = _number_reasons(row for row in panel.rows if "property" in row)
    return Sources(
        panel.text,
        [_passage(row) for row in panel.rows if "source" in row],
        [Reason(number, *texts) for texts, number in reasons.items()],
        [_repair(row) for row in panel.rows if "found" in row],
        {
            (row["property"]["value"], row["value"]["value"]): reasons[_texts(row)]
            for row in panel.rows
            if "property" in row
        },
    )


def _number_reasons(rows: Iterator[Row]) -> dict[tuple[str, str | None], int]:
    """Return the number of each reason; those of many facts first, so that numbers are few and small."""
    texts = sorted((_texts(row) for row in rows), key=lambda found: (found[0], found[1] or ""))
    counted = sorted(((len(list(same)), found) for found, same in groupby(texts)), key=lambda pair: -pair[0])
    return {found: number for number, (_, found) in enumerate(counted, 1)}


def _texts(row: Row) -> tuple[str, str | None]:
    return row["reason"]["value"], value_of(row, "reference")


def _passage(row: Row) -> Passage:
    return Passage(
        row["source"]["value"],
        row["source_title"]["value"],
        value_of(row, "url"),
        value_of(row, "section"),
        int(row["first"]["value"]),
        int(row["last"]["value"]),
    )


def _repair(row: Row) -> Repair:
    line, found, repaired, reason = (row[name]["value"] for name in ("first", "found", "repaired", "reason"))
    return Repair(int(line), found, repaired, reason)
