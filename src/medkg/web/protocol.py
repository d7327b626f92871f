"""The query operation of the SPARQL 1.1 Protocol: from the parts of an HTTP request to a query. Knows no framework."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from pyoxigraph import NamedNode

from medkg.errors import QueryMalformed, QueryRefused
from medkg.sparql.caller import Caller
from medkg.sparql.engine import Lane, Request
from medkg.sparql.formats import FORMATS, Format, Shape, find_format
from medkg.syntax.faults import NO_UPDATE
from medkg.web.negotiation import negotiate
from medkg.web.problems import NotAcceptable, UnsupportedMediaType

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"

_PARAMETERS = 100
"""No honest request has more."""

Parameters = Mapping[str, list[str]]


@dataclass(frozen=True)
class Question:
    """What the protocol reads of an HTTP request; several lines of Accept are joined by commas."""

    method: str
    content_type: str
    query_string: bytes
    body: bytes
    accept: str | None

    @property
    def media_type(self) -> str:
        """The type of the body, without parameters."""
        return self.content_type.partition(";")[0].strip().lower()


def read_request(question: Question, caller: Caller) -> Request | None:
    """Return the query of a request, or None where a GET carries none.

    Raises QueryMalformed (none or several queries, bad encoding), UnsupportedMediaType, NotAcceptable, or QueryRefused
    for an update. See https://www.w3.org/TR/sparql11-protocol/#query-operation.
    """
    parameters = {} if question.media_type == UPDATE else _parameters(question)
    if "update" in parameters or question.media_type == UPDATE:
        raise QueryRefused(NO_UPDATE)
    texts = parameters.get("query", [])
    if not texts and question.method != "POST":
        return None
    if len(texts) != 1:
        raise QueryMalformed(f"The request has {len(texts)} parameters named 'query'; it must have exactly one.")
    default, named = (_graphs(parameters, name) for name in ("default-graph-uri", "named-graph-uri"))
    named_formats = [name for name in parameters.get("format", []) if name]  # a form whose user chose none sends ""
    results, graph = wanted_formats(named_formats, question.accept)
    return Request(texts[0], results, graph, default, named, lane=Lane.AD_HOC, caller=caller)


def _graphs(parameters: Parameters, name: str) -> tuple[str, ...]:
    found = tuple(parameters.get(name, []))
    for text in found:
        try:
            NamedNode(text)
        except ValueError:
            raise QueryMalformed(f"{text!r} is not an absolute IRI; {name} must be one.") from None
    return found


def _parameters(question: Question) -> Parameters:
    found = _decode(question.query_string)
    if question.method != "POST":
        return found
    if question.media_type == FORM:
        return _joined(found, _decode(question.body))
    if question.media_type == QUERY:
        return _joined(found, {"query": [_text(question.body)]})
    given = question.media_type or "a body without Content-Type"
    raise UnsupportedMediaType(f"POST takes {FORM} or {QUERY}, not '{given}'.")


def _decode(query_string: bytes) -> dict[str, list[str]]:
    """Return the parameters. Raw UTF-8 is taken as if it were percent-encoded; what is decoded once stays as it is."""
    try:
        text = query_string.decode("utf-8")
        return parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=_PARAMETERS)
    except UnicodeDecodeError:
        raise QueryMalformed("The parameters are not percent-encoded UTF-8.") from None
    except ValueError:
        raise QueryMalformed(f"The request has more than {_PARAMETERS} parameters.") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise QueryMalformed("The query is not UTF-8.") from None


def _joined(first: Parameters, second: Parameters) -> Parameters:
    return {name: first.get(name, []) + second.get(name, []) for name in {**first, **second}}


def wanted_formats(names: Sequence[str], accept: str | None) -> tuple[Format | None, Format | None]:
    """Return the formats for rows and for triples that the client wants: by name, else by the Accept header.

    Of several names the first counts: SPARQLWrapper sends two that mean the same. Raises NotAcceptable for a name that
    no format has.
    """
    if names:
        return chosen_format(names[0], Shape.RESULTS), chosen_format(names[0], Shape.GRAPH)
    results, graph = negotiate(accept, Shape.RESULTS), negotiate(accept, Shape.GRAPH)
    assert not isinstance(results, str)
    assert not isinstance(graph, str)
    return results, graph


def split_suffix(path: str) -> tuple[str, str | None]:
    """Return a path without its suffix, and the suffix if it names a format."""
    stem, dot, suffix = path.rpartition(".")
    return (stem, suffix) if dot and any(find_format(suffix, shape) for shape in Shape) else (path, None)


def chosen_format(name: str, shape: Shape) -> Format | None:
    """Return the format that `?format=` or a suffix names, None where no format of that name has this shape.

    Raises NotAcceptable for a name that no format has.
    """
    found = {each: find_format(name, each) for each in Shape}
    if not any(found.values()):
        raise NotAcceptable(f"There is no format '{name}'. There are: {', '.join(FORMATS)}.")
    return found[shape]
