"""Errors as answers: one table of what can go wrong; RFC 9457 problem details for programs, a page for people."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass

from medkg import errors
from medkg.errors import Bound, MedkgError, QueryFailed
from medkg.pages.withdrawal import Withdrawal


class NotAcceptable(QueryFailed):
    """No format that the client accepts can carry the result."""


class UnsupportedMediaType(QueryFailed):
    """A POST whose body is neither a form nor a query."""


class BodyTooLarge(QueryFailed):
    """The body of a request is larger than the limit."""


class BodyTooSlow(QueryFailed):
    """The body of a request did not arrive in time."""


class NothingHere(MedkgError):
    """No page and no thing has this address."""


class Withdrawn(MedkgError):
    """The thing at this address was withdrawn; `withdrawal` names what replaces it."""

    def __init__(self, message: str, withdrawal: Withdrawal) -> None:
        super().__init__(message)
        self.withdrawal = withdrawal


class RangeUnsatisfiable(MedkgError):
    """A part of a file is wanted that it does not have; `size` is what it has, in bytes."""

    def __init__(self, message: str, size: int) -> None:
        super().__init__(message)
        self.size = size


class MethodNotAllowed(MedkgError):
    """The address does not take this method."""


class Unforeseen(MedkgError):
    """A fault of the server."""


@dataclass(frozen=True)
class Problem:
    """One kind of error: its key in `type`, the HTTP status, a title, and what helps."""

    key: str
    status: int
    title: str
    remedy: str


PROBLEMS: Mapping[type[MedkgError], Problem] = {
    errors.QueryMalformed: Problem(
        "malformed", 400, "Not a SPARQL query", "Look at the line and column that the detail names."
    ),
    errors.ParameterInvalid: Problem(
        "parameter", 400, "A parameter is wrong", "The detail names the parameter and what it takes."
    ),
    errors.QueryRefused: Problem(
        "refused", 403, "Refused", "The endpoint is read-only and asks no other endpoint: no updates, no SERVICE."
    ),
    errors.UnknownQuery: Problem("unknown-query", 404, "There is no such query", "See /queries for those there are."),
    NothingHere: Problem("nothing-here", 404, "There is nothing at this address", "Start at / or at /queries."),
    Withdrawn: Problem(
        "withdrawn", 410, "This was withdrawn", "Use what replaces it; what the graph still says of it can be asked."
    ),
    MethodNotAllowed: Problem(
        "method", 405, "This method is not allowed here", "The header Allow lists the methods that are."
    ),
    NotAcceptable: Problem(
        "not-acceptable", 406, "Not acceptable", "Send one of the media types that the detail lists, or */*."
    ),
    errors.NotRepresentable: Problem(
        "not-representable", 406, "The format cannot carry this result", "JSON, CSV, TSV and Turtle carry everything."
    ),
    BodyTooSlow: Problem("slow-request", 408, "The request took too long to arrive", "Send it in one go."),
    BodyTooLarge: Problem("large-request", 413, "The request is too large", "Send a shorter query."),
    UnsupportedMediaType: Problem(
        "media-type",
        415,
        "Unsupported media type",
        "POST a form (application/x-www-form-urlencoded) or a query (application/sparql-query).",
    ),
    RangeUnsatisfiable: Problem(
        "range", 416, "The file has no such part", "The header Content-Range tells its size; or ask for the whole."
    ),
    errors.ShareSpent: Problem(
        "share", 429, "This client has had its share", "Wait the seconds that Retry-After names, then ask again."
    ),
    errors.ClientGone: Problem("gone", 499, "The client went away", "Nobody reads this."),
    Unforeseen: Problem("unforeseen", 500, "Something went wrong here", "Tell those who run this server."),
    errors.EngineUnusable: Problem(
        "engine", 502, "The engine does not answer as it should", "Come again later, or tell those who run this server."
    ),
    errors.EngineBusy: Problem(
        "busy", 503, "All workers are busy", "Wait the seconds that Retry-After names, then ask again."
    ),
    errors.EngineStopped: Problem("stopping", 503, "The server is stopping", "Ask again in a moment."),
    errors.DeadlineExceeded: Problem(
        "deadline", 504, "The query took too long", "Make it more selective: name things, filter early, add LIMIT."
    ),
    errors.WorkerDied: Problem(
        "memory",
        507,
        "The query exhausted its worker",
        "Avoid ORDER BY over large products, deep nesting and strings built by doubling.",
    ),
    errors.ResultTooLarge: Problem(
        "result-size", 507, "The result is too large", "Add LIMIT, ask for fewer variables, or take a whole graph."
    ),
}
"""Error → how it is answered, by status."""


def problem_of(fault: MedkgError) -> Problem:
    """Return the kind of an error."""
    return PROBLEMS.get(type(fault), PROBLEMS[Unforeseen])


def problem_headers(fault: MedkgError) -> dict[str, str]:
    """Return the headers that go with an error, in any format."""
    headers = {"Cache-Control": "no-store"}
    if isinstance(fault, QueryFailed) and fault.retry_after is not None:
        headers["Retry-After"] = str(max(1, math.ceil(fault.retry_after)))
    if isinstance(fault, RangeUnsatisfiable):
        headers["Content-Range"] = f"bytes */{fault.size}"
    return headers


def problem_document(fault: MedkgError) -> bytes:
    """Return the problem details of an error (https://www.rfc-editor.org/rfc/rfc9457)."""
    kind = problem_of(fault)
    body: dict[str, object] = {
        "type": f"/problems#{kind.key}",
        "title": kind.title,
        "status": kind.status,
        "detail": str(fault),
    }
    if isinstance(fault, QueryFailed) and fault.bound:
        body["limit"] = _bound(fault.bound)
    if isinstance(fault, Withdrawn):
        body["replaced_by"] = [found.iri for found in fault.withdrawal.replacements]
    return (json.dumps(body, ensure_ascii=False) + "\n").encode()


def _bound(bound: Bound) -> dict[str, object]:
    return {"setting": bound.setting, "value": bound.value}


PROBLEM_TYPE = "application/problem+json"
