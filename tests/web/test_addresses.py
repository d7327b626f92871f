"""Links of pages: where an IRI is answered, and that none leads where it does not say."""

from collections.abc import Iterator

import pytest
from flask import Flask

from medkg.settings import Limits, ServerSettings
from medkg.snapshot.reader import Snapshot
from medkg.sparql.local import LocalEngine
from medkg.web.addresses import local_link
from medkg.web.app import create_app
from medkg.web.site import Site
from support import NAMES


@pytest.fixture
def app(engine: LocalEngine, real_snapshot: Snapshot) -> Iterator[Flask]:
    made = create_app(Site(real_snapshot, engine, NAMES, Limits(), ServerSettings()))
    with made.test_request_context("/", base_url="http://localhost/below"):
        yield made


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("iri", "link"),
    [
        (f"{NAMES.base}dataset/abide", "/below/dataset/abide"),
        (NAMES.base, "/below/"),
        ("https://example.org/x", "https://example.org/x"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("urn:x", None),
    ],
)
def test_an_iri_leads_to_this_server_to_its_own_or_nowhere(iri: str, link: str | None) -> None:
    assert local_link(iri) == link


def test_no_link_that_looks_local_leads_to_another_host(engine: LocalEngine, real_snapshot: Snapshot) -> None:
    made = create_app(Site(real_snapshot, engine, NAMES, Limits(), ServerSettings()))
    with made.test_request_context("/"):
        assert local_link(f"{NAMES.base}/example.org/x") == f"{NAMES.base}/example.org/x"
