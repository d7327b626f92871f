"""Finds things by a name that is not yet whole, or not quite right."""

import json
import sqlite3
from collections.abc import Sequence
from difflib import SequenceMatcher

from medkg.search.folding import plain, stems
from medkg.search.plan import read_query
from medkg.search.results import Name
from medkg.search.spelling import nearest_words

_MOST_CANDIDATES = 60


_SAME_KIND, _UNLIKE = 0.2, 0.4
"""What it is worth to be of the kind that the text begins with, and what is too little to be shown."""

_COMPLETED = """
WITH typed AS MATERIALIZED (
    SELECT rowid, (plain = :text) * 4 + (plain LIKE :text || '%') * 2 AS fit FROM names WHERE names MATCH :words
),
best AS (
    SELECT thing, name, max(fit + preferred) AS worth FROM typed JOIN name ON name.id = typed.rowid GROUP BY thing
)
SELECT iri, kind, label, name, uses FROM best JOIN thing ON id = thing
WHERE :kinds IS NULL OR kind IN (SELECT value FROM json_each(:kinds))
ORDER BY worth DESC, uses DESC, length(label), id LIMIT :limit"""

_NAMED = """
WITH best AS MATERIALIZED (SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank, rowid LIMIT ?)
SELECT iri, kind, label, name, uses
FROM best JOIN thing ON thing.id = best.rowid JOIN name ON name.thing = thing.id"""


def complete(database: sqlite3.Connection, text: str, kinds: Sequence[str] | None, limit: int) -> tuple[Name, ...]:
    """Return the things one of whose names has these words, the last as far as it is typed. See `SearchIndex`."""
    typed = [word.joined for word in read_query(text)]
    if not typed:
        return ()
    words = " ".join(f'"{word}"' for word in typed)
    asked = {
        "words": f"{words} *",
        "text": plain(text),
        "kinds": kinds and json.dumps([*kinds]),
        "limit": limit,
    }
    return tuple(Name(*row) for row in database.execute(_COMPLETED, asked))


def nearest_names(database: sqlite3.Connection, text: str, limit: int) -> tuple[Name, ...]:
    """Return the things whose names are most like a text. See `SearchIndex`."""
    kind, _, name = text.strip("/").rpartition("/")
    wanted = {near for word in read_query(name) for form in word.forms for near in _near(database, form)}
    if not wanted:
        return ()
    either = " OR ".join(f'"{word}"' for word in sorted(wanted))
    rows = database.execute(_NAMED, (f"{{name synonym}} : ({either})", _MOST_CANDIDATES))
    return tuple(_most_like(name, kind, [Name(*row) for row in rows])[:limit])


def _most_like(text: str, kind: str, names: Sequence[Name]) -> list[Name]:
    """Return each thing once, by the name that is most like the text; the most like first, those unlike not at all."""
    asked = SequenceMatcher(b=_letters(text))

    def likeness(name: Name) -> float:
        asked.set_seq1(_letters(name.name))
        return asked.ratio() + _SAME_KIND * (name.kind == kind)

    found = [(likeness(name), name) for name in names]
    ordered = sorted((pair for pair in found if pair[0] >= _UNLIKE), key=lambda pair: (-pair[0], pair[1].label))
    best: dict[str, Name] = {}
    for _, name in ordered:
        best.setdefault(name.iri, name)
    return list(best.values())


def _letters(text: str) -> str:
    return "".join(word.joined for word in read_query(text))


def _near(database: sqlite3.Connection, word: str) -> list[str]:
    """Return the stems of a word, if it stands somewhere, else of those that are spelt nearly like it."""
    known = database.execute("SELECT stem FROM word WHERE word = ?", (word,)).fetchall()
    return [stem for (stem,) in known] or [stem for other in nearest_words(database, word, 3) for stem in stems(other)]
