"""Whole graphs as documents: the ontology, the description of the graph, and each named graph."""

from collections.abc import Iterable

from flask import Response, abort, redirect, render_template, request, url_for
from pyoxigraph import NamedNode, Triple
from werkzeug.wrappers import Response as AnyResponse

from medkg.json_text import write_json
from medkg.pages.documents import ONTOLOGY_TERMS, graph_text
from medkg.profiles.json_ld import context_document, make_context, write_json_ld
from medkg.sparql.ask import ask_rows, ask_yes, construct
from medkg.sparql.engine import Lane, Request, format_names
from medkg.sparql.formats import FORMATS, HTML, Format, Shape
from medkg.web.answers import accept, wants_html
from medkg.web.negotiation import negotiate
from medkg.web.problems import NotAcceptable, NothingHere
from medkg.web.protocol import chosen_format, split_suffix
from medkg.web.site import edition, engine, names

Answerable = AnyResponse | str


def graph_format(wanted: Format | str | None) -> Format:
    """Return a format that carries triples. Raises NotAcceptable for one that does not."""
    if not isinstance(wanted, Format) or wanted.shape is not Shape.GRAPH:
        raise NotAcceptable(f"This can be had as {HTML}, {format_names(Shape.GRAPH)}.")
    return wanted


def document(text: str, wanted: Format | str | None, *roots: NamedNode) -> Response:
    """Return the triples of a CONSTRUCT query in a format. Raises NotAcceptable for a format of other things."""
    format = graph_format(wanted)
    if format.key == "jsonld":
        return json_ld(construct(engine(), text), *roots)
    body = engine().query(Request(text, graph=format, lane=Lane.PAGES)).body
    return Response(body, content_type=format.content_type)


def json_ld(triples: Iterable[Triple], *roots: NamedNode) -> Response:
    """Return triples in JSON-LD for people: the roots, with what hangs on them in its place."""
    body = write_json(write_json_ld(triples, make_context(names()), roots))
    return Response(body, content_type=FORMATS["jsonld"].content_type)


def iri_or_404(path: str) -> NamedNode:
    """Return the IRI of a path below the base; a path that makes none is of nothing that is here."""
    try:
        return names()(path)
    except ValueError:
        abort(404)


def ontology() -> Answerable:
    """The classes and properties: a page, or the whole ontology with its vocabularies as RDF."""
    if "format" in request.args:
        return ontology_file(request.args["format"])
    wanted = negotiate(accept(), Shape.GRAPH, html=True)
    if wanted != HTML:
        return _ontology_document(wanted)
    text = ONTOLOGY_TERMS.format(graph=names().graph("ontology"))
    return render_template("ontology.html", terms=ask_rows(engine(), text), query=text)


def ontology_file(key: str) -> Answerable:
    """The whole ontology in the format of the suffix."""
    return _ontology_document(chosen_format(key, Shape.GRAPH))


def ontology_version(version: str) -> Answerable:
    """One version of the ontology, as its owl:versionIRI names it: a server has the one of its snapshot."""
    stem, suffix = split_suffix(version)
    if stem != edition().version:
        raise NothingHere(f"This server has version {edition().version or 'without a name'} of the ontology, no other.")
    return ontology_file(suffix) if suffix else ontology()


def _ontology_document(wanted: Format | str | None) -> Response:
    return document(graph_text(names().graph("ontology")), wanted, names()("ontology"))


def context() -> Response:
    """The JSON-LD context of the graph, for those who write documents of their own."""
    return Response(write_json(context_document(names())), content_type=FORMATS["jsonld"].content_type)


def void() -> Answerable:
    """The VoID description of the graph, with counts."""
    return _void_document(FORMATS["ttl"] if wants_html() else negotiate(accept(), Shape.GRAPH))


def void_file(key: str) -> Answerable:
    """The VoID description in the format of the suffix."""
    return _void_document(chosen_format(key, Shape.GRAPH))


def _void_document(wanted: Format | str | None) -> Response:
    return document(graph_text(names().graph("void")), wanted, names()("void"))


def well_known_void() -> Answerable:
    """Where crawlers look for the VoID description (https://www.w3.org/TR/void/#well-known)."""
    return redirect(url_for("void"), 303)


def named_graph(name: str) -> Answerable:
    """The triples of one named graph."""
    stem, suffix = split_suffix(name)
    graph = iri_or_404(f"graph/{stem}")
    wanted = chosen_format(suffix, Shape.GRAPH) if suffix else negotiate(accept(), Shape.GRAPH)
    if not ask_yes(engine(), f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}"):
        abort(404)
    return document(graph_text(graph), FORMATS["ttl"] if wants_html() else wanted)
