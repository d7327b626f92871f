"""Pages and documents about one thing: whatever has an IRI below the base."""

import json

from flask import Response, abort, render_template
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from werkzeug.urls import iri_to_uri

from medkg.pages.documents import thing_text
from medkg.pages.entity.asserted import read_entry
from medkg.pages.entity.page import read_page
from medkg.pages.entity.places import Places
from medkg.pages.entity.signposting import point_from_thing, point_to_documents, write_header
from medkg.profiles.citation import BIBTEX, CSL, RIS, cite_entry
from medkg.profiles.croissant import CROISSANT, missing_facts
from medkg.profiles.profile import ALL_FAMILIES
from medkg.profiles.schema_org import describe
from medkg.profiles.things import Thing
from medkg.sparql.ask import construct, is_known
from medkg.sparql.formats import HTML, Format, Shape
from medkg.web.addresses import local_link, public_address
from medkg.web.answers import HTML_TYPE, accept
from medkg.web.description import serialize_as_answer
from medkg.web.negotiation import negotiate
from medkg.web.protocol import chosen_format, split_suffix
from medkg.web.site import edition, engine, names, site
from medkg.web.views.documents import Answerable, graph_format, iri_or_404, json_ld
from medkg.web.views.profiles import (
    family_of,
    point_to_page,
    profile_document,
    profiles_by_type,
    profiles_of,
    signposts_of,
    split_profile,
)
from medkg.web.views.withdrawn import refuse_withdrawn


def entity(path: str) -> Answerable:
    """A page or a document about the thing whose IRI is the base and this path."""
    stem, profile = split_profile(path)
    if profile:
        return profile_document(_iri_in_use(stem), profile)
    stem, suffix = split_suffix(path)
    iri = _iri_in_use(stem)
    if suffix:
        return _document(iri, chosen_format(suffix, Shape.GRAPH))
    profiles = profiles_by_type(family_of(iri))
    wanted = negotiate(accept(), Shape.GRAPH, html=True, others=tuple(profiles))
    if wanted == HTML:
        return _page(iri)
    if isinstance(wanted, str):
        return profile_document(iri, profiles[wanted])
    return _document(iri, wanted)


def _iri_in_use(path: str) -> NamedNode:
    """Return the IRI of a thing of which the graph says something. Raises Withdrawn for what only has a successor."""
    iri = iri_or_404(path)
    if not is_known(engine(), iri):
        abort(404)
    refuse_withdrawn(iri)
    return iri


def _document(iri: NamedNode, wanted: Format | str | None) -> Response:
    """Return what the graph says of a thing in a format. Raises NotAcceptable for a format of other things."""
    format = graph_format(wanted)
    triples = {*construct(engine(), thing_text(names(), iri)), *_for_search_engines(iri)}
    if format.key == "jsonld":
        response = json_ld(triples, iri)
    else:
        body = serialize_as_answer(sorted(triples, key=str), format, names().prefixes)
        response = Response(body, content_type=format.content_type)
    response.headers["Link"] = point_to_page(iri).to_header()
    return response


def _for_search_engines(iri: NamedNode) -> list[Triple]:
    """Return an entry in the terms of schema.org; they read its JSON-LD, and all formats say the same."""
    if family_of(iri) not in ALL_FAMILIES:
        return []
    described = json.dumps(describe(read_entry(engine(), iri, names()), site().snapshot.edition))
    return [quad.triple for quad in parse(described, RdfFormat.JSON_LD)]


def _page(iri: NamedNode) -> Response:
    page = read_page(engine(), iri, Places(names(), local_link))
    address = public_address(iri.value.removeprefix(names().base))
    path = iri_to_uri(local_link(iri.value) or address)
    thing = page.thing.asserted
    structured = describe(thing, edition())
    if family_of(iri) in ALL_FAMILIES:
        signposts, more = signposts_of(thing, path), _for_others(thing)
    else:
        signposts, more = [*point_from_thing(iri.value, str(structured["@type"])), *point_to_documents(path, ())], {}
    text = render_template(page.template, page=page, address=address, path=path, structured=structured, **more)
    return Response(text, content_type=HTML_TYPE, headers={"Link": write_header(signposts)})


def _for_others(thing: Thing) -> dict[str, object]:
    """Return what the page of an entry shows of the profiles in which it is written."""
    profiles = profiles_of(thing.family)
    return {
        "profiles": profiles,
        "lacking": {CROISSANT.key: missing_facts(thing, edition())} if CROISSANT in profiles else {},
        "citation": cite_entry(thing, edition()),
        "citations": [profile for profile in (BIBTEX, RIS, CSL) if profile in profiles],
    }
