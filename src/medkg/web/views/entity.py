"""Pages and documents about one thing: whatever has an IRI below the base."""

from flask import Response, abort, render_template
from pyoxigraph import NamedNode
from werkzeug.urls import iri_to_uri

from medkg.pages.documents import thing_text
from medkg.pages.entity.page import read_page
from medkg.pages.entity.places import Places
from medkg.pages.entity.structured_data import describe_for_search
from medkg.sparql.ask import is_known
from medkg.sparql.formats import HTML, Shape, formats_of
from medkg.web.addresses import local_link, public_address
from medkg.web.answers import HTML_TYPE, accept
from medkg.web.negotiation import negotiate
from medkg.web.protocol import chosen_format, split_suffix
from medkg.web.site import engine, names
from medkg.web.views.documents import Answerable, document, iri_or_404
from medkg.web.views.withdrawn import refuse_withdrawn


def entity(path: str) -> Answerable:
    """A page or a document about the thing whose IRI is the base and this path."""
    stem, suffix = split_suffix(path)
    iri = iri_or_404(stem)
    if not is_known(engine(), iri):
        abort(404)
    refuse_withdrawn(iri)
    wanted = chosen_format(suffix, Shape.GRAPH) if suffix else negotiate(accept(), Shape.GRAPH, html=True)
    if wanted == HTML:
        return _page(iri)
    return document(thing_text(names(), iri), wanted)


def _page(iri: NamedNode) -> Response:
    page = read_page(engine(), iri, Places(names(), local_link))
    address = public_address(iri.value.removeprefix(names().base))
    path = iri_to_uri(local_link(iri.value) or address)
    structured = describe_for_search(page.thing.facts, page.thing.family, address)
    text = render_template(page.template, page=page, address=address, path=path, structured=structured)
    return Response(text, content_type=HTML_TYPE, headers={"Link": _alternates(path)})


def _alternates(path: str) -> str:
    """Return where the same is to be had in formats for programs. See https://www.rfc-editor.org/rfc/rfc8288."""
    return ", ".join(
        f'<{path}.{format.key}>; rel="alternate"; type="{format.media_type}"' for format in formats_of(Shape.GRAPH)
    )
