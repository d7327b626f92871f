"""Content codings: which one a client gets, and that its bytes are the body again."""

import gzip

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from medkg.sparql.formats import FORMATS
from medkg.web.coding import MINIMUM_BYTES, Coding, encode, is_compressible, negotiate_coding

CHROME = "gzip, deflate, br, zstd"


@pytest.mark.parametrize(
    ("accept_encoding", "coding"),
    [
        pytest.param(None, "identity", id="no header"),
        pytest.param("", "identity", id="an empty header"),
        pytest.param(CHROME, "zstd", id="Chrome and Firefox"),
        pytest.param("gzip, deflate, br", "gzip", id="Safari, aiohttp"),
        pytest.param("gzip, deflate", "gzip", id="requests"),
        pytest.param("gzip,deflate", "gzip", id="Apache HttpClient"),
        pytest.param("xz,gzip,deflate", "gzip", id="OWL API"),
        pytest.param("deflate, gzip, br, zstd", "zstd", id="curl --compressed"),
        pytest.param("identity", "identity", id="urllib"),
        pytest.param("x-gzip", "gzip", id="the old name"),
        pytest.param("GZIP ; Q=0.5", "gzip", id="case and whitespace"),
        pytest.param("br, compress", "identity", id="none of ours"),
        pytest.param("zstd;q=0.5, gzip;q=0.9", "gzip", id="the higher weight"),
        pytest.param("zstd;q=0.5, gzip;q=0.5", "zstd", id="equal weights"),
        pytest.param("gzip;q=0.5", "gzip", id="identity unmentioned comes last"),
        pytest.param("gzip;q=0.5, identity", "identity", id="identity wanted more"),
        pytest.param("gzip, identity", "gzip", id="identity wanted as much"),
        pytest.param("*", "zstd", id="anything"),
        pytest.param("zstd;q=0, *", "gzip", id="anything but one"),
        pytest.param("zstd;q=0, gzip;q=0", "identity", id="all but identity excluded"),
        pytest.param("*;q=0, gzip", "gzip", id="nothing but one"),
        pytest.param("*;q=0, identity", "identity", id="nothing but identity"),
        pytest.param("identity;q=0", None, id="identity excluded and nothing named"),
        pytest.param("*;q=0", None, id="everything excluded"),
        pytest.param("br, identity;q=0", None, id="none of ours, identity excluded"),
        pytest.param("gzip, identity;q=0", "gzip", id="identity excluded"),
        pytest.param("identity;q=0, *;q=0.1", "zstd", id="anything but identity"),
        pytest.param("gzip;q=much", "identity", id="a malformed weight"),
        pytest.param(",;=\"'", "identity", id="unreadable"),
    ],
)
def test_the_coding_that_is_wanted_most_is_chosen(accept_encoding: str | None, coding: str | None) -> None:
    assert negotiate_coding(accept_encoding) == coding


@given(st.text() | st.text(st.characters(max_codepoint=255)))
def test_any_text_gives_a_coding_or_none(accept_encoding: str) -> None:
    assert negotiate_coding(accept_encoding) in (*Coding, None)


@given(st.dictionaries(st.sampled_from(["gzip", "zstd", "identity", "br", "*"]), st.sampled_from([0, 0.001, 0.5, 1])))
def test_no_coding_is_chosen_that_is_excluded(weights: dict[str, float]) -> None:
    chosen = negotiate_coding(", ".join(f"{name};q={weight}" for name, weight in weights.items()))
    acceptable = {coding for coding in Coding if weights.get(coding, weights.get("*", coding == "identity"))}
    assert chosen in acceptable if acceptable else chosen is None


@given(st.dictionaries(st.sampled_from(["gzip", "zstd", "identity", "br", "*"]), st.sampled_from([0, 0.001, 0.5, 1])))
def test_only_what_is_offered_is_chosen(weights: dict[str, float]) -> None:
    header = ", ".join(f"{name};q={weight}" for name, weight in weights.items())
    chosen = negotiate_coding(header, (Coding.GZIP, Coding.IDENTITY))
    assert chosen in (Coding.GZIP, Coding.IDENTITY, None)
    wants_gzip, wants_plain = (weights.get(name, weights.get("*", 0)) for name in ("gzip", "identity"))
    assert (chosen is Coding.GZIP) == (wants_gzip > 0 and wants_gzip >= wants_plain)


@given(st.binary(max_size=5000))
def test_a_body_comes_back_from_every_coding(body: bytes) -> None:
    assert encode(body, Coding.IDENTITY) == body
    assert gzip.decompress(encode(body, Coding.GZIP)) == body
    assert zstandard.ZstdDecompressor().decompress(encode(body, Coding.ZSTD)) == body


@pytest.mark.parametrize("coding", Coding)
def test_the_same_body_has_the_same_bytes(coding: Coding) -> None:
    body = b"one row after the other\n" * 1000
    assert encode(body, coding) == encode(bytes(body), coding)


def test_the_gzip_header_names_no_time() -> None:
    assert encode(b"body", Coding.GZIP)[4:8] == b"\0\0\0\0"


def test_a_large_body_needs_no_larger_window_than_clients_of_http_have() -> None:
    """The bound is 8 MB: https://www.rfc-editor.org/rfc/rfc9659#section-3."""
    encoded = encode(bytes(20 << 20), Coding.ZSTD)
    assert zstandard.get_frame_parameters(encoded).window_size <= 8 << 20


@pytest.mark.parametrize(
    "content_type",
    [
        *(format.content_type for format in FORMATS.values()),
        "text/html; charset=utf-8",
        "application/json",
        "Application/Problem+JSON",
        "image/svg+xml",
        "text/css",
    ],
)
def test_text_of_some_size_is_worth_compressing(content_type: str) -> None:
    assert is_compressible(content_type, MINIMUM_BYTES)
    assert not is_compressible(content_type, MINIMUM_BYTES - 1)


@pytest.mark.parametrize("content_type", ["image/png", "application/zip", "font/woff2", "application/octet-stream", ""])
def test_what_is_no_text_is_not_worth_compressing(content_type: str) -> None:
    assert not is_compressible(content_type, 1 << 20)
