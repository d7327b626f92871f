"""Why a thing was found: by which of its texts, or by what it is linked to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from medkg.search.folding import Word, read_words, stem
from medkg.search.layout import ABOUT
from medkg.search.plan import Meaning, Unit

_BEFORE, _AFTER = 50, 130


class Place(StrEnum):
    """Where the words of a unit were found; the first that applies is told."""

    NAME = "name"
    SYNONYM = "synonym"
    LINKED = "linked"
    NARROWER = "narrower"
    TEXT = "text"


@dataclass(frozen=True)
class Piece:
    """A piece of a text, and whether it is one of the words that were looked for."""

    text: str
    is_match: bool


@dataclass(frozen=True)
class Reason:
    """Where some words were found."""

    words: str
    place: Place
    matched: str
    """The name, the synonym, or the label of the thing that is linked."""
    meaning: str = ""
    """Where something narrower is linked: what the words mean."""
    snippet: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Texts:
    """The texts of a thing that was found; in `stems`, the same lines as words are compared."""

    texts: Mapping[Place, Sequence[str]]
    stems: Mapping[Place, Sequence[str]]
    direct: frozenset[str]
    wider: frozenset[str]


Narrower = Mapping[int, Mapping[str, str]]
"""Meaning → what is linked to it and itself a thing to be linked to: its word in the index → its label."""


def reasons_of(found: Texts, units: Sequence[Unit], narrower: Narrower) -> tuple[Reason, ...]:
    """Return one reason for each unit; units that were found in the same place have one together."""
    merged: dict[tuple[Place, str], Reason] = {}
    for reason in filter(None, (_reason_of(found, unit, narrower) for unit in units)):
        key = (reason.place, reason.matched)
        merged[key] = replace(merged[key], words=f"{merged[key].words} {reason.words}") if key in merged else reason
    return tuple(merged.values())


def _reason_of(found: Texts, unit: Unit, narrower: Narrower) -> Reason | None:
    for place in (Place.NAME, Place.SYNONYM):
        if (line := _line_of(found, unit, place)) is not None:
            return Reason(unit.text, place, line)
    for meaning in unit.meanings:
        if reason := _linked_reason(found, unit, meaning, narrower.get(meaning.id, {})):
            return reason
    if (line := _line_of(found, unit, Place.LINKED)) is not None:
        return Reason(unit.text, Place.LINKED, line)
    if (line := _line_of(found, unit, Place.TEXT)) is not None:
        return Reason(unit.text, Place.TEXT, line, snippet=make_snippet(line, unit))
    return None


def _line_of(found: Texts, unit: Unit, place: Place) -> str | None:
    lines = zip(found.texts[place], found.stems[place], strict=True)
    return next((text for text, stems in lines if unit.stands_in(stems)), None)


def _linked_reason(found: Texts, unit: Unit, meaning: Meaning, narrower: Mapping[str, str]) -> Reason | None:
    word = f"{ABOUT}{meaning.id}"
    if word in found.direct:
        return Reason(unit.text, Place.LINKED, meaning.label)
    if word not in found.wider:
        return None
    between = sorted(narrower[link] for link in found.direct if link in narrower)
    if not between:
        return Reason(unit.text, Place.LINKED, meaning.label)
    return Reason(unit.text, Place.NARROWER, between[0], meaning.label)


def make_snippet(text: str, unit: Unit) -> tuple[Piece, ...]:
    """Return the piece of a text around the first word of a unit, its words marked."""
    wanted = {word for choice in unit.choices for phrase in choice for word in phrase.split()}
    words = list(read_words(text))
    hits = [word for word in words if not wanted.isdisjoint(map(stem, word.forms))]
    if not hits:
        return ()
    start, end = _window(text, words, hits[0])
    shown = [hit for hit in hits if hit.end <= end]
    return ((Piece("… ", False),) if start else ()) + _mark(text, start, end, shown)


def _window(text: str, words: Sequence[Word], hit: Word) -> tuple[int, int]:
    """Return where a snippet begins and ends: at words, or with the text."""
    earliest, latest = hit.start - _BEFORE, hit.end + _AFTER
    start = 0 if earliest <= 0 else next(word.start for word in words if word.start >= earliest)
    end = len(text) if latest >= len(text) else max(word.end for word in words if word.end <= latest)
    return start, end


def _mark(text: str, start: int, end: int, hits: Sequence[Word]) -> tuple[Piece, ...]:
    pieces = []
    for hit in hits:
        pieces += [Piece(text[start : hit.start], False), Piece(hit.text, True)]
        start = hit.end
    pieces.append(Piece(text[start:end] + (" …" if end < len(text) else ""), False))
    return tuple(piece for piece in pieces if piece.text)
