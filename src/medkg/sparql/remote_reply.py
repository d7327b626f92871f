"""From the reply of a remote engine to an answer in the format of the request, or to an error that a client may see."""

import json
import re
from collections.abc import Mapping
from typing import cast

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from medkg.errors import (
    EngineBusy,
    EngineUnusable,
    NotRepresentable,
    QueryFailed,
    QueryMalformed,
)
from medkg.settings import Limits
from medkg.sparql.engine import Answer, Request
from medkg.sparql.exchange import Reply, ServiceLost
from medkg.sparql.failures import most_mb, too_large, too_late
from medkg.sparql.formats import FORMATS, Format, Shape, find_format
from medkg.sparql.serialization import ResultNotRepresentable, ResultOverflow, write_graph, write_results
from medkg.syntax.check import check, engine_fault
from medkg.syntax.faults import errors, place_of

_TRANSPORTS = {Shape.RESULTS: (FORMATS["json"],), Shape.GRAPH: (FORMATS["nt"], FORMATS["ttl"])}
"""What a remote engine is asked for, the best first. Each can write one of them; from it every format is made."""

_SPACE = r"(?:\s|#[^\n]*+\n)"
_FORM = re.compile(
    rf"(?:{_SPACE}|PREFIX{_SPACE}++[^\s:]*+:{_SPACE}*+<[^>]*+>|BASE{_SPACE}*+<[^>]*+>)*+(CONSTRUCT|DESCRIBE)\b",
    re.IGNORECASE,
)

_NESTED_ROW = re.compile(rb'"type"\s*:\s*"triple"')
_GRAPH_TOKEN = re.compile(
    rb"""<<|<[^<>\s]*+>|\#[^\n]*+|\"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*+'''"""
    rb"""|"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'""",
    re.DOTALL,
)

_CUT_HEADERS = ("X-SPARQL-MaxRows", "X-SQL-State")
"""By these, Virtuoso says that rows or time ran out and the answer is a part."""
_TIMED_OUT = re.compile(r"time[ds]?[ -]?out|time limit|\bS1T\w\w\b|estimated execution time|cancell?ed", re.IGNORECASE)
_BAD_QUERY = re.compile(r"Virtuoso (?:22|37)\w{3} Error")
"""What Virtuoso calls a failure of its own though the query is at fault."""

_OXIGRAPH_PLACE = re.compile(r"error at (\d+):(\d+): ")
_PLACE = re.compile(r"\bline:? (\d+)(?:,? col(?:umn)?:? (\d+))?", re.IGNORECASE)
_URL = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s<>\"']+", re.IGNORECASE)
_SHOWN = 200


def shape_of(text: str) -> Shape:
    r"""Return what a query gives, by its form; rows for what is no query, since then it makes no difference.

    >>> shape_of("PREFIX ask: <urn:x> # SELECT\n construct where { ?s ?p ?o }")
    <Shape.GRAPH: 'graph'>
    """
    return Shape.GRAPH if _FORM.match(text) else Shape.RESULTS


def accept_header(shape: Shape) -> str:
    """Return the Accept header for a shape.

    Never for both shapes: Virtuoso would then write the triples of a CONSTRUCT as rows.
    """
    types = [format.media_type for format in _TRANSPORTS[shape]]
    return ", ".join(f"{media_type};q={1 - 0.2 * rank:g}" for rank, media_type in enumerate(types))


def read_answer(reply: Reply, request: Request, limits: Limits, prefixes: Mapping[str, str]) -> Answer:
    """Return the answer that a reply of status 200 carries, rewritten in the format of the request.

    Raises ServiceLost for a reply that is cut or cannot be read; ResultTooLarge, NotRepresentable.
    """
    shape = shape_of(request.text)
    wanted = request.format_of(shape)
    transport = _transport(reply, shape)
    problem: Exception
    try:
        body = _rewrite(reply.body, transport, wanted, prefixes, most_mb(request, limits) << 20)
    except (SyntaxError, ValueError) as fault:
        problem = ServiceLost(f"its reply is no {transport.standard_name}: {fault}")
    except ResultOverflow:
        problem = too_large(most_mb(request, limits))
    except ResultNotRepresentable as fault:
        problem = NotRepresentable(f"{fault} Ask for another format.")
    else:
        return Answer(shape, wanted, body)
    raise problem  # out here, no traceback keeps objects of pyoxigraph, which must not end in another thread


