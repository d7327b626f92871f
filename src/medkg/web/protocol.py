"""The query operation of the SPARQL 1.1 Protocol: from an HTTP request to a query, from an answer to a response."""

from collections.abc import Mapping
from urllib.parse import parse_qs

from flask import Request as HttpRequest
from flask import Response
from pyoxigraph import NamedNode

from medkg.errors import QueryMalformed, QueryRefused
from medkg.sparql.engine import Answer, Lane, Request, format_names
from medkg.sparql.formats import FORMATS, Format, Shape, negotiate

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"


class UnsupportedMediaType(QueryMalformed):
    """A POST whose body is neither a form nor a query."""

    status = 415
    title = "Unsupported media type"


class NotAcceptable(QueryMalformed):
    """No format that the client accepts can carry the result."""

    status = 406
    title = "Not acceptable"


def read_request(http: HttpRequest) -> Request | None:
    """Return the query of a request, or None where a GET carries none.

    Raises QueryMalformed (none or several queries, bad encoding, wrong media type), or QueryRefused for an update.
    See https://www.w3.org/TR/sparql11-protocol/#query-operation.
    """
    parameters = _parameters(http)
    if "update" in parameters or http.mimetype == UPDATE:
        raise QueryRefused("This endpoint is read-only: it takes queries, no updates.")
    texts = parameters.get("query", [])
    if not texts and http.method != "POST":
        return None
    if len(texts) != 1:
        raise QueryMalformed(f"The request has {len(texts)} parameters named 'query'; it must have exactly one.")
    for iri in (*parameters.get("default-graph-uri", []), *parameters.get("named-graph-uri", [])):
        _check_iri(iri)
    results, graph = _formats(http, parameters)
    return Request(
        texts[0],
        results,
        graph,
        tuple(parameters.get("default-graph-uri", [])),
        tuple(parameters.get("named-graph-uri", [])),
        Lane.AD_HOC,
    )


def _check_iri(text: str) -> None:
    try:
        NamedNode(text)
    except ValueError:
        raise QueryMalformed(f"{text!r} is not an absolute IRI; a graph parameter must be one.") from None


def _parameters(http: HttpRequest) -> Mapping[str, list[str]]:
    found = _decode(http.query_string)
    if http.method != "POST":
        return found
    if http.mimetype == FORM:
        return _joined(found, _decode(http.get_data()))
    if http.mimetype in (QUERY, UPDATE):
        return _joined(found, {"query": [_text(http.get_data())]})
    raise UnsupportedMediaType(f"POST takes {FORM} or {QUERY}, not '{http.mimetype or 'a body without Content-Type'}'.")


def _decode(query_string: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(query_string.decode("ascii"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise QueryMalformed("The parameters are not percent-encoded UTF-8.") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise QueryMalformed("The query is not UTF-8.") from None


def _joined(first: dict[str, list[str]], second: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: first.get(name, []) + second.get(name, []) for name in {**first, **second}}


def _formats(http: HttpRequest, parameters: Mapping[str, list[str]]) -> tuple[Format | None, Format | None]:
    """Return the formats for rows and for triples that the client wants."""
    if "format" in parameters:
        return chosen_format(parameters["format"][0], Shape.RESULTS), chosen_format(
            parameters["format"][0], Shape.GRAPH
        )
    accept = http.headers.get("Accept")
    results, graph = negotiate(accept, Shape.RESULTS), negotiate(accept, Shape.GRAPH)
    assert not isinstance(results, str)
    assert not isinstance(graph, str)
    return results, graph


def chosen_format(key: str, shape: Shape) -> Format | None:
    """Return the format that `?format=` or a suffix names, None where it is of another shape.

    Raises NotAcceptable for a key that no format has.
    """
    if key not in FORMATS:
        raise NotAcceptable(f"There is no format '{key}'. There are: {', '.join(FORMATS)}.")
    return FORMATS[key] if FORMATS[key].shape is shape else None


def write_response(answer: Answer) -> Response:
    """Return the response that carries an answer.

    Raises NotAcceptable when the client accepts no format of the answer's shape.
    """
    if answer.format is None:
        raise NotAcceptable(f"The result can be had as {format_names(answer.shape)}.")
    return Response(answer.body, content_type=answer.format.content_type)
