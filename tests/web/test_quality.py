"""The page about quality: each number leads to the things behind it."""

import re
from html import unescape

import pytest

from http_client import ask

BROWSER = {"Accept": "text/html"}


def test_each_share_leads_to_a_list_of_as_many_entries(server: str) -> None:
    text = ask(server, "/quality", headers=BROWSER).text
    gaps = re.findall(r'<a href="(/quality\?field=[^"]+)">.*?class="missing">(\d+) without', text)
    assert len(gaps) > 40
    for href, missing in gaps[::9]:
        listed = ask(server, unescape(href), headers=BROWSER).text
        assert listed.count('<th scope="row">') == int(missing), href


def test_a_gap_leads_to_the_source(server: str) -> None:
    text = ask(server, "/quality?field=access&kind=challenge", headers=BROWSER).text
    assert re.search(r'href="/source/[\w-]+#L327-331">lines 327 to 331</a>', text)


def test_the_lines_of_the_source_stand_where_the_link_leads(server: str) -> None:
    text = ask(server, "/quality?field=modality&kind=dataset", headers=BROWSER).text
    links = re.findall(r'href="(/source/[\w-]+)#(L[\d-]+)"', text)
    assert links
    for path, anchor in links:
        assert f'<tr id="{anchor}">' in ask(server, path, headers=BROWSER).text


def test_each_vocabulary_leads_to_its_unmapped_concepts(server: str) -> None:
    text = ask(server, "/quality", headers=BROWSER).text
    for href, number in re.findall(r'<a href="(/quality\?scheme=[^"]+)">(\d+)<', text):
        assert ask(server, href, headers=BROWSER).text.count('<th scope="row">') == int(number), href


def test_every_query_of_the_page_can_be_run(server: str) -> None:
    text = ask(server, "/quality", headers=BROWSER).text
    hrefs = re.findall(r'class="query-link" href="([^"]+)"', text)
    assert len(hrefs) == 5
    for href in hrefs:
        assert ask(server, unescape(href), headers={"Accept": "text/csv"}).text.count("\n") > 1


@pytest.mark.parametrize("query", ["field=nothing", "field=size&kind=nothing", "scheme=nothing", "scheme=%3E"])
def test_a_gap_that_is_not_is_a_wrong_parameter(server: str, query: str) -> None:
    assert ask(server, f"/quality?{query}", headers=BROWSER).status == 400
