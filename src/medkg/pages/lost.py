"""Help for those who ask for an address at which there is nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

MOST_WORDS = 100
"""How many characters of an address are read."""

_CANDIDATES, _MOST, _LEAST = 20, 5, 0.5


class NamedThing(Protocol):
    """A thing with a name, as the search index has it."""

    @property
    def iri(self) -> str:
        """Its IRI."""

    @property
    def kind(self) -> str:
        """Its kind, in words."""

    @property
    def label(self) -> str:
        """What it is called."""

    @property
    def name(self) -> str:
        """The name that is like the text."""


class NearestNames(Protocol):
    """What finds names that are like a text."""

    def nearest_names(self, text: str, limit: int = 5) -> Sequence[NamedThing]:
        """Return the things whose names are most like a text, best first."""


@dataclass(frozen=True)
class Help:
    """What a page about nothing offers: the words of the address, and things whose names are like them."""

    words: str
    suggestions: Sequence[NamedThing]


def help_out(index: NearestNames, path: str) -> Help:
    """Return what may have been meant by a path."""
    words = words_of(path)
    found = index.nearest_names(words, _CANDIDATES) if words else ()
    asked = SequenceMatcher(b=words.lower())
    likeness = {thing.iri: _likeness(asked, thing) for thing in found}
    near = sorted(filter(lambda thing: likeness[thing.iri] >= _LEAST, found), key=lambda thing: -likeness[thing.iri])
    return Help(words, near[:_MOST])


def _likeness(asked: "SequenceMatcher[str]", thing: NamedThing) -> float:
    """Return how like the id or the name of a thing is to what was asked, from 0 to 1."""
    texts = (words_of(thing.iri), thing.name, thing.label)
    return max(_ratio(asked, text.lower()) for text in texts)


def _ratio(asked: "SequenceMatcher[str]", text: str) -> float:
    asked.set_seq1(text)
    return asked.ratio()


def words_of(path: str) -> str:
    """Return the words of the last part of a path, without the suffix of a format or a profile.

    >>> words_of("/challenge/kits19.croissant.json")
    'kits19'
    >>> words_of("/dataset/kits-19.ttl"), words_of("/disease/heart_attack/"), words_of("/")
    ('kits 19', 'heart attack', '')
    """
    last = path.rstrip("/").rpartition("/")[2][:MOST_WORDS]
    stem = re.sub(r"(\.[a-z]{2,10}){1,2}$", "", last)
    return " ".join(re.findall(r"\w+", stem.replace("_", " ")))
