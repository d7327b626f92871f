"""Words that are spelt nearly like others."""

import json
import sqlite3

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
    near = sorted((distance(word, other), -uses, other) for other, uses in rows)
    return [other for edits, _, other in near if edits <= allowed][:limit]


def distance(one: str, other: str) -> int:
    """Return how many letters must be put, taken, changed or exchanged with a neighbour to make one word of the other.

    See https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance (optimal string alignment).

    >>> distance("kideny", "kidney"), distance("glioma", "gliomas"), distance("ct", "mri")
    (1, 1, 3)
    """
    before, last = [0] * (len(other) + 1), list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != wanted))
            is_exchanged = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted
            line.append(min(cost, before[column - 2] + 1) if is_exchanged else cost)
        before, last = last, line
    return last[-1]
