"""The catalog for harvesters: whole in every format, and in pages that lead to all of it."""

import gzip
import re
from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from http_client import Reply, ask
from medkg.namespaces import DCAT, DCT, FOAF, HYDRA, RDF
from medkg.snapshot.reader import Snapshot
from medkg.sparql.formats import FORMATS
from support import NAMES

KEYS = ("ttl", "jsonld", "rdf", "nt")
PARSERS = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
    "nt": RdfFormat.N_TRIPLES,
}
CATALOG = NAMES("catalog")


def triples_of(reply: Reply, key: str) -> set[Triple]:
    assert (reply.status, reply.type) == (200, FORMATS[key].media_type)
    return {quad.triple for quad in parse(reply.body, PARSERS[key])}


@pytest.fixture(scope="session")
def whole(server: str) -> set[Triple]:
    return triples_of(ask(server, "/catalog.nt"), "nt")


@pytest.mark.parametrize("key", KEYS)
def test_all_formats_hold_the_same(server: str, whole: set[Triple], key: str) -> None:
    assert triples_of(ask(server, f"/catalog.{key}"), key) == whole
    assert len(whole) > 5000


@pytest.mark.parametrize("key", KEYS)
def test_suffix_parameter_and_accept_give_the_same(server: str, key: str) -> None:
    by_suffix = ask(server, f"/catalog.{key}")
    for by_other in (
        ask(server, "/catalog", headers={"Accept": FORMATS[key].media_type}),
        ask(server, f"/catalog?format={key}"),
    ):
        assert (by_other.type, by_other.body) == (by_suffix.type, by_suffix.body)


def test_it_is_sent_as_it_is_stored_to_those_who_read_gzip(server: str, real_snapshot: Snapshot) -> None:
    stored = (real_snapshot.exports / "catalog.ttl.gz").read_bytes()
    plain = ask(server, "/catalog.ttl")
    for accepted in ("gzip", "zstd, gzip", "br, *"):
        packed = ask(server, "/catalog.ttl", headers={"Accept-Encoding": accepted})
        assert (packed.headers["Content-Encoding"], packed.body) == ("gzip", stored)
        assert packed.headers["Content-Length"] == str(len(stored))
        assert packed.headers["ETag"] != plain.headers["ETag"]
    assert (plain.headers["Content-Encoding"], plain.body) == (None, gzip.decompress(stored))
    assert ask(server, "/catalog.ttl", headers={"Accept-Encoding": "gzip;q=0"}).body == plain.body
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_who_has_it_in_any_coding_is_told_so(server: str) -> None:
    for coding in ("gzip", "identity"):
        tag = str(ask(server, "/catalog.ttl", headers={"Accept-Encoding": coding}).headers["ETag"])
        assert ask(server, "/catalog.ttl", headers={"If-None-Match": tag}).status == 304


def test_head_tells_all_but_the_catalog(server: str) -> None:
    reply = ask(server, "/catalog.ttl", headers={"Accept-Encoding": "gzip"}, method="HEAD")
    assert (reply.status, reply.body, reply.type) == (200, b"", "text/turtle")
    assert int(str(reply.headers["Content-Length"])) > 10_000


def test_a_browser_is_led_to_all_files(server: str) -> None:
    reply = ask(
        server, "/catalog", headers={"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    )
    assert (reply.status, reply.headers["Location"]) == (303, "/exports/")


def test_what_names_no_format_of_the_catalog_gets_another_that_it_takes(server: str) -> None:
    assert ask(server, "/catalog").type == "text/turtle"
    assert ask(server, "/catalog", headers={"Accept": "application/trig, text/turtle;q=0.1"}).type == "text/turtle"
    assert ask(server, "/catalog", headers={"Accept": "application/trig"}).status == 406
    assert ask(server, "/catalog.trig").status == 406
    assert ask(server, "/catalog.csv").status == 406
    told = ask(server, "/catalog.xyz").text
    assert "text/turtle" in told
    assert "csv" not in told


def pages(server: str, key: str) -> Iterator[set[Triple]]:
    """Yield the pages, going from each to the next as harvesters do."""
    address: str | None = f"{server}/catalog.{key}?page=1"
    while address:
        page = triples_of(ask(server, address.removeprefix(server)), key)
        yield page
        address = next((t.object.value for t in page if t.predicate == HYDRA("next")), None)  # type: ignore[union-attr]


@pytest.mark.parametrize("key", KEYS)
def test_the_pages_together_are_the_whole(server: str, whole: set[Triple], key: str) -> None:
    found = list(pages(server, key))
    assert len(found) > 1
    of_pages = {triple for page in found for triple in page if not is_of_view(triple)}
    assert of_pages == whole


def is_of_view(triple: Triple) -> bool:
    return any(str(part).removeprefix("<").startswith(HYDRA) for part in (triple.predicate, triple.object)) or (
        re.search(r"/catalog\.\w+\?page=\d", str(triple.subject)) is not None
    )


@pytest.mark.parametrize("key", KEYS)
def test_every_dataset_is_on_one_page_with_its_title(server: str, key: str) -> None:
    listed = [triple.object for page in pages(server, key) for triple in page if triple.predicate == DCAT("dataset")]
    titled = {t.subject for page in pages(server, key) for t in page if t.predicate == DCT("title")}
    of_ours = [each for each in listed if isinstance(each, NamedNode)]
    assert set(of_ours) <= titled
    assert len(of_ours) > 100


def test_a_page_says_how_many_there_are(server: str, real_snapshot: Snapshot) -> None:
    page = triples_of(ask(server, "/catalog.ttl?page=1"), "ttl")
    totals = {t.object.value for t in page if t.predicate == HYDRA("totalItems")}  # type: ignore[union-attr]
    assert totals == {str(real_snapshot.manifest.classes[DCAT("Resource").value])}
    assert Triple(CATALOG, RDF("type"), DCAT("Catalog")) in page
    assert any(triple.predicate == FOAF("homepage") for triple in page)


def test_there_is_no_page_behind_the_last(server: str) -> None:
    last = len(list(pages(server, "nt")))
    for number in (last + 1, 10**7, 10**30):
        reply = ask(server, f"/catalog.ttl?page={number}")
        assert (reply.status, reply.type) == (404, "application/problem+json")


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "1.5", "%C2%B2", "%D9%A1"])
def test_a_page_has_a_number_from_one(server: str, number: str) -> None:
    assert ask(server, f"/catalog.ttl?page={number}").status == 400


def test_the_page_of_a_negotiated_format_leads_to_the_same_format(server: str) -> None:
    page = triples_of(ask(server, "/catalog?page=1", headers={"Accept": "application/rdf+xml"}), "rdf")
    [following] = [t.object.value for t in page if t.predicate == HYDRA("next")]  # type: ignore[union-attr]
    assert following == f"{server}/catalog.rdf?page=2"
