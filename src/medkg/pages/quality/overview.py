"""How complete the graph is, and where its sources disagree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from medkg.namespaces import Names
from medkg.pages.entry_fields import KINDS, Field, Kind, wanted_fields
from medkg.pages.panel import Panel, ask_panels
from medkg.pages.quality.mapped import MAPPINGS, Vocabulary, read_vocabularies
from medkg.pages.quality.shares import Share
from medkg.sparql.ask import Row
from medkg.sparql.engine import Engine

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


@dataclass(frozen=True)
class FieldShares:
    """How complete one field is: over all kinds, and by kind; None where the field does not apply."""

    field: Field
    overall: Share
    by_kind: Sequence[tuple[Kind, Share | None]]


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


def measure_quality(engine: Engine, names: Names) -> Quality:
    """Return what is missing and what disagrees, from five queries."""
    evidence_text = _EVIDENCE.format(provenance=names.graph("provenance").value)
    texts = [completeness_text(), _ACCESS, MAPPINGS, _DISAGREEMENTS, evidence_text]
    completeness, access, mappings, disagreements, evidence = ask_panels(engine, texts)
    counts = _counts(completeness.rows)
    totals = {key: _count(counts, kind.type, "rdfs:label", names) for key, kind in KINDS.items()}
    kinds = [(kind, totals[key]) for key, kind in KINDS.items() if totals[key]]
    return Quality(
        fields=[_field_shares(field, kinds, counts, names) for field in wanted_fields()],
        kinds=kinds,
        vocabularies=read_vocabularies(mappings.rows),
        entries=sum(totals.values()),
        evidence={row["what"]["value"]: int(row["number"]["value"]) for row in evidence.rows},
        completeness=completeness,
        access=access,
        mappings=mappings,
        disagreements=disagreements,
        evidence_panel=evidence,
    )


def completeness_text() -> str:
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
