"""Queries of programs, answered on the event loop: without a thread, and without what only pages need.

The application answers the same requests with the same functions (`medkg.web.views.results`), only slower: a thread
has to be woken for each, and to wake the loop again.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec, TypeVar

from medkg.errors import MedkgError
from medkg.sparql.caller import Caller
from medkg.sparql.engine import Request
from medkg.sparql.fair import FairEngine
from medkg.sparql.formats import HTML, Shape
from medkg.web.negotiation import negotiate
from medkg.web.protocol import Question, read_request
from medkg.web.replies import Conditions, Reply, not_modified_reply, problem_reply, result_reply
from medkg.web.site import Site

P = ParamSpec("P")
T = TypeVar("T")

PATH = "/sparql"
_METHODS = ("GET", "HEAD", "POST")
_AT_ONCE_BYTES = 50_000
"""To read or to compress so much takes about a millisecond."""


class DirectEndpoint:
    """The query operation of the protocol, over ASGI."""

    def __init__(self, site: Site, engine: FairEngine) -> None:
        self._site = site
        self._engine = engine

    async def reply(self, scope: Mapping[str, Any], body: bytes, caller: Caller) -> Reply | None:
        """Return the answer to a query of a program; None for what is left to the application."""
        if scope["path"] != PATH or scope["method"] not in _METHODS:
            return None
        question = _question(scope, body)
        if negotiate(question.accept, Shape.RESULTS, html=True) == HTML:
            return None
        try:
            asked = await _work(_size(question), read_request, question, caller)
            return await self._answer(asked, scope) if asked else None
        except MedkgError as fault:
            return problem_reply(fault)

    async def _answer(self, asked: Request, scope: Mapping[str, Any]) -> Reply:
        tag, max_age = self._site.tag_of(asked), self._site.settings.max_age
        conditions = Conditions(known_tags(scope), _header(scope, b"accept-encoding"))
        known = not_modified_reply(tag, conditions, max_age)
        if known:
            return known
        answer = await self._engine.answer(asked)
        return await _work(len(answer.body), result_reply, answer, tag, conditions, max_age)


async def _work(size: int, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Return what a function gives: at once for little, in a thread for what would hold up everybody else."""
    if size <= _AT_ONCE_BYTES:
        return function(*arguments, **named)
    return await asyncio.to_thread(function, *arguments, **named)


def _size(question: Question) -> int:
    return len(question.query_string) + len(question.body)


def known_tags(scope: Mapping[str, Any]) -> str:
    """Return the tags of what the client has, in a request that may be answered with 304 (RFC 9110, 13.1.2)."""
    return (_header(scope, b"if-none-match") or "") if scope["method"] in ("GET", "HEAD") else ""


def _question(scope: Mapping[str, Any], body: bytes) -> Question:
    content_type, accept = _header(scope, b"content-type"), _header(scope, b"accept")
    return Question(scope["method"], content_type or "", scope["query_string"], body, accept)


def _header(scope: Mapping[str, Any], name: bytes) -> str | None:
    """Return all lines of a header as one (RFC 9110, 5.3)."""
    lines = [value for key, value in scope["headers"] if key == name]
    return b", ".join(lines).decode("latin-1") if lines else None
