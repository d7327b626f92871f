"""FAIR Signposting over HTTP: a program that knows only the address of a page finds all else."""

import json

import pytest
from werkzeug.http import parse_options_header

from http_client import Reply, ask
from medkg.profiles.table import PROFILES

BROWSER = {"Accept": "text/html"}
ENTRIES = ["dataset/abide", "challenge/kits19", "series/oasis", "catalog/tcia", "service/pubmed-web-api"]
OTHERS = [
    "organization/stanford-university",
    "modality/mri",
    "event/miccai-2019",
    "publication/abide-paper",
    "country/us",
]


def links(reply: Reply) -> list[tuple[str, dict[str, str]]]:
    """Return the links of a header: target and attributes, read by somebody else's parser."""
    parts = str(reply.headers["Link"]).split(", <")
    read = (parse_options_header(part.removeprefix("<").replace(">;", ";", 1)) for part in parts)
    return [(target, dict(attributes)) for target, attributes in read]


def targets(reply: Reply, relation: str) -> list[str]:
    return [target for target, attributes in links(reply) if relation in attributes["rel"].split()]


@pytest.mark.parametrize("path", [*ENTRIES, *OTHERS])
def test_a_page_tells_what_it_is_about_and_how_it_is_cited(server: str, path: str) -> None:
    reply = ask(server, f"/{path}", headers=BROWSER)
    assert targets(reply, "cite-as") == [f"https://w3id.org/medkg/{path}"]
    about, type = targets(reply, "type")
    assert about == "https://schema.org/AboutPage"
    assert type.startswith("https://schema.org/")


@pytest.mark.parametrize("path", [*ENTRIES, *OTHERS])
def test_every_document_is_there_in_the_type_that_its_link_names(server: str, path: str) -> None:
    page = ask(server, f"/{path}", headers=BROWSER)
    described = [(target, told) for target, told in links(page) if "describedby" in told["rel"].split()]
    assert len(described) >= 6
    for target, told in described:
        reply = ask(server, target)
        assert (reply.status, reply.type) == (200, told["type"]), target
        assert targets(reply, "describes") == [f"{server}/{path}"]


@pytest.mark.parametrize("path", ENTRIES)
def test_a_linkset_holds_all_links_of_the_page(server: str, path: str) -> None:
    page = ask(server, f"/{path}", headers=BROWSER)
    [address] = targets(page, "linkset")
    reply = ask(server, address)
    assert (reply.status, reply.type) == (200, "application/linkset+json")
    assert ask(server, f"/{path}", headers={"Accept": "application/linkset+json"}).body == reply.body
    context = json.loads(reply.body)["linkset"][0]
    assert context["anchor"] == f"{server}/{path}"
    for target, told in links(page):
        whole = target if target.startswith("http") else server + target
        for relation in told["rel"].split():
            assert whole in [each["href"] for each in context[relation]]


def test_a_thing_that_is_no_entry_has_no_linkset(server: str) -> None:
    assert not targets(ask(server, "/modality/mri", headers=BROWSER), "linkset")
    assert ask(server, "/modality/mri.linkset.json").status == 404
    assert ask(server, "/modality/mri", headers={"Accept": "application/linkset+json"}).status == 406


def test_the_license_is_that_of_the_data_and_never_ours(server: str) -> None:
    licensed = ask(server, "/dataset/abide", headers=BROWSER)
    assert targets(licensed, "license") == ["https://creativecommons.org/licenses/by-nc-sa/3.0/"]
    for path in ("challenge/kits19", "organization/stanford-university"):
        assert targets(ask(server, f"/{path}", headers=BROWSER), "license") == []


def test_the_header_is_of_moderate_size(server: str) -> None:
    for path in [*ENTRIES, *OTHERS]:
        assert len(str(ask(server, f"/{path}", headers=BROWSER).headers["Link"])) < 4096


def test_profiles_that_do_not_fit_are_not_linked(server: str) -> None:
    found = targets(ask(server, "/challenge/kits19", headers=BROWSER), "describedby")
    for profile in PROFILES.values():
        assert (f"/challenge/kits19{profile.suffix}" in found) == ("challenge" in profile.families)
