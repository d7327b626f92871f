"""The saved queries: the gallery, each with its form, and what grlc reads."""

from dataclasses import replace

from flask import Response, redirect, render_template, request, url_for

from medkg.errors import ParameterInvalid, QueryFailed, UnknownQuery
from medkg.json_text import write_json
from medkg.namespaces import LICENCE
from medkg.pages.questions import ALL_QUESTIONS, read_form, read_gallery, slots_of
from medkg.pages.results.state import State
from medkg.pages.results.views import PICTURES
from medkg.saved_query import RESERVED_NAMES, SavedQuery
from medkg.sparql.ask import bind
from medkg.sparql.engine import Lane, Request
from medkg.sparql.formats import Format
from medkg.web.addresses import address
from medkg.web.answers import accept, wants_html
from medkg.web.grlc import write_query, write_specification
from medkg.web.protocol import split_suffix, wanted_formats
from medkg.web.site import caller, engine, names, public_url, site
from medkg.web.views.documents import Answerable
from medkg.web.views.results import Addresses, result_page, result_response, show_result, trouble_page


def all_queries() -> list[SavedQuery]:
    """Return the saved queries by title."""
    return sorted(site().snapshot.queries.values(), key=lambda query: query.title.lower())


def queries() -> Answerable:
    """The gallery: all saved queries by need, or those that have the words of `?q=`."""
    gallery = read_gallery(site().snapshot.queries.values(), request.args.get("q", ""))
    if wants_html():
        return render_template(
            "queries.html", gallery=gallery, all_questions=ALL_QUESTIONS, slots_of=slots_of, PICTURES=PICTURES
        )
    listed = [_listed(query) for _, _, found in gallery.groups for query in found]
    return Response(write_json(listed), content_type="application/json")


def _listed(query: SavedQuery) -> dict[str, object]:
    return {
        "slug": query.slug,
        "title": query.title,
        "description": query.description,
        "keywords": query.keywords,
        "group": query.group,
        "parameters": {parameter.name: parameter.type for parameter in query.parameters},
    }


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
    if suffix is None and wants_html():
        return _query_page(query, values)
    results, graph = wanted_formats([suffix] if suffix else request.args.getlist("format"), accept())
    return result_response(replace(_request(query, values), results=results, graph=graph))


def _request(query: SavedQuery, values: dict[str, str]) -> Request:
    text = bind(engine(), query, values, names())
    return Request(text, lane=Lane.PAGES, caller=caller())


def _find(slug: str) -> SavedQuery:
    found = site().snapshot.queries.get(slug)
    if found is None:
        raise UnknownQuery(f"There is no saved query '{slug}'. See {url_for('queries')}.")
    return found


def _query_page(query: SavedQuery, values: dict[str, str]) -> Answerable:
    """Return the question with its slots and the answer, or what is wrong with the values in the slots."""
    form = read_form(engine(), names(), query, values)
    addresses = _addresses(query, values)
    try:
        asked = _request(query, values)
        shown = show_result(asked, is_merged=True, view=query.view)
    except (ParameterInvalid, QueryFailed) as fault:
        return trouble_page(fault, "query.html", query=query, form=form, text=query.text(), addresses=addresses)
    return result_page(asked, "query.html", shown, addresses, query=query, form=form, title=query.title)


def _addresses(query: SavedQuery, values: dict[str, str]) -> Addresses:
    given = {parameter.name: values[parameter.name] for parameter in query.parameters if parameter.name in values}

    def page(state: State) -> str:
        return address("saved_query", {"slug": query.slug, **given, **state.parameters})

    def file(format: Format) -> str:
        return address("saved_query", {"slug": f"{query.slug}.{format.key}", **given})

    return Addresses(page, file)
