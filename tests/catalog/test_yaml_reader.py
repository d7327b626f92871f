"""YAML as the core schema of YAML 1.2 reads it, with the line of every value."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from medkg.catalog.yaml_reader import parse_yaml


def value_of(text: str) -> object:
    document, findings = parse_yaml(text, "x.yaml")
    assert findings == []
    assert document is not None
    return document.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("12:30:45", "12:30:45"),
        ("2019-10-13", "2019-10-13"),
        ("1_000", "1_000"),
        ("1.10", 1.1),
        ("'1.10'", "1.10"),
        ('"true"', "true"),
        ("true", True),
        ("~", None),
        ("0o17", 15),
        ("0x1F", 31),
        ("017", 17),
        ("+12", 12),
        ("1e3", 1000.0),
        ("327-331", "327-331"),
        ("10.1038/mp.2013.78", "10.1038/mp.2013.78"),
        ("|\n  12", "12\n"),
    ],
)
def test_scalars_follow_the_core_schema(text: str, value: object) -> None:
    assert value_of(f"key: {text}\n") == {"key": value}


def test_every_value_knows_its_line() -> None:
    document, _ = parse_yaml("a: 1\nb:\n  - x\n  - y: 2\n", "x.yaml")
    assert document is not None
    assert document.line(("b", 1, "y")) == 4
    assert document.line(("b", 1, "missing", 7)) == 4
    assert document.line(("nowhere",)) == 1


def test_a_duplicate_key_is_found_however_deep() -> None:
    _, findings = parse_yaml("a:\n  - b: 1\n    c: 2\n    b: 3\n", "x.yaml")
    assert [str(f) for f in findings] == [
        "x.yaml:4: error: Key 'b' stands here a second time (first in line 2). Keep one. [duplicate-key]"
    ]


def test_an_alias_to_itself_is_a_finding_and_no_endless_loop() -> None:
    _, findings = parse_yaml("a: &x\n  - *x\n", "x.yaml")
    assert [f.rule for f in findings] == ["yaml-syntax"]


@pytest.mark.parametrize("text", [r"\0", r"\a", r"\e", r"\uFFFE"])
def test_a_text_that_xml_cannot_hold_is_a_finding_however_it_is_written(text: str) -> None:
    _, findings = parse_yaml(f'a: 1\nb: "x{text}"\n', "x.yaml")
    assert [(f.rule, f.line) for f in findings] == [("yaml-syntax", 2)]


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"))),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.from_regex("[a-z]{1,8}", fullmatch=True), inner, max_size=4)
    ),
    max_leaves=20,
)


class QuotingDumper(yaml.SafeDumper):
    """Writes every text in quotes: PyYAML writes YAML 1.1, which takes some numbers of YAML 1.2 for plain words."""


QuotingDumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


@given(PLAIN)
def test_what_is_written_in_yaml_comes_back(value: object) -> None:
    document, findings = parse_yaml(yaml.dump(value, Dumper=QuotingDumper, allow_unicode=True), "x.yaml")
    assert findings == []
    assert document is not None
    assert document.value == value
