"""Short ways to ask an engine: rows, triples, yes or no, and a saved query with the values of a user."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from medkg.errors import ParameterInvalid
from medkg.namespaces import Names
from medkg.saved_query import SavedQuery
from medkg.sparql.caller import Caller
from medkg.sparql.engine import Answer, Engine, EngineState, Lane, Request
from medkg.sparql.formats import FORMATS
from medkg.sparql.kept_answers import KeptAnswers

Row = Mapping[str, Mapping[str, str]]
"""Variable → term, as in SPARQL's JSON results."""


class OnBehalf:
    """An engine for one caller, in one lane: it declares the prefixes that a query uses, and may keep answers.

    `most_seconds` bounds the time of each query below that of the limits.
    """

    def __init__(
        self,
        engine: Engine,
        caller: Caller,
        names: Names,
        lane: Lane = Lane.PAGES,
        kept: KeptAnswers | None = None,
        most_seconds: float | None = None,
    ) -> None:
        self._engine = engine
        self._caller = caller
        self._names = names
        self._lane = lane
        self._kept = kept
        self._most_seconds = most_seconds

    def query(self, request: Request) -> Answer:
        """Return the whole answer. See `Engine.query`."""
        return self.query_all([request])[0]

    def query_all(self, requests: Sequence[Request]) -> list[Answer]:
        """Return the whole answers to several requests. See `Engine.query_all`."""
        asked = [self._request(request) for request in requests]
        answers = [self._kept.find(request) if self._kept is not None else None for request in asked]
        missing = [place for place, answer in enumerate(answers) if answer is None]
        new = self._engine.query_all([asked[place] for place in missing])
        for place, answer in zip(missing, new, strict=True):
            answers[place] = answer
            if self._kept is not None:
                self._kept.keep(asked[place], answer)
        return [answer for answer in answers if answer is not None]

    def state(self) -> EngineState:
        """Return the state of the engine."""
        return self._engine.state()

    def close(self) -> None:
        """Do nothing: the engine is others' too."""

    def _request(self, request: Request) -> Request:
        text = self._names.with_prefixes(request.text)
        seconds = request.most_seconds or self._most_seconds
        return replace(request, text=text, caller=self._caller, lane=self._lane, most_seconds=seconds)


def ask_rows(engine: Engine, text: str) -> list[Row]:
    """Return the rows of a SELECT query."""
    return rows_of(engine.query(Request(text, results=FORMATS["json"], lane=Lane.PAGES)))


def rows_of(answer: Answer) -> list[Row]:
    """Return the rows of an answer in JSON."""
    bindings: list[Row] = json.loads(answer.body)["results"]["bindings"]
    return bindings


def value_of(row: Row, name: str) -> str | None:
    """Return the text of a term in a row, None where it is not bound."""
    return row[name]["value"] if name in row else None


def construct(engine: Engine, text: str) -> list[Triple]:
    """Return the triples of a CONSTRUCT query."""
    answer = engine.query(Request(text, graph=FORMATS["nt"], lane=Lane.PAGES))
    return [quad.triple for quad in parse(answer.body, RdfFormat.N_TRIPLES)]


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
