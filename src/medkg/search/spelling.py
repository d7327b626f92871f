"""Words that are spelt nearly like others."""

import json
import sqlite3

from medkg.edit_distance import edit_distance
from medkg.search.layout import grams

_MOST_CANDIDATES = 60

_ALIKE = """
SELECT word.word, uses FROM gram JOIN word ON word.id = gram.word
WHERE gram IN (SELECT value FROM json_each(?)) AND length(word.word) BETWEEN ? AND ?
GROUP BY word.id ORDER BY count(*) DESC, uses DESC, word.id LIMIT ?"""


def nearest_words(database: sqlite3.Connection, word: str, limit: int) -> list[str]:
    """Return the words of the index that are nearest to one that is not in it, best first.

    Only words that have pieces in common with it are compared.
    """
    allowed = 1 if len(word) < 5 else 2
    shortest, longest = len(word) - allowed, len(word) + allowed
    asked = (json.dumps(sorted(grams(word))), shortest, longest, _MOST_CANDIDATES)
    rows = database.execute(_ALIKE, asked).fetchall()
    near = sorted((edit_distance(word, other, allowed), -uses, other) for other, uses in rows)
    return [other for edits, _, other in near if edits <= allowed][:limit]
