"""What is missing from the graph: the overview, and one list for each gap."""

from flask import render_template, request

from medkg.pages.quality.gaps import MOST_LISTED, find_gap
from medkg.pages.quality.mapped import MOST_UNMAPPED, find_unmapped
from medkg.pages.quality.overview import measure_quality
from medkg.web.site import engine, names, site

_KEYWORDS = {"gap", "review"}
"""Saved queries with one of these look for what is missing or to be looked at again."""


def quality() -> str:
    """How complete the graph is; with a field and a kind, or a scheme, the things that lack something."""
    if "field" in request.args:
        gap = find_gap(engine(), names(), request.args["field"], request.args.get("kind", "dataset"))
        return render_template("quality_gap.html", gap=gap, most=MOST_LISTED)
    if "scheme" in request.args:
        unmapped = find_unmapped(engine(), names(), request.args["scheme"])
        return render_template("quality_unmapped.html", unmapped=unmapped, most=MOST_UNMAPPED)
    checks = [query for query in site().snapshot.queries.values() if _KEYWORDS & set(query.keywords)]
    return render_template("quality.html", quality=measure_quality(engine(), names()), checks=checks)
