"""What a search returns."""

from collections.abc import Mapping
from dataclasses import dataclass

from medkg.search.reasons import Reason


@dataclass(frozen=True)
class Hit:
    """A thing that was found, and why; `uses` is the number of entries that are linked to it."""

    iri: str
    kind: str
    label: str
    uses: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Understood:
    """Words that are a name of a thing, so that what is linked to it, or to something narrower, is found too."""

    words: str
    iri: str
    kind: str
    label: str
    uses: int
    narrower: int


@dataclass(frozen=True)
class Suggestion:
    """What may have been meant by a text with words that stand nowhere."""

    words: tuple[str, ...]
    text: str
    """The whole text with other words in their places."""


@dataclass(frozen=True)
class Found:
    """What a text finds."""

    hits: tuple[Hit, ...]
    totals: Mapping[str, int]
    """Kind → how many were found, whether they are among the hits or not."""
    understood: tuple[Understood, ...]
    suggestions: tuple[Suggestion, ...]
    words_left_out: tuple[str, ...]
    """Words without which the rest was found."""


@dataclass(frozen=True)
class Name:
    """A name of a thing; `label` is the one that is shown."""

    iri: str
    kind: str
    label: str
    name: str
    uses: int