def _transport(reply: Reply, shape: Shape) -> Format:
    for header in _CUT_HEADERS:
        if header in reply.headers:
            raise ServiceLost(f"it cut the answer short ({header}: {reply.headers[header]}); raise its limits")
    found = find_format(reply.media_type, shape)
    if found is None or found not in _TRANSPORTS[shape]:
        raise ServiceLost(f"it answered with '{reply.media_type}' where {accept_header(shape)} was asked for")
    return found


def _rewrite(body: bytes, transport: Format, wanted: Format | None, prefixes: Mapping[str, str], bound: int) -> bytes:
    """Return a result in another format, read to its end even if no format of its shape is wanted."""
    if transport.shape is Shape.RESULTS:
        if _NESTED_ROW.search(body):
            raise ValueError("it holds triple terms, which SPARQL 1.1 has not")
        result = parse_query_results(body, format=QueryResultsFormat.JSON)
        return write_results(result, wanted, bound) if wanted else b""
    _check_graph(body)
    triples = {quad.triple for quad in parse(body, format=cast(RdfFormat, transport.serializer))}
    return write_graph(sorted(triples, key=str), wanted, prefixes, bound) if wanted else b""


def _check_graph(body: bytes) -> None:
    """Raise ValueError for what pyoxigraph must not be given, or reads as whole though it is cut.

    Triple terms may be nested so deeply that they overflow its stack; Jena ends a cut answer with a comment.
    """
    if b"<<" in body and any(token[0] == b"<<" for token in _GRAPH_TOKEN.finditer(body)):
        raise ValueError("it holds triple terms, which RDF 1.1 has not")
    lines = body.strip().rsplit(b"\n", 1)
    if len(lines) > 1 and lines[-1].startswith(b"#"):
        raise ValueError(f"it ends with a remark: {lines[-1][:_SHOWN].decode(errors='replace')}")


def read_failure(reply: Reply, text: str, shift: int, limits: Limits, prefixes: Mapping[str, str]) -> QueryFailed:
    """Return the error that a client is told for a reply of another status than 200.

    `shift` is the number of lines that were sent before the text; `prefixes` are those that can be proposed. Raises
    ServiceLost where the operator is at fault.
    """
    message = _message(reply)
    if reply.status in (408, 504) or (reply.status >= 500 and _TIMED_OUT.search(message)):
        return too_late(limits)
    if reply.status == 400 or _BAD_QUERY.match(message):
        return _malformed(_message_line(message, text), text, shift, prefixes)
    if reply.status in (429, 503):
        return EngineBusy("The engine behind this endpoint is busy. Try again later.", None, _retry_after(reply))
    raise ServiceLost(f"it answered with status {reply.status}: {message[:_SHOWN]}")


def unusable() -> EngineUnusable:
    """Return the error for a fault that only the operator can mend; what it was stands in the log."""
    return EngineUnusable(
        "The engine behind this endpoint cannot be reached or gave no usable answer. Try again later."
    )


def _retry_after(reply: Reply) -> float:
    value = reply.headers.get("Retry-After", "")
    return float(value) if value.isdecimal() and len(value) < 6 else 5.0


def _message(reply: Reply) -> str:
    """Return what a service says of its failure; pages in HTML say nothing."""
    text = reply.body.decode("utf-8", "replace").strip()
    if text.startswith("{"):
        try:
            value = json.loads(text)
        except ValueError:
            return ""
        keys = ("detailedMessage", "exception", "detail", "message", "error")
        return str(next((value[key] for key in keys if value.get(key)), ""))
    return "" if text.startswith("<") else text


def _message_line(message: str, text: str) -> str:
    """Return the first line of a message, without addresses that the client did not write itself."""
    line = message.partition("\n")[0].strip()[:_SHOWN]
    return _URL.sub(lambda found: found[0] if found[0] in text else "…", line)


def _malformed(said: str, text: str, shift: int, prefixes: Mapping[str, str]) -> QueryMalformed:
    """Return the error for a text that is no query: what is wrong and where, as far as the engine's words tell."""
    found = _OXIGRAPH_PLACE.match(said) or _PLACE.search(said)
    line = max(1, int(found[1]) - shift) if found else 1
    words = said[found.end() :] if found and found.re is _OXIGRAPH_PLACE else ""
    own = errors(check(text, prefixes))
    if own:
        return QueryMalformed(f"{place_of(text, own[0].start)}: {own[0].message}", own[0])
    if not found or not found[2]:
        place = f"Line {line}: " if found else ""
        return QueryMalformed(f"{place}The engine cannot read the query. It says: {said or 'nothing'}")
    fault = engine_fault(text, f"error at {line}:{found[2]}: {words}")
    told = "" if words else f" The engine says: {said}"
    return QueryMalformed(f"{place_of(text, fault.start)}: {fault.message}{told}", fault)
