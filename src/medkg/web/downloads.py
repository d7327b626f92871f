"""Files of the snapshot as answers: known by their checksums, whole or in part, and never in memory as a whole."""

import base64
import re
from pathlib import Path

from flask import Response, request

from medkg.snapshot.manifest import File
from medkg.web.answers import conditions, response_of
from medkg.web.coding import Coding, negotiate_coding
from medkg.web.problems import RangeUnsatisfiable
from medkg.web.replies import Headers, Reply, caching, coded_tag, names_any, not_modified_reply
from medkg.web.site import site
from medkg.web.stored_file import StoredFile, open_decoded, open_file

_LAST_NONE = re.compile(r"bytes\s*=\s*-0+\s*", re.IGNORECASE)
"""The last 0 bytes: a part that no file has (RFC 9110, 14.1.2), and that Werkzeug does not read."""


def send_file(path: Path, known: File, content_type: str) -> Response:
    """Return a file as it is, or the part that the client wants; 304 to a client that has it.

    Raises RangeUnsatisfiable for a part that the file does not have. See https://www.rfc-editor.org/rfc/rfc9110#section-14
    and, for the digest, https://www.rfc-editor.org/rfc/rfc9530.
    """
    found = _not_modified(known, Coding.IDENTITY)
    if found:
        return found
    part = _wanted_part(known)
    headers = [
        *caching(known.sha256, Coding.IDENTITY, site().settings.max_age),
        ("Accept-Ranges", "bytes"),
        ("Repr-Digest", write_digest(known.sha256)),
        ("Content-Length", str(len(part or range(known.bytes)))),
    ]
    if part:
        headers.append(("Content-Range", f"bytes {part.start}-{part.stop - 1}/{known.bytes}"))
    return _response(None if _is_head() else _open(path, part), headers, content_type, 206 if part else 200)


def send_content(path: Path, known: File, content_type: str) -> Response:
    """Return what a file in gzip holds, as it is stored to a client that takes the coding; 304 to one that has it."""
    coding = negotiate_coding(conditions().accept_encoding, (Coding.GZIP, Coding.IDENTITY)) or Coding.IDENTITY
    found = _not_modified(known, coding)
    if found:
        return found
    headers = caching(known.sha256, coding, site().settings.max_age)
    if coding is Coding.GZIP:
        headers += [
            ("Content-Encoding", coding),
            ("Content-Length", str(known.bytes)),
            ("Repr-Digest", write_digest(known.sha256)),
        ]
    opened = open_file if coding is Coding.GZIP else open_decoded
    return _response(None if _is_head() else opened(path), headers, content_type)


def write_digest(sha256: str) -> str:
    """Return a checksum as the headers of RFC 9530 write it.

    >>> write_digest("00ff")
    'sha-256=:AP8=:'
    """
    return f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:"


def _is_head() -> bool:
    return request.method == "HEAD"


def _response(file: StoredFile | None, headers: Headers, content_type: str, status: int = 200) -> Response:
    """Return an answer whose length is only what its headers say: of an empty text Flask would name that."""
    return Response(file or iter(()), status, headers, content_type=content_type, direct_passthrough=True)


def _not_modified(known: File, coding: Coding) -> Response | None:
    """Return 304 for a client that has the file in whatever coding, or any answer at all: for it, in that coding."""
    max_age = site().settings.max_age
    if names_any(conditions().known_tags):
        return response_of(Reply(304, caching(known.sha256, coding, max_age), b""))
    reply = not_modified_reply(known.sha256, conditions(), max_age)
    return response_of(reply) if reply else None


def _wanted_part(known: File) -> range | None:
    """Return the bytes that the client wants; None for all of them, as when it wants several parts."""
    wanted, tag = request.range, coded_tag(known.sha256, Coding.IDENTITY)
    if request.method != "GET" or request.headers.get("If-Range", tag) != tag:
        return None
    wants_none = _LAST_NONE.fullmatch(request.headers.get("Range", ""))
    if not wants_none and (not wanted or wanted.units != "bytes" or len(wanted.ranges) > 1):
        return None
    part = wanted.range_for_length(known.bytes) if wanted else None
    if part is None:
        raise RangeUnsatisfiable(f"The file has {known.bytes:,} bytes.", known.bytes)
    return range(*part)


def _open(path: Path, part: range | None) -> StoredFile:
    return open_file(path, part.start, part.stop) if part else open_file(path)
