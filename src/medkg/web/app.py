"""The Flask application: made from a snapshot and an engine, it holds nothing else."""

from dataclasses import dataclass

from flask import Flask, Response, render_template, request

from medkg.errors import MedkgError, ParameterInvalid, QueryFailed, UnknownQuery
from medkg.namespaces import Names
from medkg.snapshot.reader import Snapshot
from medkg.sparql.engine import Engine
from medkg.web import pages
from medkg.web.problems import problem_response

CONTENT_SECURITY_POLICY = "default-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"


@dataclass(frozen=True)
class Site:
    """What the views work with."""

    snapshot: Snapshot
    engine: Engine
    names: Names


def create_app(snapshot: Snapshot, engine: Engine) -> Flask:
    """Return the application that serves a snapshot through an engine."""
    app = Flask("medkg.web", static_url_path="/static")
    app.extensions["medkg"] = Site(snapshot, engine, Names(snapshot.manifest.base_iri))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    pages.register(app)
    app.after_request(_add_headers)
    for kind in (QueryFailed, ParameterInvalid, UnknownQuery):
        app.register_error_handler(kind, _answer_problem)
    app.register_error_handler(404, _answer_missing)
    return app


def _add_headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.vary.add("Accept")
    return response


def _answer_problem(problem: MedkgError) -> Response:
    return problem_response(problem, html=pages.wants_html(request))


def _answer_missing(_: Exception) -> tuple[str, int]:
    return render_template("missing.html", path=request.path), 404
