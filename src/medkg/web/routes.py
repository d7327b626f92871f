"""The addresses of the server, and what every template may use."""

from pathlib import Path

from flask import Flask, current_app

from medkg.pages.words import plural
from medkg.sparql.formats import Shape, formats_of
from medkg.web.addresses import local_link, portable_text, query_url, short_name, snippets
from medkg.web.site import site
from medkg.web.views.about import about
from medkg.web.views.assist import check, complete
from medkg.web.views.browse import browse
from medkg.web.views.catalog import catalog, catalog_file
from medkg.web.views.changes import changes, changes_document, changes_feed, changes_file
from medkg.web.views.compare import compare, compare_csv
from medkg.web.views.crawlers import robots, sitemap, sitemap_part
from medkg.web.views.documents import (
    context,
    named_graph,
    ontology,
    ontology_file,
    ontology_version,
    void,
    void_file,
    well_known_void,
)
from medkg.web.views.entity import entity
from medkg.web.views.exports import export, exports, exports_folder
from medkg.web.views.home import home
from medkg.web.views.operations import health, metrics, problems
from medkg.web.views.quality import quality
from medkg.web.views.queries import grlc_query, grlc_specification, queries, query_iri, saved_query
from medkg.web.views.schema import schema
from medkg.web.views.search import search
from medkg.web.views.sparql import sparql
from medkg.web.views.static import static_file

_READ = ("GET",)
_ASK = ("GET", "POST")

ROUTES = (
    ("/", home, _READ),
    ("/browse", browse, _READ),
    ("/search", search, _READ),
    ("/compare", compare, _READ),
    ("/compare.csv", compare_csv, _READ),
    ("/schema", schema, _READ),
    ("/quality", quality, _READ),
    ("/about", about, _READ),
    ("/sparql", sparql, _ASK),
    ("/check", check, _ASK),
    ("/complete", complete, _ASK),
    ("/queries", queries, _READ),
    ("/queries/<slug>", saved_query, _READ),
    ("/queries/<slug>.rq", grlc_query, _READ),
    ("/queries/grlc.yml", grlc_specification, _READ),
    ("/query/<slug>", query_iri, _READ),
    ("/ontology", ontology, _READ),
    ("/ontology.<key>", ontology_file, _READ),
    ("/ontology/<version>", ontology_version, _READ),
    ("/context.jsonld", context, _READ),
    ("/void", void, _READ),
    ("/void.<key>", void_file, _READ),
    ("/.well-known/void", well_known_void, _READ),
    ("/catalog", catalog, _READ),
    ("/catalog.<key>", catalog_file, _READ),
    ("/exports", exports_folder, _READ),
    ("/exports/", exports, _READ),
    ("/exports/<path:name>", export, _READ),
    ("/changes", changes, _READ),
    ("/changes.json", changes_document, _READ),
    ("/changes.atom", changes_feed, _READ),
    ("/changes/<name>", changes_file, _READ),
    ("/robots.txt", robots, _READ),
    ("/sitemap.xml", sitemap, _READ),
    ("/sitemap-<int:number>.xml", sitemap_part, _READ),
    ("/health", health, _READ),
    ("/metrics", metrics, _READ),
    ("/problems", problems, _READ),
    ("/graph/<path:name>", named_graph, _READ),
    ("/<path:path>", entity, _READ),
)
"""Address, view, methods."""

NAVIGATION = (
    ("browse", "Browse"),
    ("queries", "Questions"),
    ("sparql", "SPARQL"),
)
"""View and words, in the head of every page."""

MORE = (
    ("about", "About"),
    ("exports", "Exports"),
    ("changes", "Changes"),
    ("compare", "Compare"),
    ("schema", "Schema"),
    ("ontology", "Ontology"),
    ("quality", "Quality"),
    ("problems", "Problems"),
)
"""View and words, in the foot of every page."""


def register(app: Flask) -> None:
    """Give the application its routes and what its templates use."""
    for rule, view, methods in ROUTES:
        app.add_url_rule(rule, view_func=view, methods=list(methods))
    app.view_functions["static"] = static_file
    app.jinja_env.filters.update(local=local_link, plural=plural, short=short_name)
    app.jinja_env.globals.update(
        MORE=MORE,
        NAVIGATION=NAVIGATION,
        Shape=Shape,
        formats_of=formats_of,
        has_static=has_static,
        portable=portable_text,
        query_url=query_url,
        site=site,
        snippets=snippets,
    )


def has_static(name: str) -> bool:
    """Tell whether a static file is there: the editor is not where it could not be built."""
    return (Path(current_app.static_folder or "") / name).is_file()
