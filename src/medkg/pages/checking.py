"""What is wrong with a query: found in its text, confirmed by an engine, and by what the graph knows.

An engine is asked the query over an empty RDF dataset: it then says at once whether it is one. The front process never
hands a stranger's text to the engine's parser, which may take for ever.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from medkg.errors import ClientGone, QueryFailed, QueryMalformed, QueryRefused
from medkg.namespaces import Names
from medkg.pages.vocabulary import Vocabulary
from medkg.search.results import Name
from medkg.sparql.ask import ask_rows
from medkg.sparql.caller import Caller
from medkg.sparql.engine import Engine, Lane, Request
from medkg.syntax.check import check
from medkg.syntax.faults import Fault, Fix, Severity, errors
from medkg.syntax.nearest import nearest
from medkg.syntax.prefixes import declared_prefixes
from medkg.syntax.statements import Statements
from medkg.syntax.tokens import Token, is_safe_iri, split_name, tokenize

_SECONDS = 1.0
"""To read a query takes a thousandth of that; one that takes longer is not read while it is typed."""

_MOST_TERMS = 100

_UNKNOWN = """
SELECT ?term {{
  VALUES ?term {{ {terms} }}
  FILTER NOT EXISTS {{ ?term ?p ?o }} FILTER NOT EXISTS {{ ?s ?term ?o }} FILTER NOT EXISTS {{ ?s ?p ?term }}
  FILTER NOT EXISTS {{ GRAPH ?term {{ ?s ?p ?o }} }} FILTER NOT EXISTS {{ GRAPH ?g {{ ?term ?p ?o }} }}
}}"""

NearestNames = Callable[[str, int], Sequence[Name]]


@dataclass(frozen=True)
class Verdict:
    """Whether a text is a query, None if nobody had the time to look; and what is wrong."""

    ok: bool | None
    faults: Sequence[Fault]


def check_query(engine: Engine, caller: Caller, names: Names, text: str) -> Verdict:
    """Return whether a text is a query that is answered here, on behalf of a caller, and what is wrong with it.

    Raises ClientGone.
    """
    found = check(text, names.prefixes)
    if not text.strip():
        return Verdict(False, found)
    empty = names.graph("empty").value
    asked = Request(
        text, None, None, (empty,), (empty,), most_mb=1, most_seconds=_SECONDS, lane=Lane.AD_HOC, caller=caller
    )
    try:
        engine.query(asked)
    except (QueryMalformed, QueryRefused) as fault:
        own = fault.fault or Fault(0, 0, str(fault))
        return Verdict(False, found if errors(found) else [own, *found])
    except ClientGone:
        raise
    except QueryFailed:
        return Verdict(None, found)
    return Verdict(True, [fault for fault in found if fault.severity is Severity.WARNING])


def check_terms(
    engine: Engine, names: Names, vocabulary: Vocabulary, nearest_names: NearestNames, text: str
) -> list[Fault]:
    """Return a warning for each class, property or thing in a query that the graph does not know."""
    tokens = tokenize(text)
    places = _terms_of(tokens, names)
    if not places:
        return []
    listed = " ".join(f"<{iri}>" for iri in places)
    unknown = [row["term"]["value"] for row in ask_rows(engine, _UNKNOWN.format(terms=listed))]
    nearest_of = _Nearest(names, vocabulary, nearest_names)
    return [_unknown(places[iri], iri, nearest_of(iri), names) for iri in places if iri in unknown]


def _terms_of(tokens: Sequence[Token], names: Names) -> dict[str, Token]:
    """Return the IRIs that the graph should know, with where they stand first: our own, classes and properties."""
    prefixes = names.prefixes | declared_prefixes(tokens)
    named = [(token, _iri(token, prefixes)) for token in tokens]
    statements = Statements.of(tokens).found
    told = {each.predicate for each in statements} | {
        each.object for each in statements if each.predicate and each.predicate.symbol == "a"
    }
    found: dict[str, Token] = {}
    for token, iri in named:
        if is_safe_iri(iri) and (token in told or iri.startswith(names.base)) and iri not in prefixes.values():
            found.setdefault(iri, token)
    return dict([*found.items()][:_MOST_TERMS])


def _iri(token: Token, prefixes: Mapping[str, str]) -> str:
    if token.kind == "iri":
        return token.text[1:-1]
    if token.kind != "name":
        return ""
    prefix, local = split_name(token.text)
    return prefixes[prefix] + local if prefix in prefixes else ""


@dataclass(frozen=True)
class _Nearest:
    """Finds the IRI that was meant."""

    names: Names
    vocabulary: Vocabulary
    nearest_names: NearestNames

    def __call__(self, iri: str) -> str | None:
        """Return the nearest IRI in the same namespace: of the vocabulary, else of things."""
        namespace, local = _split(iri)
        terms = {_split(each) for each in (*self.vocabulary.properties, *self.vocabulary.classes)}
        near = nearest(local, sorted(name for start, name in terms if start == namespace))
        if near:
            return namespace + near
        if not iri.startswith(self.names.base):
            return None
        for name in self.nearest_names(iri.removeprefix(self.names.base), 3):
            if name.iri.startswith(namespace):
                return name.iri
        return None


def _split(iri: str) -> tuple[str, str]:
    place = max(iri.rfind("/"), iri.rfind("#")) + 1
    return iri[:place], iri[place:]


def _unknown(token: Token, iri: str, near: str | None, names: Names) -> Fault:
    shown = token.text if token.kind == "name" else names.shorten(iri)
    message = f"The graph knows no {shown}."
    if near is None:
        return Fault(token.start, token.end, message, Severity.WARNING)
    written = f"{token.text.partition(':')[0]}:{_split(near)[1]}" if token.kind == "name" else f"<{near}>"
    fix = Fix(f"Write {written}", token.start, token.end, written)
    return Fault(token.start, token.end, f"{message} Did you mean {written}?", Severity.WARNING, (fix,))
