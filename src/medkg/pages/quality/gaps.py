"""The entries that lack something, with the lines of the source that may say it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from medkg.namespaces import Names
from medkg.pages.entry_fields import FIELDS, KINDS, Field, Kind
from medkg.pages.panel import Panel, ask_panel
from medkg.pages.quality.parameters import choose
from medkg.pages.words import write_lines
from medkg.sparql.ask import Row, value_of
from medkg.sparql.engine import Engine

MOST_LISTED = 500
"""How many entries a list shows."""

_GAP = """SELECT ?entry ?title ?passage ?section ?first_line ?last_line WHERE {{
  {{
    SELECT ?entry ?title WHERE {{
      ?entry a {type} ; rdfs:label ?title .
      FILTER NOT EXISTS {{ ?entry {property} ?value FILTER(?value != access:not-stated) }}
    }}
    ORDER BY LCASE(STR(?title))
    LIMIT {limit}
  }}
  OPTIONAL {{
    GRAPH <{provenance}> {{
      ?graph medkg:describesGraphOf ?entry ; prov:wasDerivedFrom ?passage .
      ?passage medkg:firstLine ?first_line ; medkg:lastLine ?last_line .
      OPTIONAL {{ ?passage medkg:section ?section }}
    }}
  }}
}}
ORDER BY LCASE(STR(?title))"""


@dataclass(frozen=True)
class Passage:
    """Lines of the source."""

    iri: str
    section: str
    first: int
    last: int

    @property
    def lines(self) -> str:
        """The lines in words."""
        return write_lines(self.first, self.last)


@dataclass(frozen=True)
class Incomplete:
    """An entry that lacks a field, with the lines of the source that speak of it."""

    iri: str
    title: str
    passages: Sequence[Passage]


@dataclass(frozen=True)
class Gap:
    """The entries of a kind that lack a field."""

    field: Field
    kind: Kind
    entries: Sequence[Incomplete]
    panel: Panel


def find_gap(engine: Engine, names: Names, field_key: str, kind_key: str) -> Gap:
    """Return the entries of a kind that lack a field. Raises ParameterInvalid for a field or kind that is not."""
    field, kind = choose("field", field_key, FIELDS), choose("kind", kind_key, KINDS)
    provenance = names.graph("provenance").value
    text = _GAP.format(type=kind.type, property=field.property, provenance=provenance, limit=MOST_LISTED)
    panel = ask_panel(engine, text)
    return Gap(field, kind, _incomplete(panel.rows), panel)


def _incomplete(rows: Iterable[Row]) -> list[Incomplete]:
    titles: dict[str, str] = {}
    passages: dict[str, list[Passage]] = {}
    for row in rows:
        iri = row["entry"]["value"]
        titles[iri] = row["title"]["value"]
        passages.setdefault(iri, []).extend([_passage(row)] if "first_line" in row else [])
    return [
        Incomplete(iri, title, sorted(passages[iri], key=lambda passage: passage.first))
        for iri, title in titles.items()
    ]


def _passage(row: Row) -> Passage:
    first, last = (int(row[name]["value"]) for name in ("first_line", "last_line"))
    return Passage(row["passage"]["value"], value_of(row, "section") or "", first, last)
