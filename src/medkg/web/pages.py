"""The views: each reads a request, asks the engine, and renders a template or a document."""

import json
from dataclasses import replace
from typing import Any, cast

from flask import Flask, Response, abort, current_app, redirect, render_template, request, url_for
from flask import Request as HttpRequest
from pyoxigraph import NamedNode
from werkzeug.wrappers import Response as AnyResponse

from medkg.errors import UnknownQuery
from medkg.saved_query import RESERVED_NAMES, SavedQuery
from medkg.sparql.ask import Row, ask_rows, ask_yes, bind, is_known
from medkg.sparql.engine import Lane, Request, format_names
from medkg.sparql.formats import FORMATS, HTML, Format, Shape, formats_of, negotiate
from medkg.web import entities, lists
from medkg.web.protocol import NotAcceptable, chosen_format, read_request, write_response
from medkg.web.results import read_table

Answerable = AnyResponse | str


def register(app: Flask) -> None:
    """Give the application its routes and what its templates use."""
    rules = (
        ("/", home, ("GET",)),
        ("/sparql", sparql, ("GET", "POST")),
        ("/queries", queries, ("GET",)),
        ("/queries/<slug>", saved_query, ("GET",)),
        ("/query/<slug>", query_iri, ("GET",)),
        ("/ontology", ontology, ("GET",)),
        ("/ontology.<key>", ontology_file, ("GET",)),
        ("/health", health, ("GET",)),
        ("/graph/<path:name>", named_graph, ("GET",)),
        ("/<path:path>", entity, ("GET",)),
    )
    for rule, view, methods in rules:
        app.add_url_rule(rule, view_func=cast(Any, view), methods=list(methods))
    app.jinja_env.filters["local"] = local_link
    app.jinja_env.filters["short"] = short_name
    app.jinja_env.globals["formats_of"] = formats_of
    app.jinja_env.globals["Shape"] = Shape


def site() -> Any:
    """Return what `create_app` was given."""
    return current_app.extensions["medkg"]


def wants_html(http: HttpRequest) -> bool:
    """Tell whether a client wants a page more than data: it says so by name, as browsers do."""
    return "format" not in http.args and negotiate(http.headers.get("Accept"), Shape.RESULTS, html=True) == HTML


def local_link(iri: str) -> str | None:
    """Return the path at which this server answers an IRI, the IRI itself if it is another's page, None for no link."""
    base = site().names.base
    if iri.startswith(base):
        return "/" + iri.removeprefix(base)
    return iri if iri.startswith(("http://", "https://")) else None


def short_name(iri: str) -> str:
    """Return a prefixed name for an IRI where there is a prefix for it, else the IRI."""
    return cast(str, site().names.shorten(iri))


def home() -> Answerable:
    """What is here, in numbers, and the ways in."""
    counts = ask_rows(site().engine, lists.CLASS_COUNTS.format(base=site().names.base))
    return render_template("home.html", counts=counts, manifest=site().snapshot.manifest, queries=_all_queries())


def sparql() -> Answerable:
    """The endpoint: a form for browsers, the protocol for programs."""
    asked = read_request(request)
    if asked is None:
        return render_template("sparql.html", text=lists.EXAMPLE.format(base=site().names.base), table=None)
    if not wants_html(request):
        return write_response(site().engine.query(asked))
    answer = site().engine.query(replace(asked, results=FORMATS["json"], graph=FORMATS["ttl"]))
    return render_template("sparql.html", text=asked.text, table=read_table(answer))


def _all_queries() -> list[SavedQuery]:
    return sorted(site().snapshot.queries.values(), key=lambda query: query.title.lower())


def queries() -> Answerable:
    """All saved queries."""
    if wants_html(request):
        return render_template("queries.html", queries=_all_queries())
    listed = [
        {"slug": q.slug, "title": q.title, "description": q.description, "keywords": q.keywords} for q in _all_queries()
    ]
    return Response(json.dumps(listed, indent=1, ensure_ascii=False) + "\n", content_type="application/json")


def query_iri(slug: str) -> Answerable:
    """The IRI of a saved query leads to its page."""
    return redirect(url_for("saved_query", slug=slug), 303)


