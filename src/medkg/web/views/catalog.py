"""The catalog in DCAT: whole, as the build wrote it, or a page at a time, made of the graph."""

from functools import partial

from flask import Response, redirect, request, url_for

from medkg.errors import ParameterInvalid
from medkg.pages.catalog import ENTRIES_OF_A_PAGE, count_entries, read_catalog_page
from medkg.profiles.dcat.hydra import Page
from medkg.profiles.rdf_text import serialize_triples
from medkg.sparql.ask import construct
from medkg.sparql.formats import FORMATS, HTML, Format, Shape, find_format
from medkg.web.addresses import public_address
from medkg.web.answers import accept
from medkg.web.negotiation import choose
from medkg.web.problems import NotAcceptable, NothingHere
from medkg.web.site import engine, names, site
from medkg.web.views.documents import Answerable
from medkg.web.views.exports import export_content

_FORMATS = tuple(FORMATS[key] for key in ("ttl", "jsonld", "rdf", "nt"))
"""In which the catalog is written."""


def catalog() -> Answerable:
    """The catalog in the format that the client wants; people are led to all files."""
    if "format" in request.args:
        return catalog_file(request.args["format"])
    wanted = choose(accept(), [*_FORMATS, HTML])
    return redirect(url_for("exports"), 303) if wanted == HTML else _catalog(wanted)


def catalog_file(key: str) -> Answerable:
    """The catalog in the format of the suffix."""
    return _catalog(find_format(key, Shape.GRAPH))


def _catalog(wanted: Format | str | None) -> Response:
    if not isinstance(wanted, Format) or wanted not in _FORMATS:
        raise NotAcceptable(f"The catalog can be had as {', '.join(each.media_type for each in _FORMATS)}.")
    if "page" in request.args:
        return _page(_number(request.args["page"]), wanted)
    return export_content(f"catalog.{wanted.key}.gz")


def _page(number: int, wanted: Format) -> Response:
    page = Page(public_address(f"catalog.{wanted.key}"), number, ENTRIES_OF_A_PAGE, count_entries(engine()))
    if number > page.last:
        raise NothingHere(f"The catalog has no page {number}: the last is {page.last}.")
    triples = read_catalog_page(partial(construct, engine()), page, site().snapshot.edition)
    return Response(serialize_triples(triples, wanted.key, names()), content_type=wanted.content_type)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:10]) > 0):
        raise ParameterInvalid("'page' must be the number of a page, from 1.")
    return int(text[:10])
