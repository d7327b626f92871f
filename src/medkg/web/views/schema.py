"""The classes and properties of the graph, drawn and counted."""

from flask import abort, render_template, request

from medkg.pages.schema import read_schema_page
from medkg.web.site import engine, names


def schema() -> str:
    """The whole graph, or the class that the address names."""
    page = read_schema_page(engine(), names(), request.args.get("class"))
    if page is None:
        abort(404)
    return render_template("schema.html", page=page)
