"""The page that compares: state in the address, words for differences, the same table as CSV."""

import csv
import io
import re
from html import unescape

from http_client import Reply, ask

BROWSER = {"Accept": "text/html"}
TWO = "id=dataset/kits19-data&id=dataset/lidc"


def page(server: str, query: str) -> Reply:
    return ask(server, f"/compare?{query}", headers=BROWSER)


def fields(text: str) -> list[str]:
    return re.findall(r'<th scope="row">([^<]+?) *<', text)


def rows(server: str, query: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(ask(server, f"/compare.csv?{query}").text, newline="")))


def test_differences_are_said_in_words(server: str) -> None:
    text = page(server, TWO).text
    assert 'Modality <span class="verdict">differs</span>' in text
    assert 'Kind <span class="verdict">same for all</span>' in text
    assert '<span class="not-stated">not stated</span>' in text


def test_values_that_others_have_too_are_marked_where_some_have_none(server: str) -> None:
    text = page(server, "id=dataset/kits19-data&id=dataset/abide").text
    assert re.search(r'>image</a> <span class="shared">shared</span>', text)
    assert not re.search(r'>annotation</a> <span class="shared">', text)


def test_only_differences_leaves_out_what_is_alike(server: str) -> None:
    every, only = fields(page(server, TWO).text), fields(page(server, f"{TWO}&only=differences").text)
    assert set(only) < set(every)
    assert "Kind" not in only


def test_csv_has_the_table_of_the_page(server: str) -> None:
    for query in (TWO, f"{TWO}&only=differences"):
        reply = ask(server, f"/compare.csv?{query}")
        assert (reply.status, reply.type) == (200, "text/csv")
        assert [row[0] for row in rows(server, query)[2:]] == [unescape(f) for f in fields(page(server, query).text)]


def test_csv_names_the_entries(server: str) -> None:
    titles, iris = rows(server, TWO)[:2]
    assert titles[2:] == ["KiTS19 data", "Lung Image Database Consortium"]
    assert iris[2:] == [f"https://w3id.org/medkg/dataset/{id}" for id in ("kits19-data", "lidc")]


def test_an_entry_is_taken_away_or_added_by_a_link(server: str) -> None:
    text = unescape(page(server, TWO).text)
    assert 'href="/compare?id=dataset/lidc"' in text
    offered = re.findall(rf'href="(/compare\?{TWO}&id=[^"]+)"', text)
    assert offered
    assert ask(server, offered[0], headers=BROWSER).status == 200


def test_an_unknown_id_is_named_and_the_rest_is_shown(server: str) -> None:
    reply = page(server, "id=dataset/drive&id=dataset/%3Cb%3E")
    assert reply.status == 200
    assert "<code>dataset/&lt;b&gt;</code>" in reply.text
    assert "Digital Retinal Images" in reply.text


def test_without_entries_the_page_says_what_it_is_for(server: str) -> None:
    text = page(server, "").text
    assert "side by side" in text
    assert "For example" in text
    assert "<table" not in text


def test_words_that_no_name_has_lead_to_the_search(server: str) -> None:
    text = page(server, "q=zzzz").text
    assert 'href="/search?q=zzzz"' in text


def test_the_table_leads_to_its_query(server: str) -> None:
    href = re.search(r'class="query-link" href="([^"]+)"', page(server, TWO).text)
    assert href
    reply = ask(server, unescape(href[1]), headers={"Accept": "text/csv"})
    assert (reply.status, reply.type) == (200, "text/csv")
    assert "kits19-data" in reply.text
