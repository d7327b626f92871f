"""What is missing from the graph, and where its sources disagree: for those who keep it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from medkg.errors import ParameterInvalid
from medkg.namespaces import Names, local_name
from medkg.pages.entry_fields import FIELDS, KINDS, Field, Kind, wanted_fields
from medkg.pages.panel import Panel, ask_panel, ask_panels
from medkg.sparql.ask import Row
from medkg.sparql.engine import Engine

_Chosen = TypeVar("_Chosen")

MOST_LISTED = 500
"""How many things a list of gaps shows."""

_LEVELS = 5

_COMPLETENESS = """SELECT ?kind ?property (COUNT(DISTINCT ?entry) AS ?entries) WHERE {{
  ?entry a ?kind ; ?property ?value .
  FILTER(?kind IN ({kinds}))
  # Each entry has a label: these are all of a kind.
  FILTER(?property IN (rdfs:label, {properties}))
  FILTER(?value != access:not-stated)
}}
GROUP BY ?kind ?property"""

_ACCESS = """SELECT ?access ?label (COUNT(DISTINCT ?entry) AS ?entries) WHERE {
  ?entry a dcat:Resource ; dct:accessRights ?access .
  ?access rdfs:label ?label .
}
GROUP BY ?access ?label
ORDER BY DESC(?entries)"""

_MATCHES = "skos:exactMatch, skos:closeMatch, skos:broadMatch, skos:narrowMatch, skos:relatedMatch"

_MAPPINGS = f"""SELECT ?scheme ?label
  (COUNT(DISTINCT ?concept) AS ?concepts) (COUNT(DISTINCT ?mapped) AS ?with_match)
