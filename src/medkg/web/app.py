"""The Flask application: made from a site, it holds nothing else."""

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from medkg.errors import MedkgError
from medkg.web import routes
from medkg.web.answers import finished, problem_response
from medkg.web.headers import PREFLIGHT_HEADERS
from medkg.web.problems import MethodNotAllowed, NothingHere, Unforeseen
from medkg.web.site import Site


def create_app(site: Site) -> Flask:
    """Return the application that serves a site."""
    app = Flask("medkg.web", static_url_path="/static")
    app.extensions["medkg"] = site
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    routes.register(app)
    app.after_request(_finish)
    app.register_error_handler(MedkgError, _answer_problem)
    app.register_error_handler(HTTPException, _answer_http_problem)
    proxies = site.settings.proxies
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, proxies, proxies, proxies, 0, proxies)  # type: ignore[method-assign]
    return app


def _finish(response: Response) -> Response:
    """Give an answer its tag and its coding; the headers that all answers have are added by the gate."""
    if request.method == "OPTIONS":
        response.headers.update(PREFLIGHT_HEADERS)
    return finished(response)


def _answer_problem(problem: MedkgError) -> Response:
    return problem_response(problem)


def _answer_http_problem(fault: HTTPException) -> Response:
    """Return the answer for an error of Flask's own, with its headers, such as Allow."""
    response = problem_response(_problem_of(fault))
    if fault.code == 405:
        response.headers["Allow"] = dict(fault.get_headers()).get("Allow", "GET, HEAD, OPTIONS")
    return response


def _problem_of(fault: HTTPException) -> MedkgError:
    match fault.code:
        case 404:
            return NothingHere(f"The graph says nothing of {request.path}, and there is no such page.")
        case 405:
            return MethodNotAllowed(f"{request.path} does not take {request.method}.")
    return Unforeseen("The request cannot be answered.")
