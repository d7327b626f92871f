"""How far one word is from another, counted in slips of the finger."""


def edit_distance(one: str, other: str, bound: int) -> int:
    """Return how many letters are to be put in, left out, replaced or swapped; beyond the bound, any number above it.

    See https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance (optimal string alignment).

    >>> edit_distance("slect", "select", 2), edit_distance("flie", "file", 2), edit_distance("a", "xyz", 1) > 1
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
