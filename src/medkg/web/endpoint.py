"""The endpoint and the saved queries: for programs by the protocol, for people as pages."""

import json
from dataclasses import replace

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from medkg.errors import QueryFailed, QueryMalformed, ResultTooLarge, UnknownQuery
from medkg.namespaces import LICENCE
from medkg.saved_query import RESERVED_NAMES, SavedQuery
from medkg.sparql.ask import Row, ask_rows, bind
from medkg.sparql.engine import Lane, Request
from medkg.sparql.formats import FORMATS, Format, Shape
from medkg.web import lists
from medkg.web.answers import accept, conditions, question, response_of, wants_html
from medkg.web.description import describe_service, serialize_triples
from medkg.web.grlc import write_query, write_specification
from medkg.web.negotiation import negotiate
from medkg.web.problems import problem_headers, problem_of
from medkg.web.protocol import read_request, split_suffix, wanted_formats
from medkg.web.replies import not_modified_reply, result_reply
from medkg.web.results import PAGE_MB, Table, read_table
from medkg.web.site import caller, engine, public_url, site

Answerable = AnyResponse | str


def sparql() -> Answerable:
    """The endpoint: queries by the protocol; without one a form for browsers, the service description for programs."""
    asked = read_request(question(), caller())
    if asked is None:
        return _form_or_description()
    return _query_form(asked) if wants_html() else _answer(asked)


def _query_form(asked: Request) -> Answerable:
    """Return the form with the query in it, and its answer or what is wrong with it."""
    try:
        return _page(asked, render_template("sparql.html", text=asked.text, table=_table(asked)))
    except QueryFailed as fault:
        kind = problem_of(fault)
        text = render_template("sparql.html", text=asked.text, problem=kind, detail=str(fault))
        return Response(text, kind.status, problem_headers(fault))


def _form_or_description() -> Answerable:
    if wants_html():
        return render_template("sparql.html", text=lists.EXAMPLE.format(base=site().names.base))
    wanted = negotiate(accept(), Shape.GRAPH)
    if not isinstance(wanted, Format):
        raise QueryMalformed("The request has no parameter named 'query'; it must have exactly one.")
    return _description(wanted)


def _description(wanted: Format) -> Response:
    """Return the service description (https://www.w3.org/TR/sparql11-service-description/#accessing)."""
    names = site().names
    triples = describe_service(engine(), names, public_url() + "sparql", site().limits)
    return Response(serialize_triples(triples, wanted, names.prefixes), content_type=wanted.content_type)


def _answer(asked: Request) -> Response:
    """Return the answer of a query for a program, or 304 when it has that answer already."""
    tag, wanted, max_age = site().tag_of(asked), conditions(), site().settings.max_age
    known = not_modified_reply(tag, wanted, max_age)
    return response_of(known or result_reply(site().engine.query(asked), tag, wanted, max_age))


def _page(asked: Request, text: str) -> Answerable:
    """Return a page that shows an answer; one that may differ the next time is not kept by anybody."""
    return Response(text, headers={"Cache-Control": "no-store"}) if site().tag_of(asked) is None else text


def _table(asked: Request) -> Table:
    """Return the answer of a query for a page."""
    shown = replace(asked, results=FORMATS["json"], graph=FORMATS["ttl"], most_mb=PAGE_MB)
    try:
        return read_table(site().engine.query(shown))
    except ResultTooLarge as fault:
        raise ResultTooLarge(f"{fault} Other formats than a page take more.", fault.bound) from None


def all_queries() -> list[SavedQuery]:
    """Return the saved queries by title."""
    return sorted(site().snapshot.queries.values(), key=lambda query: query.title.lower())


def queries() -> Answerable:
    """All saved queries."""
    if wants_html():
        return render_template("queries.html", queries=all_queries())
    listed = [
        {"slug": q.slug, "title": q.title, "description": q.description, "keywords": q.keywords} for q in all_queries()
    ]
    return Response(json.dumps(listed, indent=1, ensure_ascii=False) + "\n", content_type="application/json")


def grlc_specification() -> Response:
    """The list of saved queries for grlc."""
    text = write_specification(all_queries(), public_url(), LICENCE)
    return Response(text, content_type="text/yaml; charset=utf-8")


def grlc_query(slug: str) -> Response:
    """The text of a saved query, with the header that grlc reads."""
    return Response(write_query(_find(slug), public_url() + "sparql"), content_type="text/plain; charset=utf-8")


def query_iri(slug: str) -> Answerable:
    """The IRI of a saved query leads to its page."""
    _find(slug)
    return redirect(url_for("saved_query", slug=slug), 303)


def saved_query(slug: str) -> Answerable:
    """One saved query, run with the parameters of the URL; the format by Accept, `?format=` or suffix."""
    stem, suffix = split_suffix(slug)
    query = _find(stem)
    values = {name: value for name, value in request.args.items() if name not in RESERVED_NAMES}
    text = bind(engine(), query, values, site().names)
    asked = Request(text, lane=Lane.PAGES, caller=caller())
    if suffix is None and wants_html():
        return _query_page(query, asked, values)
    results, graph = wanted_formats([suffix] if suffix else request.args.getlist("format"), accept())
    return _answer(replace(asked, results=results, graph=graph))


def _find(slug: str) -> SavedQuery:
    found = site().snapshot.queries.get(slug)
    if found is None:
        raise UnknownQuery(f"There is no saved query '{slug}'. See {url_for('queries')}.")
    return found


def _query_page(query: SavedQuery, asked: Request, values: dict[str, str]) -> Answerable:
    options = {p.name: _options(p.scheme) for p in query.parameters if p.scheme}
    page = render_template(
        "query.html", query=query, text=asked.text, values=values, table=_table(asked), options=options
    )
    return _page(asked, page)


def _options(scheme: str) -> list[Row]:
    return ask_rows(engine(), lists.OPTIONS.format(base=site().names.base, scheme=scheme))
