"""What a text typed by somebody asks for: units of words, each with what the graph knows under that name."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from medkg.search.folding import Word, compact, read_words, stem
from medkg.search.layout import ABOUT

_MOST_CHARACTERS, _MOST_WORDS, _LONGEST_NAME = 400, 16, 8
_MOST_ENDINGS = 30
"""How many words a beginning of a word stands for at most."""

_MEANING_KINDS = (
    "modality",
    "anatomy",
    "disease",
    "task",
    "data-type",
    "access",
    "usage",
    "country",
    "language",
    "organization",
    "event",
    "catalog",
    "series",
)
"""Kinds of things to which entries are linked."""

_IDLE = frozenset(
    {"a", "about", "all", "an", "and", "any", "are", "at", "by", "can", "containing", "data", "dataset", "datasets"}
    | {"find", "for", "from", "have", "how", "i", "in", "is", "list", "me", "of", "on", "or", "related", "show"}
    | {"that", "the", "there", "to", "using", "what", "where", "which", "with"}
)
"""Words that say nothing of what is looked for."""

_NAMES = """
SELECT DISTINCT compact, thing.id, iri, kind, label, uses, narrower FROM name JOIN thing ON thing.id = thing
WHERE compact IN (SELECT value FROM json_each(?)) AND kind IN (SELECT value FROM json_each(?))
ORDER BY compact, preferred DESC, thing.id"""

_STEMS = "SELECT DISTINCT stem FROM word WHERE stem IN (SELECT value FROM json_each(?))"

_ENDINGS = "SELECT stem FROM word WHERE word >= ? AND word < ? GROUP BY stem ORDER BY max(uses) DESC, stem LIMIT ?"


@dataclass(frozen=True)
class Meaning:
    """A thing of the graph that some words are a name of."""

    id: int
    iri: str
    kind: str
    label: str
    uses: int
    narrower: int


@dataclass(frozen=True)
class Unit:
    """Words that belong together, because they are a name or because there is only one."""

    text: str
    choices: tuple[tuple[str, ...], ...]
    """For each word, the phrases of stems of which one must stand in a text; none for a word that stands nowhere."""
    meanings: tuple[Meaning, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether anything can be found by it."""
        return bool(self.meanings) or all(self.choices)

    @property
    def expression(self) -> str:
        """The condition as FTS5 has it (https://www.sqlite.org/fts5.html#full_text_query_syntax)."""
        words = " AND ".join(f"({' OR '.join(map(_quote, choice))})" for choice in self.choices)
        either = [f"({words})"] if all(self.choices) else []
        return f"({' OR '.join([*either, *(_quote(f'{ABOUT}{meaning.id}') for meaning in self.meanings)])})"

    def stands_in(self, line: str) -> bool:
        """Tell whether all its words stand in a line of stems."""
        return all(any(f" {phrase} " in f" {line} " for phrase in choice) for choice in self.choices)


@dataclass(frozen=True)
class Plan:
    """What is looked for."""

    words: tuple[Word, ...]
    units: tuple[Unit, ...]
    """Without words that say nothing, as long as others are there."""
    words_that_stand_nowhere: tuple[Word, ...]

    @property
    def compact(self) -> str:
        """The whole as a name."""
        return compact(self.words)


def make_plan(database: sqlite3.Connection, text: str, only_words: bool) -> Plan:
    """Return what a text asks for. With `only_words`, nothing is understood: words stand for themselves."""
    words = read_query(text)
    choices = _find_choices(database, words)
    names = {} if only_words else _find_names(database, words)
    units = [_make_unit(span, choices, names) for span in _split(words, names)]
    telling = [unit for unit in units if unit.meanings or not is_idle(unit.text)]
    lost = tuple(word for word in words if not choices[word] and word.joined not in _IDLE)
    return Plan(words, _distinct(telling or units), lost)


def read_query(text: str) -> tuple[Word, ...]:
    """Return the words of a text that somebody typed, as far as anybody reads it."""
    return tuple(read_words(text[:_MOST_CHARACTERS]))[:_MOST_WORDS]


def _split(words: Sequence[Word], names: Collection[str]) -> Iterator[Sequence[Word]]:
    """Yield the longest names that stand in the words, and the words between them."""
    while words:
        length = next((n for n in range(_LONGEST_NAME, 1, -1) if compact(words[:n]) in names), 1)
        yield words[:length]
        words = words[length:]


def _make_unit(
    span: Sequence[Word], choices: Mapping[Word, tuple[str, ...]], names: Mapping[str, tuple[Meaning, ...]]
) -> Unit:
    telling = [word for word in span if word.joined not in _IDLE] or span
    text = " ".join(word.text for word in span)
    return Unit(text, tuple(choices[word] for word in telling), names.get(compact(span), ()))


def is_idle(text: str) -> bool:
    """Tell whether a word says nothing of what is looked for."""
    return text.casefold() in _IDLE


def _distinct(units: Sequence[Unit]) -> tuple[Unit, ...]:
    return tuple({unit.expression: unit for unit in units}.values())


def _quote(phrase: str) -> str:
    return f'"{phrase}"'


def _find_names(database: sqlite3.Connection, words: Sequence[Word]) -> Mapping[str, tuple[Meaning, ...]]:
    """Return comparable name → things of that name, for all names that stand in the words."""
    spans = {compact(words[at : at + n]) for at in range(len(words)) for n in range(1, _LONGEST_NAME + 1)}
    rows = database.execute(_NAMES, (json.dumps([*spans]), json.dumps(_MEANING_KINDS)))
    found: dict[str, tuple[Meaning, ...]] = {}
    for name, *row in rows:
        found[name] = (*found.get(name, ()), Meaning(*row))
    return found


def _find_choices(database: sqlite3.Connection, words: Sequence[Word]) -> dict[Word, tuple[str, ...]]:
    """Return for each word the phrases that stand for it in the index; none for a word that stands nowhere."""
    asked = {stem(form) for word in words for form in word.forms}
    rows = database.execute(_STEMS, (json.dumps([*asked]),))
    known = set(chain.from_iterable(rows))
    return {word: tuple(_phrases(word, known)) or _find_endings(database, word) for word in words}


def _phrases(word: Word, known: set[str]) -> Iterator[str]:
    parts = [stem(part) for part in word.parts]
    if stem(word.joined) in known:
        yield stem(word.joined)
    if len(parts) > 1 and known.issuperset(parts):
        yield " ".join(parts)


def _find_endings(database: sqlite3.Connection, word: Word) -> tuple[str, ...]:
    """Return the stems of words that begin like this one."""
    if len(word.joined) < 3:
        return ()
    rows = database.execute(_ENDINGS, (word.joined, word.joined + "\U0010ffff", _MOST_ENDINGS))
    return tuple(chain.from_iterable(rows))


def all_of(units: Sequence[Unit]) -> str:
    """Return the condition that all units are met."""
    return " AND ".join(unit.expression for unit in units)
