"""Where things are found: what views and templates use to write links."""

from collections.abc import Mapping
from typing import Any

from flask import request, url_for
from werkzeug.urls import iri_to_uri

from medkg.pages.snippets import write_snippets
from medkg.web.site import names, public_url


def address(view: str, values: Mapping[str, Any]) -> str:
    """Return the address of a view with values for its path and, of the others, parameters."""
    return url_for(view, **values)


def public_address(path: str) -> str:
    """Return the whole address of a path of this server, as one sends it to others."""
    return iri_to_uri(public_url() + path)


def local_link(iri: str) -> str | None:
    """Return the path at which this server answers an IRI, the IRI itself if it is another's page, None for no link."""
    base = names().base
    if iri.startswith(base) and not iri.startswith(f"{base}/"):  # a path that begins with // would lead to another host
        return f"{request.script_root}/{iri.removeprefix(base)}"
    return iri if iri.startswith(("http://", "https://")) else None


def short_name(iri: str) -> str:
    """Return a prefixed name for an IRI where there is a prefix for it, else the IRI."""
    return names().shorten(iri)


def portable_text(text: str) -> str:
    """Return a query of a page as any endpoint takes it: with its prefixes declared."""
    return names().with_prefixes(text.strip())


def query_url(text: str, format: str | None = None) -> str:
    """Return the address of a query of a page in the editor, or of its result in a format."""
    return url_for("sparql", query=portable_text(text), format=format)


def snippets(text: str) -> list[tuple[str, str]]:
    """Return (language, program) that ask this server a query of a page."""
    return write_snippets(portable_text(text), public_url() + "sparql")
