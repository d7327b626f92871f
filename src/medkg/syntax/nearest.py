"""The nearest of some words to one that nobody knows: a slip of the finger, not another word."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], most: int | None = None) -> str | None:
    """Return the known word to which a slip or two lead, None where there is none; case counts only between equals.

    >>> nearest("SELCT", ["ASK", "SELECT"]), nearest("modalty", ["modality"]), nearest("lung", ["heart"])
    ('SELECT', 'modality', None)
    """
    bound = most if most is not None else min(3, 1 + len(word) // 5) if len(word) > 2 else 0
    best: tuple[int, int, str] | None = None
    folded = word.casefold()
    for candidate in known:
        if abs(len(candidate) - len(word)) > bound:
            continue
        steps = distance(folded, candidate.casefold(), bound)
        if steps <= bound:
            found = steps, distance(word, candidate, bound), candidate
            best = min(best or found, found)
    return best[2] if best else None


def distance(one: str, other: str, bound: int) -> int:
    """Return how many letters are to be put in, left out, replaced or swapped; beyond the bound, any number above it.

    >>> distance("slect", "select", 2), distance("flie", "file", 2), distance("a", "xyz", 1) > 1
    (1, 1, True)
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, against in enumerate(other, 1):
            steps = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                steps = min(steps, before[column - 2] + 1)
            now.append(steps)
        if min(now) > bound:
            return bound + 1
        before, last = last, now
    return last[-1]
