"""The nearest of some words to one that nobody knows: a slip of the finger, not another word."""

from collections.abc import Iterable

from medkg.edit_distance import edit_distance


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
        steps = edit_distance(folded, candidate.casefold(), bound)
        if steps <= bound:
            found = steps, edit_distance(word, candidate, bound), candidate
            best = min(best or found, found)
    return best[2] if best else None
