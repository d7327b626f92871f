"""How much of the vocabularies is mapped to others, and what is not."""

from collections.abc import Iterable
from dataclasses import dataclass

from medkg.errors import ParameterInvalid
from medkg.namespaces import Names, local_name
from medkg.pages.entity.mappings import RELATIONS
from medkg.pages.panel import Panel, ask_panels
from medkg.pages.quality.parameters import choose
from medkg.pages.quality.shares import Share
from medkg.sparql.ask import Row
from medkg.sparql.engine import Engine

MOST_UNMAPPED = 500
"""How many concepts a list shows."""

_MATCHES = ", ".join(RELATIONS)

MAPPINGS = f"""SELECT ?scheme ?label
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

_UNMAPPED = """SELECT ?concept ?label ?definition WHERE {{
  ?concept skos:inScheme {scheme} ; skos:prefLabel ?label .
  FILTER NOT EXISTS {{ ?concept ?match ?external FILTER(?match IN ({matches})) }}
  OPTIONAL {{ ?concept skos:definition ?definition }}
}}
ORDER BY LCASE(STR(?label))
LIMIT {limit}"""


@dataclass(frozen=True)
class Vocabulary:
    """How many concepts of a scheme are mapped to other vocabularies."""

    iri: str
    key: str
    label: str
    mapped: Share


@dataclass(frozen=True)
class Unmapped:
    """The concepts of a scheme that are mapped to no other vocabulary."""

    label: str
    panel: Panel


def read_vocabularies(rows: Iterable[Row]) -> list[Vocabulary]:
    """Return the vocabularies from the rows of MAPPINGS."""
    return [_vocabulary(row) for row in rows]


def _vocabulary(row: Row) -> Vocabulary:
    mapped = Share(int(row["with_match"]["value"]), int(row["concepts"]["value"]))
    scheme = row["scheme"]["value"]
    return Vocabulary(scheme, local_name(scheme), row["label"]["value"], mapped)


def find_unmapped(engine: Engine, names: Names, scheme: str) -> Unmapped:
    """Return the concepts of a scheme that are mapped to nothing. Raises ParameterInvalid for what is no scheme."""
    mappings, listed = ask_panels(engine, [MAPPINGS, _unmapped_query(names, scheme)])
    labels = {vocabulary.key: vocabulary.label for vocabulary in read_vocabularies(mappings.rows)}
    return Unmapped(choose("scheme", scheme, labels), listed)


def _unmapped_query(names: Names, scheme: str) -> str:
    try:
        iri = names(scheme)
    except ValueError:
        raise ParameterInvalid(f"Parameter 'scheme' wants the key of a vocabulary, not {scheme!r}.") from None
    return _UNMAPPED.format(scheme=iri, matches=_MATCHES, limit=MOST_UNMAPPED)
