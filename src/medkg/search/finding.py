"""Finds things by words: the steps between a text and its hits."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product

from medkg.search.folding import Word, stem
from medkg.search.layout import ABOUT
from medkg.search.plan import Meaning, Plan, Unit, all_of, is_idle, make_plan
from medkg.search.reasons import Narrower, Place, Texts, reasons_of
from medkg.search.results import Found, Hit, Suggestion, Understood
from medkg.search.spelling import nearest_words

_MOST_SUGGESTIONS, _MOST_NEAR, _MOST_MISSPELT, _MOST_TRIED = 3, 9, 3, 12

_RANKED = """
WITH exact AS (SELECT thing, 1 + max(preferred) AS exact FROM name WHERE compact = :name GROUP BY thing),
found AS MATERIALIZED (
    SELECT id, kind, rank AS score, coalesce(exact, 0) AS exact
    FROM words JOIN thing ON id = words.rowid LEFT JOIN exact ON thing = id WHERE words MATCH :words
),
ranked AS (
    SELECT id, count(*) OVER (PARTITION BY kind) AS total,
        row_number() OVER (PARTITION BY kind ORDER BY exact DESC, score, id) AS place FROM found
)
SELECT id, iri, kind, label, uses, total, place FROM ranked JOIN thing USING (id)
WHERE place = 1 OR place BETWEEN :first AND :last ORDER BY kind, place"""

_TEXTS = """
SELECT id, label, thing.synonym, thing.linked, thing.text, words.name, words.synonym, words.linked, words.text,
    direct, wider
