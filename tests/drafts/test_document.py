"""Records from files: their size, their coding, their format, their lines."""

from pathlib import Path

import pytest

from medkg.drafts.document import Format, read_document
from medkg.drafts.fetch import Limits
from medkg.errors import RecordUnusable


@pytest.mark.parametrize(
    ("name", "text", "format"),
    [
        ("x.ttl", "[] a [] .", Format.TURTLE),
        ("x.rdf", "<a/>", Format.RDF_XML),
        ("x", '{"a": 1}', Format.JSON_LD),
        ("x", '\n[{"a": 1}]', Format.JSON_LD),
        ("x", "<!-- a --> <!DOCTYPE HTML><p>", Format.HTML),
        ("x", '<?xml version="1.0"?><rdf:RDF/>', Format.RDF_XML),
        ("x", "<https://example.com/a> a <https://example.com/b> .", Format.TURTLE),
        ("x", "[ a <https://example.com/b> ] .", Format.TURTLE),
    ],
)
def test_a_format_is_told_by_the_name_or_else_by_the_text(tmp_path: Path, name: str, text: str, format: Format) -> None:
    (tmp_path / name).write_text(text)
    assert read_document(str(tmp_path / name), Limits()).format is format


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a\nb\xff", ":2: Byte 3 is not UTF-8"),
        (b"\x1f\x8b\x08", "compressed"),
        (b" \n", "Empty"),
        (b"x" * 101, "Larger than 0.0001 MB"),
    ],
)
def test_a_file_that_is_no_record_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "x.ttl").write_bytes(content)
    with pytest.raises(RecordUnusable, match=words):
        read_document(str(tmp_path / "x.ttl"), Limits(size=100))


@pytest.mark.parametrize("place", ["nowhere.ttl", "ftp://example.com/x.ttl", "."])
def test_what_is_neither_file_nor_address_is_refused(place: str) -> None:
    with pytest.raises(RecordUnusable, match="Neither an http or https address nor a file"):
        read_document(place, Limits())


def test_a_line_is_found_for_a_text_that_is_shortened_or_escaped(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text('a\nobo:UBERON_1\n"Caf\\u00e9 of kidneys"\n')
    document = read_document(str(tmp_path / "x.ttl"), Limits())
    lines = [document.line_of(text) for text in ("http://a.org/obo/UBERON_1", "Café of kidneys", "nowhere at all")]
    assert lines == [2, 3, 1]
