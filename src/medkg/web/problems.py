"""Errors as answers: RFC 9457 problem details for programs, a page for people."""

import json

from flask import Response, render_template

from medkg.errors import EngineBusy, MedkgError, ParameterInvalid, QueryFailed, UnknownQuery


def problem_response(problem: MedkgError, *, html: bool) -> Response:
    """Return the answer that tells a client what went wrong."""
    status, title = _status_and_title(problem)
    if html:
        text = render_template("problem.html", title=title, detail=str(problem), status=status)
        response = Response(text, status=status, content_type="text/html; charset=utf-8")
    else:
        body = json.dumps({"title": title, "status": status, "detail": str(problem)}, ensure_ascii=False)
        response = Response(body + "\n", status=status, content_type="application/problem+json")
    if isinstance(problem, EngineBusy):
        response.headers["Retry-After"] = "5"
    return response


def _status_and_title(problem: MedkgError) -> tuple[int, str]:
    if isinstance(problem, QueryFailed):
        return problem.status, problem.title
    if isinstance(problem, ParameterInvalid):
        return 400, "A parameter is wrong"
    if isinstance(problem, UnknownQuery):
        return 404, "There is no such query"
    return 500, "Something went wrong"