FROM thing JOIN words ON words.rowid = id WHERE id IN (SELECT value FROM json_each(?))"""

_NAMED = """
SELECT 1 FROM words JOIN thing ON id = words.rowid WHERE words MATCH ? AND kind NOT IN ('query', 'ontology') LIMIT 1"""

Row = tuple[int, str, str, str, int]
"""Id, address, kind, label and uses of a thing."""


def find(
    database: sqlite3.Connection, text: str, only_words: bool, page: tuple[int, int], kinds: Sequence[str] | None
) -> Found:
    """Return what a text finds; `page` is how many of each kind, after how many. See `SearchIndex.search`."""
    plan = make_plan(database, text, only_words)
    units = _answerable(database, plan)
    rows, totals = _rank(database, plan, units, page, kinds)
    return Found(
        hits=tuple(_make_hits(database, rows, units)),
        totals=totals,
        understood=tuple(_understood(units)),
        suggestions=tuple(_suggest(database, plan)),
        words_left_out=tuple(unit.text for unit in plan.units if unit not in units),
    )


def _answerable(database: sqlite3.Connection, plan: Plan) -> tuple[Unit, ...]:
    """Return all units that stand somewhere if something has all of them, else the most that something has."""
    units = _known(plan)
    if len(units) < 2 or _matches(database, all_of(units), limit=1):
        return units
    found = [_matches(database, unit.expression) for unit in units]
    held = Counter[int]()
    for at, ids in enumerate(found):
        held.update(dict.fromkeys(ids, 1 << at))
    rarity = [1 / (1 + len(ids)) for ids in found]

    def worth(mask: int) -> tuple[int, float, int]:
        return mask.bit_count(), sum(value for at, value in enumerate(rarity) if mask >> at & 1), -mask

    best = max(set(held.values()), key=worth, default=0)
    return tuple(unit for at, unit in enumerate(units) if best >> at & 1)


def _known(plan: Plan) -> tuple[Unit, ...]:
    return tuple(unit for unit in plan.units if unit.is_known)


def _matches(database: sqlite3.Connection, expression: str, limit: int = -1) -> list[int]:
    rows = database.execute("SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (expression, limit))
    return [id for (id,) in rows]


def _rank(
    database: sqlite3.Connection,
    plan: Plan,
    units: Sequence[Unit],
    page: tuple[int, int],
    kinds: Sequence[str] | None,
) -> tuple[list[Row], dict[str, int]]:
    """Return the best of each kind, those of that very name first, and how many there are of each kind."""
    if not units:
        return [], {}
    limit, offset = page
    asked = {"name": plan.compact, "words": all_of(units), "first": offset + 1, "last": offset + limit}
    rows = database.execute(_RANKED, asked).fetchall()
    totals = {row[2]: row[5] for row in rows}
    wanted = [row[:5] for row in rows if offset < row[6] <= offset + limit and (kinds is None or row[2] in kinds)]
    return wanted, totals


def _make_hits(database: sqlite3.Connection, rows: Sequence[Row], units: Sequence[Unit]) -> Iterator[Hit]:
    texts = _read_texts(database, [row[0] for row in rows])
    narrower = _read_narrower(database, [meaning for unit in units for meaning in unit.meanings])
    for id, iri, kind, label, uses in rows:
        yield Hit(iri, kind, label, uses, reasons_of(texts[id], units, narrower))


def _read_texts(database: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Texts]:
    rows = database.execute(_TEXTS, (json.dumps(ids),))
    return {row[0]: Texts(_lines(row[1:5]), _lines(row[5:9]), *map(_split, row[9:])) for row in rows}


def _lines(columns: Iterable[str]) -> dict[Place, list[str]]:
    places = (Place.NAME, Place.SYNONYM, Place.LINKED, Place.TEXT)
    return {place: text.split("\n") for place, text in zip(places, columns, strict=True)}


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _read_narrower(database: sqlite3.Connection, meanings: Sequence[Meaning]) -> Narrower:
    return {meaning.id: dict(_narrower_than(database, meaning)) for meaning in meanings if meaning.narrower}


def _narrower_than(database: sqlite3.Connection, meaning: Meaning) -> Iterator[tuple[str, str]]:
    rows = database.execute(
        "SELECT id, label FROM words JOIN thing ON id = words.rowid WHERE words MATCH ? AND kind = ?",
        (f'"{ABOUT}{meaning.id}"', meaning.kind),
    )
    return ((f"{ABOUT}{id}", label) for id, label in rows)


def _understood(units: Sequence[Unit]) -> Iterator[Understood]:
    for unit in units:
        for found in unit.meanings:
            yield Understood(unit.text, found.iri, found.kind, found.label, found.uses, found.narrower)


def _suggest(database: sqlite3.Connection, plan: Plan) -> list[Suggestion]:
    """Return what may have been meant: texts that something has all words of, those with the longest names first."""
    lost = list(dict.fromkeys(plan.words_that_stand_nowhere))[:_MOST_MISSPELT]
    near = [_nearest(database, word) for word in lost]
    texts = {_replace(plan, dict(zip(lost, others, strict=True))) for others in islice(product(*near), _MOST_TRIED)} - {
        _replace(plan, {})
    }
    found = [(text, _known(make_plan(database, text, only_words=False))) for text in sorted(texts)]
    good = [(len(units), text) for text, units in found if units and _matches(database, all_of(units), limit=1)]
    ordered = sorted(good, key=lambda pair: pair[0])
    return [Suggestion(tuple(word.text for word in lost), text) for _, text in ordered[:_MOST_SUGGESTIONS]]


def _nearest(database: sqlite3.Connection, word: Word) -> list[str]:
    """Return the nearest words, without those that find the same as one before, or the word itself.

    Only words of names: descriptions are full of words that are near to any other, as "store" is to "stroke".
    """
    near = [other for other in nearest_words(database, word.joined, _MOST_NEAR) if not is_idle(other)]
    first: dict[str, str] = {}
    for other in near:
        if _is_in_a_name(database, stem(other)):
            first.setdefault(stem(other), other)
    return list(first.values())[:_MOST_SUGGESTIONS] or [word.text]


def _is_in_a_name(database: sqlite3.Connection, stem: str) -> bool:
    """Tell whether a stem stands in a name of a thing; questions and properties have names of common words."""
    named = f'{{name synonym}} : "{stem}"'
    return bool(database.execute(_NAMED, (named,)).fetchone())


def _replace(plan: Plan, instead: Mapping[Word, str]) -> str:
    return " ".join(instead.get(word, word.text) for word in plan.words)
