"""Words as search sees them: without case, accents, hyphens, plurals and British spelling."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_COMPOUND = re.compile(r"[^\W_]+(?:[-‐‑‒–/._&+'’]+[^\W_]+)*")
"""Words that are written as one, such as x-ray, T2/FLAIR or Alzheimer's."""

_POSSESSIVE = re.compile(r"['’]s\b")
_PART = re.compile(r"\d+|[^\W\d_]+")

_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
"""Letters that Unicode does not take apart."""

_PLURALS = (
    (re.compile(r"(?<=..)ae$"), "a"),
    (re.compile(r"(?<=..)ies$"), "y"),
    (re.compile(r"(?<=.)(ss|x|ch|sh)es$"), r"\1"),
    (re.compile(r"(?<=..)is$"), "e"),
    (re.compile(r"(?<=..)us$"), "use"),
    (re.compile(r"(?<=..[^s])s$"), ""),
)
"""Endings that make words of one meaning look alike: biopsies, biopsy; metastases, metastasis; viruses, virus.

A weak stemmer in the manner of Harman (1991), "How effective is suffixing?": a stronger one makes one word of organ and
organization. What comes out is never shown.
"""

_AMERICAN = {"ae": "e", "oe": "e", "our": "or", "isation": "ization"}
_BRITISH = re.compile(r"[ao]e|our$|isation")
"""Haematoma, oedema, tumour, localisation."""


@dataclass(frozen=True)
class Word:
    """A word of a text: how it stands there, and its parts without case and accents (x-ray has two, KiTS19 too)."""

    text: str
    parts: tuple[str, ...]
    start: int = 0

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)

    @property
    def joined(self) -> str:
        """The parts as one word."""
        return "".join(self.parts)

    @property
    def forms(self) -> tuple[str, ...]:
        """All words under which it is found: its parts, and the parts as one."""
        return self.parts if len(self.parts) == 1 else (*self.parts, self.joined)


def read_words(text: str) -> Iterator[Word]:
    """Yield the words of a text.

    >>> [word.parts for word in read_words("Crohn's X-ray, KiTS19 für Ärzte")]
    [('crohn',), ('x', 'ray'), ('kits', '19'), ('fur',), ('arzte',)]
    """
    for found in _COMPOUND.finditer(text):
        parts = tuple(_PART.findall(fold(found[0])))
        if parts:
            yield Word(found[0], parts, found.start())


def fold(text: str) -> str:
    """Return a text in lower case, without accents and possessives."""
    if text.isascii():
        return _POSSESSIVE.sub("", text.lower())
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _POSSESSIVE.sub("", bare)


def stem(word: str) -> str:
    """Return what a folded word has in common with its plural and its British spelling.

    >>> stem("tumours"), stem("tumor"), stem("biopsies"), stem("metastasis"), stem("metastases"), stem("abscess")
    ('tumor', 'tumor', 'biopsy', 'metastase', 'metastase', 'abscess')
    """
    if word.endswith(("s", "ae")):
        word = _singular(word)
    return _BRITISH.sub(lambda found: _AMERICAN[found[0]], word)


def _singular(word: str) -> str:
    for ending, singular in _PLURALS:
        changed, count = ending.subn(singular, word)
        if count:
            return changed
    return word


def stems(text: str) -> list[str]:
    """Return the stems of all forms of all words of a text, in their order."""
    return [stem(form) for word in read_words(text) for form in word.forms]


def plain(text: str) -> str:
    """Return the words of a text as they are typed while a name is completed."""
    return " ".join(form for word in read_words(text) for form in word.forms)


def compact(words: Iterable[Word]) -> str:
    """Return what names that are written together or apart, in singular or plural, have in common.

    >>> compact(read_words("X-ray images")) == compact(read_words("xray image"))
    True
    """
    return "".join(stem(part) for word in words for part in word.parts)
