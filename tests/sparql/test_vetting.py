"""What is not sent to a remote engine, however it is written, and what looks like it and is sent."""

import contextlib

import pytest

from medkg.errors import QueryRefused
from medkg.snapshot.reader import Snapshot
from medkg.sparql.vetting import vet
from support import NAMES


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . service SILENT ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o.SERVICE :x { ?s ?p ?o } }",
        r"SELECT * { \u0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        r"SELECT * { SERVIC\U00000045 <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p.5SERVICE ex:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p -1e5SERVICE ex:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE?x { ?s ?p ?o } }",
        "SELECT * { <a b#> SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { SERVICE # here\n <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { SERVICE\ufeff<http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { \u017fervice <http://127.0.0.1/> { ?s ?p ?o } }",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "INSERT INTO <urn:g> { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX a: <urn:a> delete{ ?s ?p ?o } WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1/>",
        "LOAD SILENT <http://127.0.0.1/> INTO GRAPH <urn:g>",
        "CLEAR ALL",
        "DROP SILENT GRAPH <urn:g>",
        "CREATE GRAPH ex:g",
        "COPY DEFAULT TO <urn:g>",
        'DEFINE get:soft "replace" SELECT * { ?s ?p ?o }',
        "SELECT (bif:http_get('http://127.0.0.1/') AS ?x) {}",
        "SELECT * { FILTER(<java:org.example.Thing>(1)) }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    ],
)
def test_what_calls_others_changes_data_or_leaves_sparql_is_refused(text: str) -> None:
    with pytest.raises(QueryRefused, match="leave it out there"):
        vet(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service a medkg:Service ; ?p service:x ; :service ?x ; ex:web-service ?y . ?x ?y ?z }",
        "SELECT * { ?s ?p 'a web service' } # about the service of it",
        "SELECT * { ?s ?p ?text FILTER(REGEX(?text, 'service', 'i')) }",
        "SELECT * { <https://w3id.org/medkg/service/x> ?add ?load ; <https://example.org/service> ?p }",
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT * { ?x a sd:Service }",
        "PREFIX service: <https://w3id.org/medkg/service/> SELECT * { service:x ?p ?o }",
        "SELECT * { ?s ?p 'load the data', 'clear all that', 'delete' } # add dct:title, create one",
    ],
)
def test_names_and_words_that_look_alike_are_not_refused(text: str) -> None:
    vet(text)


def test_no_saved_query_is_refused(real_snapshot: Snapshot) -> None:
    for query in real_snapshot.queries.values():
        vet(query.text({}, NAMES))


@pytest.mark.parametrize(
    "text", ["1" * 100_000 + "SERVICE", "SERVICE " * 20_000, "-1e" * 50_000, "LOAD " + " " * 100_000]
)
def test_long_texts_are_read_once(text: str) -> None:
    """Refused or not, soon: what takes quadratic time would not end within the patience of anybody who runs tests."""
    with contextlib.suppress(QueryRefused):
        vet(text)