def saved_query(slug: str) -> Answerable:
    """One saved query, run with the parameters of the URL; the format by Accept, `?format=` or suffix."""
    stem, suffix = _split(slug)
    query = site().snapshot.queries.get(stem)
    if query is None:
        raise UnknownQuery(f"There is no saved query '{stem}'. See {url_for('queries')}.")
    values = {name: value for name, value in request.args.items() if name not in RESERVED_NAMES}
    text = bind(site().engine, query, values, site().names)
    if suffix is None and wants_html(request):
        answer = site().engine.query(Request(text, FORMATS["json"], FORMATS["ttl"], lane=Lane.PAGES))
        options = {p.name: _options(p.scheme) for p in query.parameters if p.scheme}
        return render_template(
            "query.html", query=query, text=text, values=values, table=read_table(answer), options=options
        )
    results, graph = _wanted(suffix or request.args.get("format"))
    return write_response(site().engine.query(Request(text, results, graph, lane=Lane.PAGES)))


def _wanted(key: str | None) -> tuple[Format | None, Format | None]:
    if key is not None:
        return chosen_format(key, Shape.RESULTS), chosen_format(key, Shape.GRAPH)
    accept = request.headers.get("Accept")
    return cast(Format | None, negotiate(accept, Shape.RESULTS)), cast(Format | None, negotiate(accept, Shape.GRAPH))


def _options(scheme: str) -> list[Row]:
    return ask_rows(site().engine, lists.OPTIONS.format(base=site().names.base, scheme=scheme))


def _split(path: str) -> tuple[str, str | None]:
    """Return a path without its suffix, and the suffix if it names a format."""
    stem, dot, suffix = path.rpartition(".")
    return (stem, suffix) if dot and suffix in FORMATS else (path, None)


def entity(path: str) -> Answerable:
    """A page or a document about the thing whose IRI is the base and this path."""
    stem, suffix = _split(path)
    iri = _iri_or_404(stem)
    if not is_known(site().engine, iri):
        abort(404)
    asked = entities.Queries(site().names.base, iri)
    wanted = FORMATS[suffix] if suffix else negotiate(request.headers.get("Accept"), Shape.GRAPH, html=True)
    if wanted == HTML:
        return _entity_page(iri, asked)
    return _document(asked.text(entities.DESCRIPTION), wanted)


def _iri_or_404(path: str) -> NamedNode:
    try:
        return cast(NamedNode, site().names(path))
    except ValueError:
        abort(404)


def _document(text: str, wanted: Format | str | None) -> Response:
    if not isinstance(wanted, Format) or wanted.shape is not Shape.GRAPH:
        raise NotAcceptable(f"This can be had as {HTML}, {format_names(Shape.GRAPH)}.")
    return Response(entities.document(site().engine, text, wanted), content_type=wanted.content_type)


def _entity_page(iri: NamedNode, asked: entities.Queries) -> str:
    engine = site().engine
    return render_template(
        "entity.html",
        iri=iri.value,
        page=lists.read_page(ask_rows(engine, asked.text(entities.FACTS)), site().names),
        incoming=lists.group(ask_rows(engine, asked.text(entities.INCOMING))),
        evidence=ask_rows(engine, asked.text(entities.EVIDENCE)),
        query=asked.text(entities.FACTS),
    )


def ontology() -> Answerable:
    """The classes and properties: a page, or the whole ontology with its vocabularies as RDF."""
    if "format" in request.args:
        return ontology_file(request.args["format"])
    wanted = negotiate(request.headers.get("Accept"), Shape.GRAPH, html=True)
    if wanted != HTML:
        return _ontology_document(wanted)
    terms = ask_rows(site().engine, lists.TERMS.format(base=site().names.base))
    return render_template("ontology.html", terms=terms)


def ontology_file(key: str) -> Answerable:
    """The whole ontology in the format of the suffix."""
    return _ontology_document(chosen_format(key, Shape.GRAPH))


def _ontology_document(wanted: Format | str | None) -> Response:
    return _document(lists.GRAPH.format(graph=site().names.graph("ontology")), wanted)


def named_graph(name: str) -> Answerable:
    """The triples of one named graph."""
    stem, suffix = _split(name)
    graph = _iri_or_404(f"graph/{stem}")
    wanted = FORMATS[suffix] if suffix else negotiate(request.headers.get("Accept"), Shape.GRAPH)
    if not ask_yes(site().engine, f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}"):
        abort(404)
    if wants_html(request):
        wanted = FORMATS["ttl"]
    return _document(lists.GRAPH.format(graph=graph), wanted)


def health() -> Response:
    """Tell whether a worker answers, and which snapshot is served."""
    alive = ask_yes(site().engine, "ASK { ?s ?p ?o }")
    body = {"status": "ok" if alive else "empty", "digest": site().snapshot.manifest.digest}
    return Response(json.dumps(body) + "\n", status=200 if alive else 503, content_type="application/json")
