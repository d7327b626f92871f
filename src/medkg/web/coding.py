"""Content codings: whether and how the body of an answer is compressed. See RFC 9110, 8.4 and 12.5.3."""

import gzip
from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from zstandard import ZstdCompressor

from medkg.sparql.formats import FORMATS
from medkg.web.negotiation import MOST_CHARACTERS, read_preferences, weigh

MINIMUM_BYTES = 1024
"""Below this, the coding's own bytes and the work outweigh what is saved."""

GZIP_LEVEL, ZSTD_LEVEL = 6, 3

_TEXTUAL = ("application/json", "application/javascript", *(format.media_type for format in FORMATS.values()))


class Coding(StrEnum):
    """The codings that are offered, the preferred one first, by their names in Content-Encoding."""

    ZSTD = "zstd"
    GZIP = "gzip"
    IDENTITY = "identity"


def negotiate_coding(accept_encoding: str | None, offered: Collection[Coding] = tuple(Coding)) -> Coding | None:
    """Return the coding that an Accept-Encoding header wants most; None if it excludes all, the identity too.

    An absent header is answered without coding; so is one that names no coding of ours, unless it excludes that.
    See https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3.

    >>> negotiate_coding("gzip, zstd;q=0.5")
    <Coding.GZIP: 'gzip'>
    """
    stated = read_preferences((accept_encoding or "")[:MOST_CHARACTERS])
    # "x-gzip" is another name of "gzip" (RFC 9110, 8.4.1.3).
    weights = weigh(replace(each, name=each.name.removeprefix("x-")) for each in stated)
    otherwise = weights.get("*", 0.0)
    best = max(offered, key=lambda coding: weights.get(coding, otherwise))
    if weights.get(best, otherwise):
        return best
    return None if weights.get(Coding.IDENTITY, weights.get("*")) == 0 else Coding.IDENTITY


def is_compressible(content_type: str, size: int) -> bool:
    """Tell whether a body of this type and size is worth compressing."""
    media_type = content_type.partition(";")[0].strip().lower()
    textual = media_type.startswith("text/") or media_type.endswith(("+json", "+xml")) or media_type in _TEXTUAL
    return textual and size >= MINIMUM_BYTES


def encode(body: bytes, coding: Coding) -> bytes:
    """Return a body in a coding, the same bytes each time."""
    match coding:
        case Coding.ZSTD:
            return ZstdCompressor(level=ZSTD_LEVEL).compress(body)
        case Coding.GZIP:
            return gzip.compress(body, GZIP_LEVEL, mtime=0)
        case Coding.IDENTITY:
            return body
