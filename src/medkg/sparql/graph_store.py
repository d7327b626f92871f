"""A client of remote stores: the Graph Store HTTP Protocol for graphs, the SPARQL protocol for questions.

See https://www.w3.org/TR/sparql11-http-rdf-update/.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

import urllib3
from urllib3.util import Retry, Timeout, make_headers

from medkg.errors import PublishFailed

_QUERY_OF_STORE = (
    ("/sparql-graph-crud-auth", "/sparql"),
    ("/sparql-graph-crud", "/sparql"),
    ("/rdf-graphs/service", ""),
    ("/sparql/gsp", "/sparql"),
    ("/store", "/query"),
    ("/data", "/query"),
)
"""How the path of a graph store ends, and how that of its query service does: Virtuoso, GraphDB, Neptune, …"""

_AGAIN = frozenset({429, 500, 502, 503, 504})
_DONE = frozenset({200, 201, 202, 204})
_MESSAGE = 300


@dataclass(frozen=True)
class Address:
    """Where a store takes graphs, where it answers queries, and who asks."""

    store_url: str
    query_url: str
    user: str = ""
    password: str = field(default="", repr=False)


def query_url_of(store_url: str) -> str | None:
    """Return the query URL that belongs to a graph store URL, if its kind is known.

    >>> query_url_of("http://host:8890/sparql-graph-crud-auth")
    'http://host:8890/sparql'
    """
    for ending, other in _QUERY_OF_STORE:
        if store_url.rstrip("/").endswith(ending):
            return store_url.rstrip("/").removesuffix(ending) + other
    return None


class GraphStore:
    """A remote store. Requests that meet a busy or broken server are tried again, later and later."""

    def __init__(self, address: Address, attempts: int = 6, seconds: float = 300.0) -> None:
        """Make a client; nothing is sent yet. `seconds` is how long a server may be silent."""
        self._address = address
        self._challenge = ""
        again = Retry(
            attempts - 1,
            redirect=0,
            other=0,
            allowed_methods=None,
            status_forcelist=_AGAIN,
            backoff_factor=0.5,
            backoff_max=30,
            raise_on_status=False,
            retry_after_max=60,
        )
        self._pool = urllib3.PoolManager(retries=again, timeout=Timeout(connect=10, read=seconds))

    def put(self, graph: str, triples: bytes) -> None:
        """Make these N-Triples the graph; "" is the default graph. Raises PublishFailed."""
        self._send_graph("PUT", graph, triples)

    def post(self, graph: str, triples: bytes) -> None:
        """Add these N-Triples to the graph. Raises PublishFailed."""
        self._send_graph("POST", graph, triples)

    def delete(self, graph: str) -> None:
        """Remove a graph, if it is there. Raises PublishFailed."""
        self._send_graph("DELETE", graph, None)

    def ask(self, query: str) -> list[Mapping[str, Mapping[str, str]]]:
        """Return the rows of a SELECT query, all of them. Raises PublishFailed."""
        form = urlencode({"query": query}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/sparql-results+json"}
        response = self._send("POST", self._address.query_url, form, headers)
        if response.status != 200:
            raise PublishFailed(f"{self._address.query_url} did not answer: {_told(response)}")
        if "X-SPARQL-MaxRows" in response.headers:
            raise PublishFailed(f"{self._address.query_url} cuts its answers. Raise ResultSetMaxRows in virtuoso.ini.")
        return _rows(response, self._address.query_url)

    def _send_graph(self, method: str, graph: str, triples: bytes | None) -> None:
        selector = f"graph={quote(graph, safe='')}" if graph else "default"
        url = f"{self._address.store_url}{'&' if '?' in self._address.store_url else '?'}{selector}"
        headers = {"Content-Type": "application/n-triples"} if triples is not None else {}
        response = self._send(method, url, triples, headers)
        if response.status not in _DONE and not (method == "DELETE" and response.status == 404):
            raise PublishFailed(f"{method} {url} failed: {_told(response)}")

    def _send(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> urllib3.BaseHTTPResponse:
        response = self._request(method, url, body, headers)
        if response.status == 401 and self._address.user:
            self._challenge = response.headers.get("WWW-Authenticate", "")
            response = self._request(method, url, body, headers)
        return response

    def _request(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]
    ) -> urllib3.BaseHTTPResponse:
        try:
            sent = {**headers, **self._credentials(method, url)}
            return self._pool.request(method, url, body=body, headers=sent, redirect=False)
        except urllib3.exceptions.HTTPError as fault:
            raise PublishFailed(
                f"{method} {url} failed: {fault}. Is the server there? What was loaded is kept: run the command again."
            ) from None

    def _credentials(self, method: str, url: str) -> dict[str, str]:
        """Return what answers the challenge of the server, by RFC 7617 or RFC 7616."""
        scheme, _, rest = self._challenge.partition(" ")
        user, password = self._address.user, self._address.password
        if not scheme:
            return {}
        if scheme.lower() != "digest":
            return make_headers(basic_auth=f"{user}:{password}")
        passwords = HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, url, user, password)
        challenge = parse_keqv_list(list(filter(None, parse_http_list(rest))))
        answer = HTTPDigestAuthHandler(passwords).get_authorization(Request(url, method=method), challenge)  # noqa: S310
        return {"Authorization": f"Digest {answer}"}


def _rows(response: urllib3.BaseHTTPResponse, url: str) -> list[Mapping[str, Mapping[str, str]]]:
    try:
        value: Any = json.loads(response.data)
        return list(value["results"]["bindings"])
    except (ValueError, KeyError, TypeError):
        raise PublishFailed(
            f"{url} does not answer in SPARQL JSON. Is it the query URL? Name it with --query-url."
        ) from None


def _told(response: urllib3.BaseHTTPResponse) -> str:
    text = " ".join(response.data.decode("utf-8", "replace").split())
    return f"status {response.status} {response.reason or ''}. {text[:_MESSAGE]}".strip()
