"""Things that were withdrawn: their IRIs stay, and say what to use in their place."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from medkg.sparql.ask import ask_rows, value_of
from medkg.sparql.engine import Engine

WITHDRAWN = """{{ {iri} owl:deprecated true }}
  UNION {{ {iri} adms:status <http://purl.org/adms/status/Withdrawn> }}
  UNION {{ {iri} dct:isReplacedBy ?any }}"""
"""The pattern that says that a thing was withdrawn."""

_WITHDRAWAL = (
    """SELECT DISTINCT ?replacement ?label WHERE {{
  """
    + WITHDRAWN
    + """
  OPTIONAL {{
    {iri} dct:isReplacedBy ?replacement
    OPTIONAL {{ ?replacement rdfs:label ?label }}
  }}
}} ORDER BY ?replacement"""
)


@dataclass(frozen=True)
class Replacement:
    """What to use in the place of something."""

    iri: str
    label: str


@dataclass(frozen=True)
class Withdrawal:
    """That a thing was withdrawn, and what replaces it."""

    replacements: Sequence[Replacement]


def find_withdrawal(engine: Engine, iri: NamedNode) -> Withdrawal | None:
    """Return what the graph says of the withdrawal of a thing, None for what is in use."""
    rows = ask_rows(engine, _WITHDRAWAL.format(iri=iri))
    if not rows:
        return None
    found = [(row["replacement"]["value"], value_of(row, "label")) for row in rows if "replacement" in row]
    return Withdrawal([Replacement(iri, label or iri) for iri, label in found])
