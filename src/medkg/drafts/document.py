"""A record as it was got: a text, its format, and the place that it came from."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from medkg.drafts.fetch import Limits, fetch, too_large
from medkg.errors import RecordUnusable

NO_ADDRESS = "https://record.invalid/"
"""The base of relative IRIs in a file: a host that cannot exist (https://www.rfc-editor.org/rfc/rfc6761#section-6.4)."""


class Format(StrEnum):
    """How a record is written; the value is what people call it."""

    TURTLE = "Turtle"
    N_TRIPLES = "N-Triples"
    RDF_XML = "RDF/XML"
    JSON_LD = "JSON-LD"
    HTML = "HTML"


_MEDIA_TYPES = {
    "text/turtle": Format.TURTLE,
    "application/x-turtle": Format.TURTLE,
    "application/n-triples": Format.N_TRIPLES,
    "application/rdf+xml": Format.RDF_XML,
    "application/ld+json": Format.JSON_LD,
    "application/json": Format.JSON_LD,
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
}

_SUFFIXES = {
    ".ttl": Format.TURTLE,
    ".nt": Format.N_TRIPLES,
    ".rdf": Format.RDF_XML,
    ".owl": Format.RDF_XML,
    ".xml": Format.RDF_XML,
    ".jsonld": Format.JSON_LD,
    ".json": Format.JSON_LD,
    ".html": Format.HTML,
    ".htm": Format.HTML,
}

_BEGINNINGS = (
    (re.compile(r"\s*\{|\s*\[\s*[\[{\]]"), Format.JSON_LD),
    (re.compile(r"(\s|<!--.*?-->)*<(!doctype\s+html|html|head|title)\b", re.IGNORECASE | re.DOTALL), Format.HTML),
    (re.compile(r"\s*<(\?xml|rdf:RDF|!DOCTYPE)\b"), Format.RDF_XML),
)
"""How a text begins → its format, where neither server nor name tells it. What is nothing else is read as Turtle."""


@dataclass(frozen=True)
class Document:
    """One record; `address` is what its relative IRIs are resolved against."""

    name: str
    address: str
    format: Format
    text: str

    @property
    def is_fetched(self) -> bool:
        """Whether it came from the web."""
        return self.address != NO_ADDRESS

    @property
    def line_count(self) -> int:
        """How many lines it has."""
        return max(1, len(self.text.splitlines()))

    def line_of(self, text: str) -> int:
        """Return the first line in which a text stands, or a part of it where it is shortened or escaped; else 1."""
        parts = [
            text,
            re.split(r"[/#]", text)[-1] if ":" in text else "",
            *re.findall(r"[A-Za-z0-9 .:/-]{8,}", text)[:1],
        ]
        for part in filter(None, parts):
            position = self.text.find(part)
            if position >= 0:
                return self.text.count("\n", 0, position) + 1
        return 1


def read_document(place: str, limits: Limits) -> Document:
    """Return the record in a file or at a URL.

    Raises RecordUnusable when it cannot be had, is too large, or is no text.
    """
    if re.match(r"https?://", place, re.IGNORECASE):
        fetched = fetch(place, limits)
        text = _decode(fetched.content, place)
        return Document(place, fetched.address, _format_at(fetched.media_type, fetched.address, text), text)
    text = _decode(_read_file(place, limits), place)
    return Document(place, NO_ADDRESS, _SUFFIXES.get(Path(place).suffix.lower()) or _format_of(text), text)


def _read_file(place: str, limits: Limits) -> bytes:
    try:
        with open(place, "rb") as file:
            content = file.read(limits.size + 1)
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else fault
        raise RecordUnusable(
            f"{place}: Neither an http or https address nor a file that can be read: {reason}."
        ) from None
    if len(content) > limits.size:
        raise RecordUnusable(too_large(place, limits))
    return content


def _decode(content: bytes, name: str) -> str:
    if content.startswith((b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")):
        raise RecordUnusable(f"{name}: A compressed file. Unpack it first.")
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise RecordUnusable(f"{name}:{line}: Byte {fault.start} is not UTF-8. Save the record as UTF-8.") from None
    if not text.strip():
        raise RecordUnusable(f"{name}: Empty.")
    return text


def _format_at(media_type: str, address: str, text: str) -> Format:
    told = _MEDIA_TYPES.get(media_type.partition(";")[0].strip().lower())
    suffix = PurePosixPath(urlsplit(address).path).suffix.lower()
    return told or _SUFFIXES.get(suffix) or _format_of(text)


def _format_of(text: str) -> Format:
    return next((format for start, format in _BEGINNINGS if start.match(text[:10_000])), Format.TURTLE)
