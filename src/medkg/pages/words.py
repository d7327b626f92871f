"""Words for numbers of things."""


def count_of(number: int, word: str) -> str:
    """Return a number with a word, in the plural where there is not just one.

    >>> count_of(1, "study"), count_of(1_011, "study"), count_of(2, "visit"), count_of(3, "series")
    ('1 study', '1,011 studies', '2 visits', '3 series')
    """
    return f"{number:,} {word if number == 1 else plural(word)}"


def plural(word: str) -> str:
    """Return the plural of an English word that is regular."""
    if word.endswith("s"):
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("x", "ch", "sh")) else f"{word}s"
