"""The gallery of questions and their pages."""

import json
import re
from html import unescape

import pytest

from http_client import ask
from medkg.snapshot.reader import Snapshot

HTML = {"Accept": "text/html"}


def test_the_gallery_has_each_question_once(server: str, real_snapshot: Snapshot) -> None:
    text = ask(server, "/queries", headers=HTML).text
    found = re.findall(r'href="/queries/([\w-]+)"', text)
    assert sorted(found) == sorted(real_snapshot.queries)


def test_the_gallery_is_searched_by_words(server: str) -> None:
    text = unescape(ask(server, "/queries?q=people+disease", headers=HTML).text)
    assert "Which datasets about a disease have at least a given number of people?" in text
    assert "Who paid for which data?" not in text
    assert 'value="people disease"' in text


def test_a_search_without_a_hit_leads_on(server: str) -> None:
    text = ask(server, "/queries?q=zebra%22%3E", headers=HTML).text
    assert "0 of" in text
    assert 'href="/search?q=zebra%22%3E"' in text


def test_programs_get_the_same_list(server: str) -> None:
    listed = json.loads(ask(server, "/queries?q=people+disease").body)
    [found] = [each for each in listed if each["slug"] == "large-datasets-about-a-disease"]
    assert found["group"] == "size"
    assert found["parameters"] == {"disease": "concept", "minimum": "integer"}
    assert len(listed) < len(json.loads(ask(server, "/queries").body))


def test_a_question_has_its_slots_filled_with_the_default(server: str) -> None:
    text = ask(server, "/queries/large-datasets-about-a-disease", headers=HTML).text
    assert '<option value="nervous-system-disease" selected>nervous system disease</option>' in text
    assert re.search(r'<input id="p-minimum" name="minimum" value="100"', text)
    assert text.count("<option ") > 100


@pytest.mark.parametrize("value", ["isbi-2018", "event:isbi-2018", "https://w3id.org/medkg/event/isbi-2018"])
def test_a_given_value_stays_in_its_slot(server: str, value: str) -> None:
    text = ask(server, f"/queries/challenges-at-a-meeting?event={value}", headers=HTML).text
    assert re.findall(r'<option value="([^"]*)" selected>', text) == ["isbi-2018"]


def test_a_question_leads_back_to_its_place_in_the_gallery(server: str) -> None:
    text = ask(server, "/queries/challenges-at-a-meeting", headers=HTML).text
    [anchor] = re.findall(r'href="/queries#([^"]+)"', text)
    assert f'id="{anchor}"' in ask(server, "/queries", headers=HTML).text


def test_what_a_page_links_to_keeps_the_values(server: str) -> None:
    text = unescape(ask(server, "/queries/challenges-at-a-meeting?event=isbi-2018", headers=HTML).text)
    assert "/queries/challenges-at-a-meeting.csv?event=isbi-2018" in text
    assert f"{server}/queries/challenges-at-a-meeting?event=isbi-2018" in text
    assert "/queries/challenges-at-a-meeting?event=isbi-2018&view=raw#result" in text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("challenges-at-a-meeting?event=miccai-1999", "The graph knows no"),
        ("challenges-at-a-meeting?slug=1&_external=2&_scheme=x", "has no parameter"),
        ("datasets-with-at-least-n-people?minimum=many", "wants a whole number"),
    ],
)
def test_a_wrong_value_is_told_beside_the_form(server: str, path: str, words: str) -> None:
    reply = ask(server, f"/queries/{path}", headers=HTML)
    assert (reply.status, reply.type) == (400, "text/html")
    assert words in unescape(reply.text)
    assert 'class="sentence panel"' in reply.text


def test_a_question_with_a_picture_shows_it_first(server: str) -> None:
    text = ask(server, "/queries/count-by-modality", headers=HTML).text
    assert text.index('class="bars"') < text.index("<tbody>")
    assert 'class="bars"' not in ask(server, "/queries/count-by-modality?view=table", headers=HTML).text


def test_names_are_links_to_their_things(server: str) -> None:
    text = ask(server, "/queries/data-about-a-disease", headers=HTML).text
    assert re.search(r'<a href="/dataset/lidc" title="https://w3id.org/medkg/dataset/lidc">[^<]+</a>', text)


def test_the_query_can_be_read_and_opened_in_the_editor(server: str) -> None:
    text = ask(server, "/queries/count-by-year", headers=HTML).text
    assert "PREFIX dcat:" in text
    [href] = set(re.findall(r'<a class="query-link" href="([^"]*)"', text))
    assert ask(server, unescape(href), headers=HTML).status == 200
