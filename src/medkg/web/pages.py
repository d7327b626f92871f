"""The views: each reads a request, asks the engine, and renders a template or a document."""

from typing import Any, cast

from flask import Flask, Response, abort, redirect, render_template, request, url_for
from pyoxigraph import NamedNode
from werkzeug.wrappers import Response as AnyResponse

from medkg.sparql.ask import ask_rows, ask_yes, is_known
from medkg.sparql.engine import format_names
from medkg.sparql.formats import FORMATS, HTML, Format, Shape, formats_of
from medkg.web import entities, lists
from medkg.web.answers import accept, wants_html
from medkg.web.endpoint import (
    all_queries,
    grlc_query,
    grlc_specification,
    queries,
    query_iri,
    saved_query,
    sparql,
)
from medkg.web.negotiation import negotiate
from medkg.web.operations import health, metrics, problems
from medkg.web.problems import NotAcceptable
from medkg.web.protocol import chosen_format, split_suffix
from medkg.web.site import engine, site

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
        ("/void", void, ("GET",)),
        ("/void.<key>", void_file, ("GET",)),
        ("/.well-known/void", well_known_void, ("GET",)),
        ("/queries/<slug>.rq", grlc_query, ("GET",)),
        ("/queries/grlc.yml", grlc_specification, ("GET",)),
        ("/health", health, ("GET",)),
        ("/metrics", metrics, ("GET",)),
        ("/problems", problems, ("GET",)),
        ("/graph/<path:name>", named_graph, ("GET",)),
        ("/<path:path>", entity, ("GET",)),
    )
    for rule, view, methods in rules:
        app.add_url_rule(rule, view_func=cast(Any, view), methods=list(methods))
    app.jinja_env.filters["local"] = local_link
    app.jinja_env.filters["short"] = short_name
    app.jinja_env.globals["formats_of"] = formats_of
    app.jinja_env.globals["Shape"] = Shape


def local_link(iri: str) -> str | None:
    """Return the path at which this server answers an IRI, the IRI itself if it is another's page, None for no link."""
    base = site().names.base
    if iri.startswith(base):
        return f"{request.script_root}/{iri.removeprefix(base)}"
    return iri if iri.startswith(("http://", "https://")) else None


def short_name(iri: str) -> str:
    """Return a prefixed name for an IRI where there is a prefix for it, else the IRI."""
    return site().names.shorten(iri)


def home() -> Answerable:
    """What is here, in numbers, and the ways in."""
    counts = ask_rows(engine(), lists.CLASS_COUNTS.format(base=site().names.base))
    return render_template("home.html", counts=counts, manifest=site().snapshot.manifest, queries=all_queries())


def entity(path: str) -> Answerable:
    """A page or a document about the thing whose IRI is the base and this path."""
    stem, suffix = split_suffix(path)
    iri = _iri_or_404(stem)
    if not is_known(engine(), iri):
        abort(404)
    asked = entities.Queries(site().names.base, iri)
    wanted = chosen_format(suffix, Shape.GRAPH) if suffix else negotiate(accept(), Shape.GRAPH, html=True)
    if wanted == HTML:
        return _entity_page(iri, asked)
    return _document(asked.text(entities.DESCRIPTION), wanted)


def _iri_or_404(path: str) -> NamedNode:
    try:
        return site().names(path)
    except ValueError:
        abort(404)


def _document(text: str, wanted: Format | str | None) -> Response:
    if not isinstance(wanted, Format) or wanted.shape is not Shape.GRAPH:
        raise NotAcceptable(f"This can be had as {HTML}, {format_names(Shape.GRAPH)}.")
    return Response(entities.document(engine(), text, wanted), content_type=wanted.content_type)


def _entity_page(iri: NamedNode, asked: entities.Queries) -> str:
    asking = engine()
    return render_template(
        "entity.html",
        iri=iri.value,
        page=lists.read_page(ask_rows(asking, asked.text(entities.FACTS)), site().names),
        incoming=lists.group(ask_rows(asking, asked.text(entities.INCOMING))),
        evidence=ask_rows(asking, asked.text(entities.EVIDENCE)),
        query=asked.text(entities.FACTS),
    )


def ontology() -> Answerable:
    """The classes and properties: a page, or the whole ontology with its vocabularies as RDF."""
    if "format" in request.args:
        return ontology_file(request.args["format"])
    wanted = negotiate(accept(), Shape.GRAPH, html=True)
    if wanted != HTML:
        return _ontology_document(wanted)
    terms = ask_rows(engine(), lists.TERMS.format(base=site().names.base))
    return render_template("ontology.html", terms=terms)


def ontology_file(key: str) -> Answerable:
    """The whole ontology in the format of the suffix."""
    return _ontology_document(chosen_format(key, Shape.GRAPH))


def _ontology_document(wanted: Format | str | None) -> Response:
    return _document(lists.GRAPH.format(graph=site().names.graph("ontology")), wanted)


def void() -> Answerable:
    """The VoID description of the graph, with counts."""
    if wants_html():
        return _document(_void_text(), FORMATS["ttl"])
    return _document(_void_text(), negotiate(accept(), Shape.GRAPH))


def void_file(key: str) -> Answerable:
    """The VoID description in the format of the suffix."""
    return _document(_void_text(), chosen_format(key, Shape.GRAPH))


def _void_text() -> str:
    return lists.GRAPH.format(graph=site().names.graph("void"))


def well_known_void() -> Answerable:
    """Where crawlers look for the VoID description (https://www.w3.org/TR/void/#well-known)."""
    return redirect(url_for("void"), 303)


def named_graph(name: str) -> Answerable:
    """The triples of one named graph."""
    stem, suffix = split_suffix(name)
    graph = _iri_or_404(f"graph/{stem}")
    wanted = chosen_format(suffix, Shape.GRAPH) if suffix else negotiate(accept(), Shape.GRAPH)
    if not ask_yes(engine(), f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}"):
        abort(404)
    if wants_html():
        wanted = FORMATS["ttl"]
    return _document(lists.GRAPH.format(graph=graph), wanted)