WHERE {{
  ?concept a skos:Concept ; skos:inScheme ?scheme .
  ?scheme rdfs:label ?label .
  OPTIONAL {{
    ?concept ?match ?external .
    FILTER(?match IN ({_MATCHES}))
    BIND(?concept AS ?mapped)
  }}
}}
GROUP BY ?scheme ?label
ORDER BY ?label"""

_DISAGREEMENTS = """SELECT ?entry ?title ?other ?other_title ?field ?value ?other_value WHERE {
  {
    # Two values of what has one
    ?entry dct:accessRights ?this, ?that .
    FILTER(STR(?this) < STR(?that))
    BIND(?entry AS ?other)
    dct:accessRights rdfs:label ?field .
    ?this rdfs:label ?value .
    ?that rdfs:label ?other_value .
  } UNION {
    ?entry dct:title ?value, ?other_value .
    FILTER(STR(?value) < STR(?other_value))
    BIND(?entry AS ?other)
    dct:title rdfs:label ?field .
  } UNION {
    SELECT ?entry (?entry AS ?other) ("year" AS ?field) (MIN(?found) AS ?value) (MAX(?found) AS ?other_value) WHERE {
      ?entry a medkg:Event ; medkg:year ?found .
    }
    GROUP BY ?entry
    HAVING (COUNT(DISTINCT ?found) > 1)
  } UNION {
    # Two numbers of the same unit and part
    SELECT ?entry (?entry AS ?other) (CONCAT("number: ", SAMPLE(?counted)) AS ?field)
      (MIN(?found) AS ?value) (MAX(?found) AS ?other_value)
    WHERE {
      ?entry medkg:extent ?extent .
      ?extent medkg:unit ?unit ; medkg:count ?found .
      ?unit rdfs:label ?counted .
      OPTIONAL { ?extent medkg:part ?part }
      OPTIONAL { ?extent medkg:perUnit ?per }
    }
    GROUP BY ?entry ?unit ?part ?per
    HAVING (COUNT(DISTINCT ?found) > 1)
  } UNION {
    # Two places of the source about one resource
    ?entry medkg:sameResourceAs ?other .
    FILTER(STR(?entry) < STR(?other))
    ?entry dct:accessRights ?this .
    ?other dct:accessRights ?that .
    FILTER(?this != ?that)
    dct:accessRights rdfs:label ?field .
    ?this rdfs:label ?value .
    ?that rdfs:label ?other_value .
  } UNION {
    ?entry medkg:sameResourceAs ?other .
    FILTER(STR(?entry) < STR(?other))
    ?entry medkg:extent ?one .
    ?other medkg:extent ?two .
    ?one medkg:unit ?unit ; medkg:count ?value .
    ?two medkg:unit ?unit ; medkg:count ?other_value .
    FILTER(?value != ?other_value)
    FILTER NOT EXISTS { ?one medkg:part ?part }
    FILTER NOT EXISTS { ?two medkg:part ?part }
    ?unit rdfs:label ?counted .
    BIND(CONCAT("number: ", ?counted) AS ?field)
  }
  ?entry rdfs:label ?title .
  ?other rdfs:label ?other_title .
}
ORDER BY ?title
LIMIT 100"""

_EVIDENCE = """SELECT ?what (COUNT(DISTINCT ?thing) AS ?number) WHERE {{
  GRAPH <{provenance}> {{
    {{ ?thing a medkg:CuratedStatement BIND("curated" AS ?what) }}
    UNION {{
      ?thing a medkg:CuratedStatement BIND("referenced" AS ?what)
      FILTER EXISTS {{ ?thing dct:references ?page }}
    }}
    UNION {{ ?thing a medkg:Repair BIND("repaired" AS ?what) }}
  }}
}}
GROUP BY ?what"""

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

_UNMAPPED = """SELECT ?concept ?label ?definition WHERE {{
  ?concept skos:inScheme {scheme} ; skos:prefLabel ?label .
  FILTER NOT EXISTS {{ ?concept ?match ?external FILTER(?match IN ({matches})) }}
  OPTIONAL {{ ?concept skos:definition ?definition }}
}}
ORDER BY LCASE(STR(?label))
LIMIT {limit}"""


@dataclass(frozen=True)
class Share:
    """How many of some things have something."""

    found: int
    total: int

    @property
    def missing(self) -> int:
        """How many have it not."""
        return self.total - self.found

    @property
    def percent(self) -> int:
        """The share, rounded, but 100 only if nothing is missing and 0 only if everything is."""
        if not self.missing:
            return 100
        return min(99, max(1, round(100 * self.found / self.total))) if self.found else 0

    @property
    def level(self) -> int:
        """The depth of colour: 0 if nothing has it, else from 1 to 5."""
        return -(-self.percent * _LEVELS // 100)


@dataclass(frozen=True)
class FieldShares:
    """How complete one field is: over all kinds, and by kind; None where the field does not apply."""

    field: Field
    overall: Share
    by_kind: Sequence[tuple[Kind, Share | None]]


@dataclass(frozen=True)
class Vocabulary:
    """How many concepts of a scheme are mapped to other vocabularies."""

    iri: str
    key: str
    label: str
    mapped: Share


@dataclass(frozen=True)
class Quality:
    """What the page shows."""

    fields: Sequence[FieldShares]
    kinds: Sequence[tuple[Kind, int]]
    vocabularies: Sequence[Vocabulary]
    entries: int
    evidence: Mapping[str, int]
    completeness: Panel
    access: Panel
    mappings: Panel
    disagreements: Panel
    evidence_panel: Panel


@dataclass(frozen=True)
class Passage:
    """Lines of the source."""

    iri: str
    section: str
    lines: str


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


@dataclass(frozen=True)
class Unmapped:
    """The concepts of a scheme that are mapped to no other vocabulary."""

    label: str
    panel: Panel


def measure_quality(engine: Engine, names: Names) -> Quality:
    """Return what is missing and what disagrees, from five queries."""
    evidence_text = _EVIDENCE.format(provenance=names.graph("provenance").value)
    texts = [completeness_query(), _ACCESS, _MAPPINGS, _DISAGREEMENTS, evidence_text]
    completeness, access, mappings, disagreements, evidence = ask_panels(engine, texts)
    counts = _counts(completeness.rows)
    totals = {key: _count(counts, kind.type, "rdfs:label", names) for key, kind in KINDS.items()}
    kinds = [(kind, totals[key]) for key, kind in KINDS.items() if totals[key]]
    return Quality(
        fields=[_field_shares(field, kinds, counts, names) for field in wanted_fields()],
        kinds=kinds,
        vocabularies=[_vocabulary(row) for row in mappings.rows],
        entries=sum(totals.values()),
        evidence={row["what"]["value"]: int(row["number"]["value"]) for row in evidence.rows},
        completeness=completeness,
        access=access,
        mappings=mappings,
        disagreements=disagreements,
        evidence_panel=evidence,
    )


def completeness_query() -> str:
    """Return the query that counts, for each kind and field, the entries that have it."""
    return _COMPLETENESS.format(
        kinds=", ".join(kind.type for kind in KINDS.values()),
        properties=", ".join(field.property for field in wanted_fields()),
    )


def _counts(rows: Iterable[Row]) -> dict[tuple[str, str], int]:
    """Return the number of entries by class and property."""
    return {
        (row["kind"]["value"], row["property"]["value"]): int(row["entries"]["value"]) for row in rows if "kind" in row
    }


def _count(counts: Mapping[tuple[str, str], int], type: str, property: str, names: Names) -> int:
    return counts.get((names.expand(type).value, names.expand(property).value), 0)


def _field_shares(
    field: Field, kinds: Sequence[tuple[Kind, int]], counts: Mapping[tuple[str, str], int], names: Names
) -> FieldShares:
    shares = [
        (kind, Share(_count(counts, kind.type, field.property, names), total) if kind.key in field.kinds else None)
        for kind, total in kinds
    ]
    told = [share for _, share in shares if share]
    return FieldShares(field, Share(sum(s.found for s in told), sum(s.total for s in told)), shares)


def _vocabulary(row: Row) -> Vocabulary:
    mapped = Share(int(row["with_match"]["value"]), int(row["concepts"]["value"]))
    scheme = row["scheme"]["value"]
    return Vocabulary(scheme, local_name(scheme), row["label"]["value"], mapped)


def find_gap(engine: Engine, names: Names, field_key: str, kind_key: str) -> Gap:
    """Return the entries of a kind that lack a field. Raises ParameterInvalid for a field or kind that is not."""
    field, kind = _chosen("field", field_key, FIELDS), _chosen("kind", kind_key, KINDS)
    provenance = names.graph("provenance").value
    text = _GAP.format(type=kind.type, property=field.property, provenance=provenance, limit=MOST_LISTED)
    panel = ask_panel(engine, text)
    return Gap(field, kind, _incomplete(panel.rows), panel)


def _chosen(parameter: str, key: str, table: Mapping[str, _Chosen]) -> _Chosen:
    if key not in table:
        raise ParameterInvalid(f"Parameter '{parameter}' wants one of {', '.join(table)}, not {key!r}.")
    return table[key]


def _incomplete(rows: Iterable[Row]) -> list[Incomplete]:
    titles: dict[str, str] = {}
    passages: dict[str, list[Passage]] = {}
    for row in rows:
        iri = row["entry"]["value"]
        titles[iri] = row["title"]["value"]
        passages.setdefault(iri, []).extend([_passage(row)] if "first_line" in row else [])
    return [Incomplete(iri, title, sorted(passages[iri], key=_first_line)) for iri, title in titles.items()]


def _passage(row: Row) -> Passage:
    first, last = row["first_line"]["value"], row["last_line"]["value"]
    lines = f"line {first}" if first == last else f"lines {first}–{last}"
    return Passage(row["passage"]["value"], row.get("section", {}).get("value", ""), lines)


def _first_line(passage: Passage) -> int:
    return int(passage.lines.split()[1].split("–")[0])


def find_unmapped(engine: Engine, names: Names, scheme: str) -> Unmapped:
    """Return the concepts of a scheme that are mapped to nothing. Raises ParameterInvalid for what is no scheme."""
    mappings, listed = ask_panels(engine, [_MAPPINGS, _unmapped_query(names, scheme)])
    labels = {vocabulary.key: vocabulary.label for vocabulary in map(_vocabulary, mappings.rows)}
    return Unmapped(_chosen("scheme", scheme, labels), listed)


def _unmapped_query(names: Names, scheme: str) -> str:
    try:
        iri = names(scheme)
    except ValueError:
        raise ParameterInvalid(f"Parameter 'scheme' wants the key of a vocabulary, not {scheme!r}.") from None
    return _UNMAPPED.format(scheme=iri, matches=_MATCHES, limit=MOST_LISTED)
