"""What evaluates queries, seen from outside: the interface that pages and endpoint are written against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from medkg.sparql.formats import FORMATS, Format, Shape, formats_of


class Lane(StrEnum):
    """Who asks: pages and saved queries have workers that queries of strangers cannot take."""

    PAGES = "pages"
    AD_HOC = "ad-hoc"


@dataclass(frozen=True)
class Request:
    """A query to evaluate. Rows come in `results`, triples in `graph`; a shape without a format is not acceptable."""

    text: str
    results: Format | None = FORMATS["json"]
    graph: Format | None = FORMATS["ttl"]
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    lane: Lane = Lane.AD_HOC


@dataclass(frozen=True)
class Answer:
    """A complete, serialized result; without a format the client accepts none for what the query gives."""

    shape: Shape
    format: Format | None
    body: bytes


@dataclass(frozen=True)
class Limits:
    """What one query may take, and how many run at once."""

    seconds: float = 20.0
    """Wall-clock time of one query."""
    memory_mb: int = 1024
    """Memory that a worker may take beyond what it has when idle."""
    result_mb: int = 64
    """Size of one serialized result."""
    wait_seconds: float = 5.0
    """How long a query waits for a free worker."""
    waiting: int = 4
    """How many queries of a lane may wait for a worker; more are told at once that the lane is busy."""
    workers: Mapping[Lane, int] = field(default_factory=lambda: {Lane.PAGES: 2, Lane.AD_HOC: 2})


class Engine(Protocol):
    """Evaluates SPARQL queries, completely or not at all."""

    def query(self, request: Request) -> Answer:
        """Return the whole answer.

        Raises a kind of QueryFailed when there is none.
        """

    def close(self) -> None:
        """Give back everything that the engine holds."""


def format_names(shape: Shape) -> str:
    """Return the media types of a shape, for messages."""
    return ", ".join(format.media_type for format in formats_of(shape))
