"""What operators and machines ask: health, metrics, and what each kind of problem means."""

import json

from flask import Response, render_template

from medkg.errors import QueryFailed
from medkg.sparql.ask import OnBehalf, ask_yes
from medkg.sparql.caller import Caller
from medkg.web.metrics import METRICS_TYPE
from medkg.web.problems import PROBLEMS
from medkg.web.site import site

NEVER_KEPT = {"Cache-Control": "no-store"}


def health() -> Response:
    """Tell whether a worker answers, and which snapshot is served."""
    try:
        status = "ok" if ask_yes(OnBehalf(site().engine, Caller(), site().names), "ASK { ?s ?p ?o }") else "empty"
    except QueryFailed as fault:
        status = str(fault)
    body = {"status": status, "digest": site().snapshot.manifest.digest}
    code = 200 if status == "ok" else 503
    return Response(json.dumps(body) + "\n", code, NEVER_KEPT, content_type="application/json")


def metrics() -> Response:
    """Return the figures of the running server."""
    return Response(site().metrics(), headers=NEVER_KEPT, content_type=METRICS_TYPE)


def problems() -> str:
    """All kinds of problems, with what helps; the `type` of a problem points here."""
    return render_template("problems.html", problems=PROBLEMS.values(), limits=site().limits)
