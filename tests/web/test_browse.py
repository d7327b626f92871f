"""The list of all entries over HTTP: its state is the address, and what it shows can be taken away."""

import csv
import io
import re
from html import unescape
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from http_client import ask

BROWSER = {"Accept": "text/html"}


def page(server: str, state: str = "") -> str:
    reply = ask(server, f"/browse{state}", headers=BROWSER)
    assert reply.status == 200
    return reply.text


def links(text: str, start: str) -> list[str]:
    return [unescape(href) for href in re.findall(r'href="([^"]*)"', text) if unescape(href).startswith(start)]


def count(text: str) -> str:
    found = re.search(r'id="count" role="status">([^<,]*)', text)
    assert found
    return found[1]


def test_the_list_counts_what_it_shows(server: str) -> None:
    text = page(server)
    assert count(text) == "143 entries"
    assert len(re.findall(r'name="id"', text)) == 24
    assert len(re.findall(r'name="id"', page(server, "?page=6"))) == 23


def test_choices_are_ticked_named_and_can_be_taken_off(server: str) -> None:
    text = page(server, "?modality=ct&anatomy=chest&view=table")
    assert re.search(r'id="modality-ct"[^>]* checked', text)
    assert "includes 1 narrower term" in text
    assert "/browse?anatomy=chest&view=table" in links(text, "/browse?")
    assert "/browse?modality=ct&view=table" in links(text, "/browse?")


def test_every_link_of_the_list_leads_to_a_page(server: str) -> None:
    text = page(server, "?modality=mri&modality=ct&disease=stated")
    addresses = set(links(text, "/browse")) | set(links(text, "/dataset/")) | set(links(text, "/modality/"))
    assert len(addresses) > 20
    for address in sorted(addresses):
        assert ask(server, address, headers=BROWSER).status == 200, address


def test_the_files_have_the_entries_of_the_list_in_its_order(server: str) -> None:
    text = page(server, "?event=miccai&sort=year&view=table")
    [address] = [href for href in links(text, "/sparql?") if "format=csv" in href]
    rows = list(csv.DictReader(io.StringIO(ask(server, address).text)))
    shown = re.findall(r'<th scope="row"><a href="/([^"]*)"', text)
    assert [urlsplit(row["entry"]).path.removeprefix("/medkg/") for row in rows] == shown
    assert count(text) == f"{len(rows)} entries"


def test_the_triples_of_the_list_can_be_had(server: str) -> None:
    [address] = [href for href in links(page(server, "?event=miccai-2019"), "/sparql?") if "format=ttl" in href]
    reply = ask(server, address)
    assert (reply.status, reply.type) == (200, "text/turtle")
    assert "kits19" in reply.text


def test_each_query_of_the_list_runs_as_it_is_handed_out(server: str) -> None:
    queries = [href for href in links(page(server, "?modality=ct&size=100"), "/sparql?") if "format=" not in href]
    assert len(queries) > 11
    for address in sorted(set(queries)):
        assert ask(server, address, headers={"Accept": "text/csv, text/turtle"}).status == 200, address


def test_where_nothing_fits_the_list_says_which_filter_to_take_off(server: str) -> None:
    text = page(server, "?modality=dermoscopy&anatomy=kidney")
    assert count(text) == "No entry fits all of this"
    assert 'href="/browse?anatomy=kidney">Without modality</a>' in text


def test_what_is_not_understood_is_said(server: str) -> None:
    text = page(server, "?year=last&modality=%3Cscript%3E")
    assert "Year: last; Modality: &lt;script&gt;" in text
    assert "<script>" not in text.replace("<script src", "")


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.one_of(
                st.sampled_from(
                    ["modality", "year", "size", "kind", "event", "all", "exact", "find-task", "page", "sort", "view"]
                ),
                st.text(min_size=1, max_size=8),
            ),
            st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
        ),
        max_size=5,
    )
)
def test_any_address_of_the_list_is_a_page(server: str, parameters: list[tuple[str, str]]) -> None:
    state = "&".join(f"{quote(name)}={quote(value)}" for name, value in parameters)
    assert ask(server, f"/browse?{state}", headers=BROWSER).status == 200


@pytest.mark.parametrize("path", ["/", "/browse"])
def test_a_page_is_known_again(server: str, path: str) -> None:
    tag = ask(server, path, headers=BROWSER).headers["ETag"]
    assert ask(server, path, headers={**BROWSER, "If-None-Match": tag}).status == 304
