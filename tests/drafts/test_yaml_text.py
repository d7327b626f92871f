"""YAML that is written is read back as it was."""

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from medkg.catalog.yaml_reader import parse_yaml
from medkg.drafts.yaml_text import write_yaml

every = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    [
        "NO",
        "1.10",
        "007",
        "~",
        "null",
        "- x",
        "a: b",
        "x #y",
        "*a",
        "&a",
        "!t",
        "{",
        "a\u2028b",
        "\x85",
        "\ufeff",
        "\x00",
    ]
)
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no curated file may hold."""

texts = every.map(lambda text: NOT_XML.sub("", text))
scalars = texts | st.integers(-(10**15), 10**15)
keys = texts.filter(bool)


def read(text: str) -> Any:
    document, findings = parse_yaml(text, "x.yaml")
    assert findings == []
    assert document is not None
    return document.value


@given(st.dictionaries(keys, scalars | st.lists(scalars) | st.dictionaries(keys, scalars, min_size=1), min_size=1))
def test_what_is_written_is_read_back(value: dict[str, Any]) -> None:
    assert read(write_yaml(value, {})) == value


@given(texts)
def test_a_text_is_read_back_wherever_it_stands(text: str) -> None:
    value = {"a": text, "b": [text], "c": [{"d": text, "e": {"f": text}}], "g": text * 9}
    assert read(write_yaml(value, {})) == value


@given(every)
def test_a_comment_is_nothing_but_a_comment(text: str) -> None:
    written = write_yaml({"a": "b", "c": [{"d": {"e": "f"}}]}, {("a",): [text], ("c", 0, "d"): [text]})
    assert read(written) == {"a": "b", "c": [{"d": {"e": "f"}}]}


def test_long_texts_are_folded_and_lists_of_mappings_stand_in_lines() -> None:
    text = "word " * 40 + "end"
    assert write_yaml({"reason": text, "extent": [{"count": 1, "unit": "scan"}]}, {}).splitlines() == [
        "reason: >-",
        "  " + ("word " * 23).strip(),
        "  " + ("word " * 17) + "end",
        "extent:",
        "  - {count: 1, unit: scan}",
    ]
