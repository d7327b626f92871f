"""The endpoint: for programs by the protocol, for people as a page with an editor."""

from flask import Response, render_template

from medkg.errors import QueryFailed, QueryMalformed
from medkg.pages.exports import WHOLE_GRAPH
from medkg.pages.questions import EXAMPLE, EXAMPLES
from medkg.pages.results.state import State
from medkg.sparql.engine import Request
from medkg.sparql.formats import Format, Shape
from medkg.web.addresses import address, public_address
from medkg.web.answers import accept, question, wants_html
from medkg.web.description import describe_service, serialize_as_answer
from medkg.web.negotiation import negotiate
from medkg.web.protocol import read_request
from medkg.web.site import caller, engine, names, public_url, site
from medkg.web.views.documents import Answerable
from medkg.web.views.results import (
    LONGEST_QUERY,
    Addresses,
    result_page,
    result_response,
    show_result,
    trouble_page,
)


def sparql() -> Answerable:
    """The endpoint: queries by the protocol; without one a form for browsers, the service description for programs."""
    asked = read_request(question(), caller())
    if asked is None:
        return _form_or_description()
    return _query_page(asked) if wants_html() else result_response(asked)


def _query_page(asked: Request) -> Answerable:
    """Return the form with the query in it, and its answer or what is wrong with it."""
    try:
        return result_page(asked, "sparql.html", show_result(asked), _addresses(asked))
    except QueryFailed as fault:
        return trouble_page(fault, "sparql.html", text=asked.text, addresses=_addresses(asked))


def _addresses(asked: Request) -> Addresses:
    graphs = {"default-graph-uri": asked.default_graphs, "named-graph-uri": asked.named_graphs}
    given = {"query": asked.text, **{name: list(iris) for name, iris in graphs.items() if iris}}

    def page(state: State) -> str:
        return address("sparql", given | state.parameters)

    def file(format: Format) -> str:
        return address("sparql", given | {"format": format.key})

    return Addresses(page, file, len(asked.text) <= LONGEST_QUERY)


def _form_or_description() -> Answerable:
    if wants_html():
        examples = [site().snapshot.queries[slug] for slug in EXAMPLES if slug in site().snapshot.queries]
        return render_template("sparql.html", text=names().with_prefixes(EXAMPLE), examples=examples)
    wanted = negotiate(accept(), Shape.GRAPH)
    if not isinstance(wanted, Format):
        raise QueryMalformed("The request has no parameter named 'query'; it must have exactly one.")
    return _description(wanted)


def _description(wanted: Format) -> Response:
    """Return the service description (https://www.w3.org/TR/sparql11-service-description/#accessing)."""
    exported = site().snapshot.manifest.exports
    dumps = [public_address(f"exports/{name}") for name in WHOLE_GRAPH if name in exported]
    triples = describe_service(engine(), names(), public_url() + "sparql", site().limits, dumps)
    return Response(serialize_as_answer(triples, wanted, names().prefixes), content_type=wanted.content_type)
