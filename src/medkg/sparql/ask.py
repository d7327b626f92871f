"""Short ways to ask an engine: rows, yes or no, and a saved query with the values of a user."""

import json
from collections.abc import Mapping

from pyoxigraph import NamedNode

from medkg.errors import ParameterInvalid
from medkg.namespaces import Names
from medkg.saved_query import SavedQuery
from medkg.sparql.engine import Engine, Lane, Request
from medkg.sparql.formats import FORMATS

Row = Mapping[str, Mapping[str, str]]
"""Variable → term, as in SPARQL's JSON results."""


def ask_rows(engine: Engine, text: str, lane: Lane = Lane.PAGES) -> list[Row]:
    """Return the rows of a SELECT query."""
    answer = engine.query(Request(text, results=FORMATS["json"], lane=lane))
    bindings: list[Row] = json.loads(answer.body)["results"]["bindings"]
    return bindings


def ask_yes(engine: Engine, text: str, lane: Lane = Lane.PAGES) -> bool:
    """Return the answer of an ASK query."""
    answer = engine.query(Request(text, results=FORMATS["json"], lane=lane))
    return bool(json.loads(answer.body)["boolean"])


def is_known(engine: Engine, iri: NamedNode, lane: Lane = Lane.PAGES) -> bool:
    """Tell whether any graph says anything of a thing."""
    return ask_yes(engine, f"ASK {{ {{ {iri} ?p ?o }} UNION {{ GRAPH ?g {{ {iri} ?p ?o }} }} }}", lane)


def bind(engine: Engine, query: SavedQuery, values: Mapping[str, str], names: Names, lane: Lane = Lane.PAGES) -> str:
    """Return the text of a saved query with the values of a user in their places.

    Raises ParameterInvalid for a parameter that the query has not, a value of the wrong type, or a thing that the graph
    does not know: an empty answer would be taken for a fact.
    """
    text = query.text(values, names)
    for parameter in query.parameters:
        if parameter.scheme and parameter.name in values:
            iri = parameter.iri(values[parameter.name], names)
            if not is_known(engine, iri, lane):
                raise ParameterInvalid(f"The graph knows no {iri} (parameter '{parameter.name}').")
    return text
