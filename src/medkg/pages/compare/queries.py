"""The queries of a comparison: one for the facts, one for entries to add."""

import re
from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from medkg.namespaces import Names
from medkg.pages.entry_fields import FIELDS, TOPICS

_MOST_CANDIDATES = 12
_MOST_WORDS = 10

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
  FILTER(?property IN ({topics}))
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


def facts_text(names: Names, iris: Sequence[NamedNode]) -> str:
    """Return the query for all facts of some entries that a comparison shows."""
    return _FACTS.format(
        entries=" ".join(map(str, iris)),
        inferred=names.graph("inferred").value,
        told=", ".join(field.property for field in FIELDS.values() if not field.is_inferred),
        derived=", ".join(field.property for field in FIELDS.values() if field.is_inferred),
    )


def offers_text(names: Names, iris: Sequence[NamedNode], sought: str) -> str:
    """Return the query for entries to add: by words of their names, by what they share, or, with neither, examples."""
    words = re.findall(r"\w+", sought.lower())[:_MOST_WORDS]
    if words:
        conditions = " && ".join(f"CONTAINS(?names, {Literal(word)})" for word in words)
        return _NAMED.format(conditions=conditions, limit=_MOST_CANDIDATES)
    inferred = names.graph("inferred").value
    if iris:
        entries, excluded = " ".join(map(str, iris)), ", ".join(map(str, iris))
        return _SIMILAR.format(
            entries=entries,
            excluded=excluded,
            inferred=inferred,
            topics=", ".join(TOPICS),
            limit=_MOST_CANDIDATES // 2,
        )
    return _EXAMPLES.format(inferred=inferred)
