"""Whole answers, of whatever framework: results, 304, problems."""

import traceback
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from medkg.errors import MedkgError
from medkg.sparql.engine import Answer, format_names
from medkg.web.coding import Coding, encode, is_compressible, negotiate_coding
from medkg.web.problems import PROBLEM_TYPE, NotAcceptable, Unforeseen, problem_document, problem_headers, problem_of
from medkg.web.stored_file import PIECE, StoredFile

Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Reply:
    """A whole answer. One with a file has no other body."""

    status: int
    headers: Headers
    body: bytes
    file: StoredFile | None = None

    @property
    def memory(self) -> int:
        """Bytes that the answer takes while it is sent."""
        return PIECE if self.file else len(self.body)

    @property
    def sent(self) -> int:
        """Bytes of the body that were sent."""
        return self.file.sent if self.file else len(self.body)

    def header(self, name: str) -> str | None:
        """Return a header, if the answer has it."""
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(frozen=True)
class Conditions:
    """What a client says of the answer that it wants: what it has already, and the codings that it reads."""

    known_tags: str = ""
    accept_encoding: str | None = None


def result_reply(answer: Answer, tag: str | None, conditions: Conditions, max_age: int) -> Reply:
    """Return the reply that carries a result; 304 to a client that has any (`*`, RFC 9110, 13.1.2).

    Raises NotAcceptable when the client accepts no format of the result's shape.
    """
    if answer.format is None:
        raise NotAcceptable(f"The result can be had as {format_names(answer.shape)}.")
    body, coding = coded(answer.body, answer.format.content_type, conditions.accept_encoding)
    if tag and names_any(conditions.known_tags):
        return Reply(304, caching(tag, coding, max_age), b"")
    headers = [
        ("Content-Type", answer.format.content_type),
        ("Content-Length", str(len(body))),
        *caching(tag, coding, max_age),
    ]
    if coding is not Coding.IDENTITY:
        headers.append(("Content-Encoding", coding))
    return Reply(200, headers, body)


def caching(tag: str | None, coding: Coding, max_age: int) -> Headers:
    """Return the headers that say how long an answer may be kept; one without a tag, not at all."""
    if tag is None:
        return [("Cache-Control", "no-store")]
    return [("ETag", coded_tag(tag, coding)), ("Cache-Control", f"public, max-age={max_age}")]


def find_tag(known_tags: str, tags: Collection[str]) -> str | None:
    """Return the first of the tags that an If-None-Match header names and that is among some; weak ones count too."""
    return next((each for each in _each_tag(known_tags) if each in tags), None)


def names_any(known_tags: str) -> bool:
    """Tell whether an If-None-Match header stands for any answer there is (`*`, RFC 9110, 13.1.2)."""
    return known_tags.strip() == "*"


def _each_tag(known_tags: str) -> Iterator[str]:
    return (each.strip().removeprefix("W/") for each in known_tags.split(","))


def not_modified_reply(tag: str | None, conditions: Conditions, max_age: int) -> Reply | None:
    """Return 304 when the client has what a tag stands for, in whatever coding; it is told by the tag that it has."""
    if tag is None:
        return None
    found = find_tag(conditions.known_tags, {coded_tag(tag, coding) for coding in Coding})
    return Reply(304, [("ETag", found), ("Cache-Control", f"public, max-age={max_age}")], b"") if found else None


def problem_reply(fault: MedkgError) -> Reply:
    """Return the reply that tells a program what went wrong."""
    body = problem_document(fault)
    headers = problem_headers(fault) | {"Content-Type": PROBLEM_TYPE, "Content-Length": str(len(body))}
    return Reply(problem_of(fault).status, list(headers.items()), body)


def unforeseen_reply() -> Reply:
    """Return the reply for a fault of the server, which goes to the log and not to the client."""
    traceback.print_exc()
    return problem_reply(Unforeseen("The server met a fault of its own. It was logged."))


def coded(body: bytes, content_type: str, accept_encoding: str | None) -> tuple[bytes, Coding]:
    """Return a body in the coding that a client wants, where that is worth it. Without any that it takes, as it is."""
    if not is_compressible(content_type, len(body)):
        return body, Coding.IDENTITY
    coding = _coding(accept_encoding)
    return encode(body, coding), coding


@lru_cache(maxsize=256)
def _coding(accept_encoding: str | None) -> Coding:
    return negotiate_coding(accept_encoding) or Coding.IDENTITY


def coded_tag(tag: str, coding: Coding) -> str:
    """Return the entity tag of an answer in a coding: the bytes differ, so must the tags (RFC 9110, 8.8.3).

    >>> coded_tag("a", Coding.IDENTITY), coded_tag("a", Coding.GZIP)
    ('"a"', '"a-gzip"')
    """
    return f'"{tag}"' if coding is Coding.IDENTITY else f'"{tag}-{coding}"'
