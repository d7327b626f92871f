"""JSON-LD in web pages."""

import pytest

from medkg.drafts.web_page import find_json_ld

JSON_LD = '<script type="application/ld+json">'


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        (f"{JSON_LD}1</script>{JSON_LD}2</script>", ["1", "2"]),
        ("<SCRIPT async TYPE = 'application/ld+json; charset=utf-8'>1</SCRIPT >", ["1"]),
        ("<script type=application/ld+json>1</script>", ["1"]),
        (f"<!-- {JSON_LD}1</script> -->{JSON_LD}2</script>", ["2"]),
        (f"<script>'{JSON_LD}1'</script>", []),
        ('<script type="application/json">1</script>', []),
        (f"{JSON_LD}1", []),
        (f"{JSON_LD}1</script><!-- {JSON_LD}2</script>", ["1"]),
    ],
)
def test_scripts_are_found_as_a_browser_finds_them(page: str, texts: list[str]) -> None:
    assert [script.text for script in find_json_ld(page)] == texts


@pytest.mark.parametrize("part", ["<script", "<!--", "<!", "<", JSON_LD, "<script>x", "</script>", "type=", "-->"])
def test_a_page_of_many_megabytes_is_read_in_one_pass(part: str) -> None:
    assert list(find_json_ld(part * (2_000_000 // len(part)))) == []
