"""Results as pages: what stands in the address, what is shown, and what a failed query says."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest

from http_client import FORM, Reply, ask

HTML = {"Accept": "text/html"}
NUMBERS = f"SELECT ?n {{ VALUES ?n {{ {' '.join(map(str, range(120)))} }} }}"


def page(server: str, query: str, **state: str) -> Reply:
    return ask(server, f"/sparql?{urlencode({'query': query, **state})}", headers=HTML)


def links(reply: Reply, words: str) -> list[str]:
    """Return where the links with these words lead."""
    return [unescape(href) for href in re.findall(rf'<a [^>]*href="([^"]*)"[^>]*>{re.escape(words)}</a>', reply.text)]


def follow(server: str, reply: Reply, words: str) -> Reply:
    [href] = links(reply, words)
    return ask(server, href.split("#")[0], headers=HTML)


def rows(reply: Reply) -> list[str]:
    """Return the first cell of each row."""
    body = reply.text.partition("<tbody>")[2].partition("</tbody>")[0]
    return [re.sub(r"<[^>]+>", "", row).strip() for row in re.findall(r"<tr>(.*?)</td>", body, re.DOTALL)]


def test_a_page_has_fifty_rows_and_leads_to_the_next(server: str) -> None:
    first = page(server, NUMBERS)
    assert "120 rows, 1 to 50 on this page" in first.text
    assert rows(first) == [str(n) for n in range(50)]
    second = follow(server, first, "Next")
    assert rows(second)[0] == "50"
    assert rows(follow(server, second, "Next"))[-1] == "119"
    assert rows(follow(server, second, "Previous")) == rows(first)
    assert len(rows(follow(server, first, "100 rows a page"))) == 100


def test_a_heading_sorts_and_the_order_stays_on_the_next_page(server: str) -> None:
    ascending = follow(server, page(server, NUMBERS), "n")
    assert 'aria-sort="ascending"' in ascending.text
    descending = follow(server, ascending, "n")
    assert 'aria-sort="descending"' in descending.text
    assert rows(descending)[0] == "119"
    assert rows(follow(server, descending, "Next"))[0] == "69"
    assert rows(follow(server, descending, "Order of the query")) == rows(page(server, NUMBERS))


def test_a_state_that_means_nothing_shows_the_result_all_the_same(server: str) -> None:
    reply = page(server, NUMBERS, page="-3", sort="?; DROP", rows="1e9", iris="maybe", view="<script>")
    assert reply.status == 200
    assert rows(reply) == rows(page(server, NUMBERS))
    assert "<script>'" not in reply.text
    assert "There is no view &#39;&lt;script&gt;&#39;" in reply.text


def test_things_are_called_by_their_labels_and_their_iris_can_be_had(server: str) -> None:
    query = "SELECT ?site { VALUES ?site { <https://w3id.org/medkg/anatomy/lung> } }"
    labelled = page(server, query)
    assert rows(labelled) == ["lung"]
    assert 'title="https://w3id.org/medkg/anatomy/lung"' in labelled.text
    assert rows(follow(server, labelled, "Show IRIs")) == ["https://w3id.org/medkg/anatomy/lung"]


def test_a_comment_chooses_the_picture_and_the_address_overrides_it(server: str) -> None:
    query = '#view:bar\nSELECT ?a ?n { VALUES (?a ?n) { ("x" 1) ("y" 2) } }'
    assert 'class="bars"' in page(server, query).text
    assert 'class="bars"' not in page(server, query, view="table").text
    raw = page(server, query, view="raw").text
    assert "&#34;bindings&#34;" in raw
    assert "<tbody>" not in raw


def test_only_pictures_that_fit_are_offered(server: str) -> None:
    assert links(page(server, NUMBERS), "Bars") == []
    offered = page(server, 'SELECT ?a ?n { VALUES (?a ?n) { ("x" 1) ("y" 2) } }')
    assert len(links(offered, "Bars")) == 1


def test_all_links_of_a_result_keep_the_chosen_graphs(server: str) -> None:
    graph = "https://w3id.org/medkg/graph/stated/kits19"
    reply = page(server, "SELECT ?s ?p ?o { ?s ?p ?o }", **{"default-graph-uri": graph})
    assert f"default-graph-uri={graph}" in links(reply, "Raw")[0]
    [csv] = links(reply, "CSV")
    assert 5 < len(ask(server, csv).text.splitlines()) < 100


def test_files_come_in_each_format(server: str) -> None:
    reply = page(server, NUMBERS)
    for words, media_type in (("CSV", "text/csv"), ("JSON", "application/sparql-results+json")):
        [href] = links(reply, words)
        assert ask(server, href, headers=HTML).type == media_type


def test_an_answer_can_be_cited_with_the_version_of_the_data(server: str) -> None:
    digest = ask(server, "/health").text.partition('"digest": "')[2][:12]
    text = unescape(page(server, "ASK {}").text)
    assert f"medkg, data version {digest}. Answer to a SPARQL query. {server}/sparql?query=ASK" in text


def test_how_long_it_took_is_told_beside_the_page_which_stays_the_same(server: str) -> None:
    one, two = (page(server, "SELECT ?s { ?s a ?c } LIMIT 3") for _ in range(2))
    assert re.fullmatch(r"query;dur=\d+\.\d", one.headers["Server-Timing"])
    assert (one.body, one.headers["ETag"]) == (two.body, two.headers["ETag"])


def test_a_query_sent_by_post_is_shown_with_links_to_get(server: str) -> None:
    reply = ask(server, "/sparql", urlencode({"query": NUMBERS}), {**FORM, **HTML})
    assert rows(follow(server, reply, "Next"))[0] == "50"


def test_yes_or_no_is_said_in_words(server: str) -> None:
    assert '<p class="yes-no">Yes</p>' in page(server, "ASK {}").text
    assert '<p class="yes-no">No</p>' in page(server, "ASK { FILTER(false) }").text


def test_an_empty_result_says_what_to_try(server: str) -> None:
    text = page(server, "SELECT ?s { ?s <urn:nothing> ?o }").text
    assert "0 rows" in text
    assert "Remove one condition" in text


def test_triples_are_a_graph_and_rows_and_turtle(server: str) -> None:
    query = (
        "CONSTRUCT { <https://w3id.org/medkg/anatomy/lung> <urn:in> <https://w3id.org/medkg/anatomy/chest> } WHERE {}"
    )
    drawn = page(server, query)
    assert "1 triple." in drawn.text
    assert "<svg" in drawn.text.partition('id="result"')[2]
    assert rows(drawn) == ["lung"]
    assert "&lt;urn:in&gt;" in page(server, query, view="raw").text
    assert len(links(drawn, "Turtle")) == 1


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("SELECT ?x { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?x) }", 504, "5 seconds for one query"),
        ("SELECT ?x { ?s <urn:p> ?o", 400, "Line 1, column"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", 403, "Ask for what is in this graph"),
        ("SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 200000", 507, "Files may be larger"),
    ],
)
def test_a_query_that_fails_keeps_its_text_and_says_what_helps(
    server: str, query: str, status: int, words: str
) -> None:
    reply = page(server, query)
    assert (reply.status, reply.type) == (status, "text/html")
    assert words in unescape(reply.text)
    assert f"{query}</textarea>" in unescape(reply.text)
    assert 'role="alert"' in reply.text


def test_a_fault_is_shown_in_its_line_and_mended_with_one_press(server: str) -> None:
    reply = page(server, "SELECT ?s WHERE {\n  ?s medkg:heldAt ?e }")
    assert re.search(r"<pre [^>]*>  \?s <mark>medkg:heldAt</mark> \?e }\n     \^</pre>", reply.text)
    mended = follow(server, reply, "Add PREFIX medkg: and run")
    assert mended.status == 200
    assert len(rows(mended)) > 20


def test_a_query_too_long_for_an_address_is_shown_without_links(server: str) -> None:
    query = f"{NUMBERS} #{'x' * 9000}"
    reply = ask(server, "/sparql", urlencode({"query": query}), {**FORM, **HTML})
    assert len(rows(reply)) == 50
    assert "too long to stand in a link" in reply.text
    assert links(reply, "n") == links(reply, "Next") == links(reply, "CSV") == links(reply, "Raw") == []
    assert len(reply.body) < 100_000


def test_of_very_many_columns_the_first_are_shown(server: str) -> None:
    names = [f"?v{number}" for number in range(150)]
    reply = page(server, f"SELECT {' '.join(names)} {{ VALUES ({' '.join(names)}) {{ ({' '.join('1' * 150)}) }} }}")
    assert "And 50 more columns" in reply.text
    assert reply.text.count("<th ") == 100


def test_without_a_query_the_page_offers_some(server: str) -> None:
    reply = ask(server, "/sparql", headers=HTML)
    begin = reply.text.partition("Begin with one of these")[2]
    for href in re.findall(r'href="(/sparql\?[^"]*)"', begin):
        assert ask(server, unescape(href), headers=HTML).status == 200
