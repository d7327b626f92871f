"""What crawlers ask for: which pages there are, and which addresses to leave alone."""

from collections.abc import Sequence

from flask import Response, abort, render_template, url_for

from medkg.pages.sitemap import MOST_ADDRESSES, divide, find_things
from medkg.web.addresses import public_address
from medkg.web.site import engine, names, public_url, site

_PAGES = (
    "home",
    "browse",
    "queries",
    "sparql",
    "about",
    "changes",
    "compare",
    "exports",
    "schema",
    "ontology",
    "quality",
    "problems",
)

_ENDLESS = ("sparql?", "check", "complete", "browse?", "search?", "compare?", "compare.csv", "queries?", "queries/*?")
"""Beginnings of addresses that anybody can make without end, each a question that is answered anew."""


def robots() -> Response:
    """Which addresses crawlers leave alone, and where the others are listed. See https://www.rfc-editor.org/rfc/rfc9309."""
    rules = [f"Disallow: {url_for('home')}{start}" for start in _ENDLESS]
    lines = ["User-agent: *", *rules, "", f"Sitemap: {public_url()}sitemap.xml"]
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def sitemap() -> Response:
    """All pages about something; where they do not fit into one file, the files in which they stand."""
    parts = _parts()
    if len(parts) == 1:
        return _document(parts[0])
    files = [f"{public_url()}sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    return _document(files, is_index=True)


def sitemap_part(number: int) -> Response:
    """One of the files of which the pages are listed in several."""
    parts = _parts()
    if not 1 <= number <= len(parts):
        abort(404)
    return _document(parts[number - 1])


def _parts() -> list[Sequence[str]]:
    pages = [url_for(view) for view in _PAGES]
    queries = [url_for("saved_query", slug=slug) for slug in sorted(site().snapshot.queries)]
    home = url_for("home")
    own = [public_address(path.removeprefix(home)) for path in (*pages, *queries)]
    things = [public_address(iri.removeprefix(names().base)) for iri in find_things(engine(), names())]
    return divide([*own, *things], MOST_ADDRESSES)


def _document(addresses: Sequence[str], *, is_index: bool = False) -> Response:
    text = render_template("sitemap.xml", addresses=addresses, is_index=is_index)
    return Response(text, content_type="application/xml; charset=utf-8")
