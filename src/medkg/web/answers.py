"""What every answer of the application goes through: problems as pages or documents, entity tags, content codings."""

from flask import Response, render_template, request

from medkg.errors import MedkgError
from medkg.pages.lost import help_out
from medkg.sparql.formats import HTML, Shape
from medkg.web.coding import Coding
from medkg.web.negotiation import negotiate
from medkg.web.problems import problem_headers, problem_of
from medkg.web.protocol import Question
from medkg.web.replies import Conditions, Reply, caching, coded, not_modified_reply, problem_reply
from medkg.web.site import site

HTML_TYPE = "text/html; charset=utf-8"


def wants_html() -> bool:
    """Tell whether the client wants a page more than data: it says so by name, as browsers do."""
    if negotiate(accept(), Shape.RESULTS, html=True) != HTML:
        return False
    request.get_data()  # kept, for those who read the body as it came
    return not request.values.get("format")


def accept() -> str | None:
    """Return all lines of the Accept header as one."""
    return request.headers.get("Accept")


def question() -> Question:
    """Return what the protocol reads of the request at hand."""
    content_type = request.headers.get("Content-Type", "")
    return Question(request.method, content_type, request.query_string, request.get_data(), accept())


def conditions() -> Conditions:
    """Return what the client says of the answer that it wants."""
    known = request.headers.get("If-None-Match", "") if request.method in ("GET", "HEAD") else ""
    return Conditions(known, request.headers.get("Accept-Encoding"))


def response_of(reply: Reply) -> Response:
    """Return a reply as Flask has it."""
    return Response(reply.body, reply.status, reply.headers)


def problem_response(fault: MedkgError) -> Response:
    """Return the answer that tells a client what went wrong: a page for people, a document for programs."""
    if not wants_html():
        return response_of(problem_reply(fault))
    kind = problem_of(fault)
    lost = help_out(site().index, request.path) if kind.status == 404 else None
    text = render_template("problem.html", problem=kind, detail=str(fault), fault=fault, lost=lost)
    return Response(text, kind.status, problem_headers(fault), content_type=HTML_TYPE)


def finished(response: Response) -> Response:
    """Return a page with a tag of its content and in the coding that the client wants, or 304; others as they are."""
    if not _is_to_finish(response):
        return response
    headers = response.headers
    stays = site().is_fixed or request.endpoint == "static"
    tag = site().tag(response.content_type, response.get_data()) if stays else None
    max_age = site().settings.max_age
    known = not_modified_reply(tag, conditions(), max_age)
    if known:
        return response_of(known)
    body, coding = coded(response.get_data(), response.content_type, conditions().accept_encoding)
    if coding is not Coding.IDENTITY:
        response.set_data(body)
        headers["Content-Encoding"] = coding
    headers.update(caching(tag, coding, max_age))
    return response


def _is_to_finish(response: Response) -> bool:
    is_page = request.method in ("GET", "HEAD") and response.status_code == 200 and not response.direct_passthrough
    return is_page and "ETag" not in response.headers and "Cache-Control" not in response.headers
