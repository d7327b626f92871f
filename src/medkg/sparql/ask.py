"""Short ways to ask an engine: rows, yes or no, and a saved query with the values of a user."""

import json
from collections.abc import Mapping
from dataclasses import replace

from pyoxigraph import NamedNode

from medkg.errors import ParameterInvalid
from medkg.namespaces import Names
from medkg.saved_query import SavedQuery
from medkg.sparql.caller import Caller
from medkg.sparql.engine import Answer, Engine, EngineState, Lane, Request
from medkg.sparql.formats import FORMATS

Row = Mapping[str, Mapping[str, str]]
"""Variable → term, as in SPARQL's JSON results."""


class OnBehalf:
    """An engine that answers for one caller, in one lane."""

    def __init__(self, engine: Engine, caller: Caller, lane: Lane = Lane.PAGES) -> None:
        self._engine = engine
        self._caller = caller
        self._lane = lane

    def query(self, request: Request) -> Answer:
        """Return the whole answer. See `Engine.query`."""
        return self._engine.query(replace(request, caller=self._caller, lane=self._lane))

    def state(self) -> EngineState:
        """Return the state of the engine."""
        return self._engine.state()

    def close(self) -> None:
        """Do nothing: the engine is others' too."""


def ask_rows(engine: Engine, text: str) -> list[Row]:
    """Return the rows of a SELECT query."""
    answer = engine.query(Request(text, results=FORMATS["json"], lane=Lane.PAGES))
    bindings: list[Row] = json.loads(answer.body)["results"]["bindings"]
    return bindings


def ask_yes(engine: Engine, text: str) -> bool:
    """Return the answer of an ASK query."""
    answer = engine.query(Request(text, results=FORMATS["json"], lane=Lane.PAGES))
    return bool(json.loads(answer.body)["boolean"])


def is_known(engine: Engine, iri: NamedNode) -> bool:
    """Tell whether any graph says anything of a thing."""
    return ask_yes(engine, f"ASK {{ {{ {iri} ?p ?o }} UNION {{ GRAPH ?g {{ {iri} ?p ?o }} }} }}")


def bind(engine: Engine, query: SavedQuery, values: Mapping[str, str], names: Names) -> str:
    """Return the text of a saved query with the values of a user in their places.

    Raises ParameterInvalid for a parameter that the query has not, a value of the wrong type, or a thing that the graph
    does not know: an empty answer would be taken for a fact.
    """
    text = query.text(values, names)
    for parameter in query.parameters:
        if parameter.scheme and parameter.name in values:
            iri = parameter.iri(values[parameter.name], names)
            if not is_known(engine, iri):
                raise ParameterInvalid(f"The graph knows no {iri} (parameter '{parameter.name}').")
    return text
