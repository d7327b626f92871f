"""Documents about an entry in the terms of others: by suffix, by media type, and never in the place of the graph."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from http_client import ask
from medkg.edition import Edition
from medkg.namespaces import DCT
from medkg.profiles.profile import Profile
from medkg.profiles.table import PROFILES
from medkg.profiles.things import Thing
from medkg.settings import Limits, ServerSettings
from medkg.snapshot.reader import Snapshot
from medkg.sparql.formats import Shape, find_format
from medkg.sparql.local import LocalEngine
from medkg.web.app import create_app
from medkg.web.site import Site
from support import NAMES

ENTRIES = {
    "dataset": "dataset/abide",
    "challenge": "challenge/kits19",
    "series": "series/oasis",
    "catalog": "catalog/tcia",
    "service": "service/pubmed-web-api",
}
APPLYING = [
    (profile, path) for profile in PROFILES.values() for family, path in ENTRIES.items() if family in profile.families
]
OTHERS = [
    (profile, path)
    for profile in PROFILES.values()
    for family, path in ENTRIES.items()
    if family not in profile.families
]
OF_THEIR_OWN = [profile for profile in PROFILES.values() if find_format(profile.media_type, Shape.GRAPH) is None]
"""The profiles whose media type is that of no RDF."""


def names_of(value: object) -> str:
    return value.key if isinstance(value, Profile) else str(value)


@pytest.mark.parametrize(("profile", "path"), APPLYING, ids=names_of)
def test_an_entry_has_a_document_for_each_profile_that_fits(server: str, profile: Profile, path: str) -> None:
    reply = ask(server, f"/{path}{profile.suffix}")
    assert reply.status == 200, reply.text
    assert str(reply.headers["Content-Type"]).startswith(profile.media_type)
    assert reply.headers["Link"] == f'<{server}/{path}>; rel="describes"; type="text/html"'
    assert path.rpartition("/")[2] in reply.text
    tag = str(reply.headers["ETag"])
    assert ask(server, f"/{path}{profile.suffix}", headers={"If-None-Match": tag}).status == 304
    head = ask(server, f"/{path}{profile.suffix}", method="HEAD")
    assert (head.status, head.body, head.headers["ETag"]) == (200, b"", tag)


@pytest.mark.parametrize(("profile", "path"), OTHERS, ids=names_of)
def test_there_is_nothing_at_the_address_of_a_profile_that_does_not_fit(
    server: str, profile: Profile, path: str
) -> None:
    reply = ask(server, f"/{path}{profile.suffix}")
    assert (reply.status, reply.type) == (404, "application/problem+json")
    assert profile.title in reply.text
    offered = re.findall(r"\.[\w.]+\b", reply.text.partition(" It has ")[2])
    assert offered
    assert all(ask(server, f"/{path}{suffix}").status == 200 for suffix in offered)


@pytest.mark.parametrize(
    "path", ["dataset/nothing.bib", "organization/stanford-university.bib", ".bib", "x/.ris", "a%20b.bib"]
)
def test_what_is_no_entry_has_no_such_document(server: str, path: str) -> None:
    assert ask(server, f"/{path}").status == 404


@pytest.mark.parametrize("profile", OF_THEIR_OWN, ids=names_of)
def test_a_media_type_of_its_own_is_negotiated_as_by_resolvers_of_dois(server: str, profile: Profile) -> None:
    by_suffix = ask(server, f"/dataset/abide{profile.suffix}")
    for accepted in (
        profile.media_type,
        f"text/turtle;q=0.5, {profile.media_type}",
        f"text/html, {profile.media_type}",
    ):
        reply = ask(server, "/dataset/abide", headers={"Accept": accepted})
        assert (reply.status, reply.body) == (200, by_suffix.body)
        assert "Accept" in reply.headers["Vary"]


@pytest.mark.parametrize("accepted", ["*/*", "application/*", "text/*", "", "application/json"])
def test_who_names_no_profile_gets_the_graph(server: str, accepted: str) -> None:
    reply = ask(server, "/dataset/abide", headers={"Accept": accepted})
    assert reply.type in ("text/turtle", "application/ld+json")


def test_a_thing_that_is_no_entry_cannot_be_negotiated_so(server: str) -> None:
    reply = ask(server, "/organization/stanford-university", headers={"Accept": "application/x-bibtex"})
    assert reply.status == 406
    assert ask(server, "/dataset/nothing", headers={"Accept": "application/x-bibtex"}).status == 404


def write_title(thing: Thing, edition: Edition) -> bytes:
    return f"{thing.text(DCT('title'))} at {edition.page(thing.iri)}, {edition.digest[:4]}".encode()


SHORT = Profile("short", ".txt", "text/x-short", "Short", "https://example.org/short", write_title)
LONG = replace(SHORT, key="long", suffix=".long.txt", media_type="text/x-long", families=("challenge",))


@pytest.fixture
def client(real_snapshot: Snapshot, engine: LocalEngine) -> FlaskClient:
    """A client of an application with two profiles of which nobody else knows."""
    site = Site(real_snapshot, engine, NAMES, Limits(), ServerSettings(), profiles=(SHORT, LONG))
    return create_app(site).test_client()


def test_a_profile_needs_nothing_but_its_place_in_the_table(client: FlaskClient, real_snapshot: Snapshot) -> None:
    reply = client.get("/dataset/abide.txt")
    digest = real_snapshot.manifest.digest[:4]
    assert reply.text == f"Autism Brain Imaging Data Exchange at {NAMES.base}dataset/abide, {digest}"
    page = client.get("/dataset/abide", headers={"Accept": "text/html"})
    assert '<a href="/dataset/abide.txt">Short</a>' in page.text
    assert '</dataset/abide.txt>; rel="describedby"; type="text/x-short"' in page.headers["Link"]
    assert "abide.long.txt" not in page.headers["Link"]


def test_of_two_suffixes_that_fit_the_longer_counts(client: FlaskClient) -> None:
    assert client.get("/challenge/kits19.long.txt").content_type.startswith("text/x-long")
    reply = client.get("/dataset/abide.long.txt")
    assert (reply.status_code, ".txt" in reply.text) == (404, True)
