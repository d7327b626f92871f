"""The answer of a query, for programs and for pages: what the endpoint and the saved queries share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from flask import Response, render_template, request

from medkg.errors import Bound, MedkgError, QueryFailed, ResultTooLarge
from medkg.pages.results.citation import cite_result
from medkg.pages.results.help import TIPS, name_limit
from medkg.pages.results.result import read_result
from medkg.pages.results.shown import Reader, ShownResult
from medkg.pages.results.state import ROWS, State, read_state
from medkg.saved_query import View
from medkg.sparql.engine import Request
from medkg.sparql.formats import FORMATS, Format
from medkg.syntax.faults import apply_fix, excerpt
from medkg.web.addresses import local_link
from medkg.web.answers import conditions, response_of
from medkg.web.problems import Problem, problem_headers, problem_of
from medkg.web.replies import not_modified_reply, result_reply
from medkg.web.site import caller, engine, names, public_url, site
from medkg.web.views.documents import Answerable

LONGEST_QUERY = 8_000
"""So many characters of a query fit into an address that browsers and proxies take, and into each link of a page."""

PAGE_MB = 4
"""How large a result may be that a page shows; larger ones can be had in the formats for programs."""


@dataclass(frozen=True)
class Addresses:
    """Where a result is found: as a page in a state, and as a file in a format."""

    page: Callable[[State], str]
    file: Callable[[Format], str]
    are_short: bool = True
    """Whether they fit where addresses stand; a page without links is better than one whose links fail."""

    def permanent(self, state: State) -> str:
        """Return the whole address of a page, as one sends it to others."""
        return public_url().rstrip("/") + self.page(state).removeprefix(request.script_root)


@dataclass(frozen=True)
class Trouble:
    """What a page says of a query that failed."""

    problem: Problem
    detail: str
    limit: str | None
    tips: Sequence[str]


def result_response(asked: Request) -> Response:
    """Return the answer of a query for a program, or 304 when it has that answer already."""
    tag, wanted, max_age = site().tag_of(asked), conditions(), site().settings.max_age
    known = not_modified_reply(tag, wanted, max_age)
    return response_of(known or result_reply(site().engine.query(asked), tag, wanted, max_age))


def result_page(
    asked: Request, template: str, shown: ShownResult, addresses: Addresses, **context: object
) -> Answerable:
    """Return a page that shows an answer. One that may differ the next time is not kept by anybody.

    How long the evaluation took stands in a header and not in the page, whose tag would be another each time: see
    https://www.w3.org/TR/server-timing/.
    """
    permalink = addresses.permanent(shown.state)
    title = str(context["title"]) if "title" in context else None
    text = render_template(
        template,
        text=asked.text,
        shown=shown,
        ROWS=ROWS,
        addresses=addresses,
        permalink=permalink,
        citation=cite_result(title, permalink, site().snapshot.manifest.digest),
        **context,
    )
    kept = {"Cache-Control": "no-store"} if site().tag_of(asked) is None else {}
    return Response(text, headers={**kept, "Server-Timing": f"query;dur={caller().seconds * 1000:.1f}"})


def show_result(asked: Request, *, is_merged: bool = False, view: View | None = None) -> ShownResult:
    """Return what a page shows of the answer to a query, as the address wants it."""
    wanted = replace(asked, results=FORMATS["json"], graph=FORMATS["ttl"], most_mb=PAGE_MB)
    try:
        result = read_result(site().engine.query(wanted), asked.text)
    except ResultTooLarge:
        raise ResultTooLarge(f"A page shows a result of up to {PAGE_MB} MB; this one is larger.") from None
    reader = Reader(engine(), names(), local_link, is_merged)
    return reader.show(result, asked.text, read_state(request.args), view)


def trouble_page(fault: MedkgError, template: str, **context: object) -> Response:
    """Return the page of a query that failed, with what usually helps."""
    kind = problem_of(fault)
    bound = fault.bound if isinstance(fault, QueryFailed) else None
    trouble = Trouble(kind, str(fault), _limit(bound), TIPS.get(kind.key, ()))
    text = render_template(
        template, trouble=trouble, fault=getattr(fault, "fault", None), excerpt=excerpt, apply_fix=apply_fix, **context
    )
    return Response(text, kind.status, problem_headers(fault))


def _limit(bound: Bound | None) -> str | None:
    return name_limit(bound.setting, bound.value) if bound else None
