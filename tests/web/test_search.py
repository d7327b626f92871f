"""The page of a search, over HTTP."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from http_client import Reply, ask

BROWSER = {"Accept": "text/html"}


def search(server: str, **asked: object) -> Reply:
    return ask(server, f"/search?{urlencode(asked)}", headers=BROWSER)


def test_without_words_the_page_shows_what_can_be_searched_for(server: str) -> None:
    reply = ask(server, "/search", headers=BROWSER)
    assert reply.status == 200
    assert 'name="q"' in reply.text
    assert "/search?q=heart+attack" in reply.text


def test_what_was_understood_is_said_and_can_be_switched_off(server: str) -> None:
    text = " ".join(search(server, q="heart attack").text.split())
    assert "Searched <b>heart attack</b> as" in text
    assert "/disease/myocardial-infarction" in text
    assert "/dataset/sunnybrook-cardiac" in text
    assert "only=1" in text
    literal = search(server, q="heart attack", only=1).text
    assert "/dataset/sunnybrook-cardiac" not in literal
    assert "/disease/myocardial-infarction" in literal


def test_a_misspelt_word_leads_to_the_right_one(server: str) -> None:
    assert 'href="/search?q=kidney+tumor"' in search(server, q="kideny tumor").text


def test_a_concept_leads_to_its_entries(server: str) -> None:
    text = search(server, q="myocardial infarction").text
    assert 'href="/browse?disease=myocardial-infarction"' in text


def test_nothing_found_is_said_with_ways_on(server: str) -> None:
    text = search(server, q="zzzqqq").text
    assert "Nothing was found" in text
    assert 'href="/browse"' in text


def test_one_kind_is_shown_and_the_others_counted(server: str) -> None:
    text = search(server, q="tumor", kind="disease").text
    assert 'id="disease"' in text
    assert 'id="dataset"' not in text
    assert "kind=dataset" in text


def test_what_is_typed_is_text_in_the_page(server: str) -> None:
    text = search(server, q="<script>alert(1)</script>").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


@settings(max_examples=40)
@given(text=st.text(max_size=200), page=st.text(max_size=5), kind=st.sampled_from(["", "dataset", "disease", "x"]))
def test_any_address_is_answered(server: str, text: str, page: str, kind: str) -> None:
    query = f"q={quote(text)}&page={quote(page)}&kind={kind}"
    assert ask(server, f"/search?{query}", headers=BROWSER).status == 200


@pytest.mark.parametrize("query", ["q=%00", "q=%22%28AND", "q=%F0%9F%98%80", "q=" + "kidney+" * 1000, "page=9&q=lung"])
def test_hostile_texts_are_answered(server: str, query: str) -> None:
    assert ask(server, f"/search?{query}", headers=BROWSER).status == 200
