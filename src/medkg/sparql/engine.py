"""What evaluates queries, seen from outside: the interface that pages and endpoint are written against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from medkg.settings import Limits
from medkg.sparql.caller import Caller
from medkg.sparql.formats import FORMATS, Format, Shape, formats_of


class Lane(StrEnum):
    """Who asks: pages and saved queries have workers that queries of strangers cannot take."""

    PAGES = "pages"
    AD_HOC = "ad-hoc"


def workers_of(limits: Limits) -> dict[Lane, int]:
    """Return how many queries each lane evaluates at once."""
    return {Lane.PAGES: limits.page_workers, Lane.AD_HOC: limits.workers}


@dataclass(frozen=True)
class Request:
    """A query to evaluate. Rows come in `results`, triples in `graph`; a shape without a format is not acceptable."""

    text: str
    results: Format | None = FORMATS["json"]
    graph: Format | None = FORMATS["ttl"]
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    most_mb: int | None = None
    """A bound on the size of the result below that of the limits."""
    most_seconds: float | None = None
    """A bound on the time below that of the limits."""
    lane: Lane = Lane.AD_HOC
    caller: Caller = field(default_factory=Caller)

    def format_of(self, shape: Shape) -> Format | None:
        """Return the format that is wanted for a shape."""
        return self.results if shape is Shape.RESULTS else self.graph


@dataclass(frozen=True)
class Answer:
    """A complete, serialized result; without a format the client accepts none for what the query gives."""

    shape: Shape
    format: Format | None
    body: bytes


@dataclass(frozen=True)
class LaneState:
    """How a lane stands at this moment."""

    workers: int
    busy: int
    waiting: int


@dataclass(frozen=True)
class EngineState:
    """What an engine does at this moment, and how its queries have ended since it was made."""

    lanes: Mapping[Lane, LaneState]
    endings: Mapping[str, int]
    """`Answer`, or the name of the error → how many queries."""


class Engine(Protocol):
    """Evaluates SPARQL queries, completely or not at all."""

    def query(self, request: Request) -> Answer:
        """Return the whole answer.

        Raises a kind of QueryFailed when there is none.
        """

    def query_all(self, requests: Sequence[Request]) -> list[Answer]:
        """Return the whole answers to several requests of one caller, which are evaluated two at a time.

        Raises a kind of QueryFailed when one of them has none.
        """

    def state(self) -> EngineState:
        """Return how each lane stands, and how queries ended."""

    def close(self) -> None:
        """Give back everything that the engine holds; queries under way end with EngineStopped."""


def format_names(shape: Shape) -> str:
    """Return the media types of a shape, for messages."""
    return ", ".join(format.media_type for format in formats_of(shape))
