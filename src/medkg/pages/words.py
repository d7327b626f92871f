"""Words for numbers: of things, of years, of lines."""

_IRREGULAR = {"child": "children", "person": "people"}


def count_of(number: int, word: str) -> str:
    """Return a number with a word, in the plural where there is not just one.

    >>> count_of(1, "study"), count_of(1_011, "study"), count_of(2, "visit"), count_of(3, "series")
    ('1 study', '1,011 studies', '2 visits', '3 series')
    """
    return f"{number:,} {word if number == 1 else plural(word)}"


def plural(noun: str) -> str:
    """Return the plural of a noun, of which only the last word changes.

    >>> [plural(noun) for noun in ("patient", "clinical note", "study", "child", "person", "box", "series")]
    ['patients', 'clinical notes', 'studies', 'children', 'people', 'boxes', 'series']
    """
    before, space, word = noun.rpartition(" ")
    return before + space + _IRREGULAR.get(word, _regular_plural(word))


def _regular_plural(word: str) -> str:
    if word.endswith("s"):
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("x", "ch", "sh")) else f"{word}s"


def write_extent(count: int, maximum: int | None, qualifier: str | None) -> str:
    """Return how many there are, as far as it is known.

    >>> write_extent(1_200, None, "at-least"), write_extent(3, 4, None)
    ('at least 1,200', '3 to 4')
    """
    number = f"{count:,} to {maximum:,}" if maximum is not None else f"{count:,}"
    return f"{qualifier.replace('-', ' ')} {number}" if qualifier else number


def write_range(first: str | None, last: str | None) -> str:
    """Return a range, of which both ends may be open.

    >>> write_range("7", "64"), write_range("7", None), write_range(None, "64"), write_range("2010", "2010")
    ('7 to 64', 'from 7', 'up to 64', '2010')
    """
    if first and last:
        return first if first == last else f"{first} to {last}"
    return f"from {first}" if first else f"up to {last}" if last else ""


def write_lines(first: int, last: int) -> str:
    """Return which lines of a text are meant.

    >>> write_lines(7, 7), write_lines(7, 9)
    ('line 7', 'lines 7 to 9')
    """
    return f"line {first}" if first == last else f"lines {first} to {last}"


def write_ages(youngest: str | None, oldest: str | None, mean: str | None) -> str:
    """Return the ages of people.

    >>> write_ages("7", "64", "17.0"), write_ages(None, None, "61")
    ('7 to 64 years, mean 17.0 years', 'mean 61 years')
    """
    years = write_range(youngest, oldest)
    return ", ".join([*([f"{years} years"] if years else []), *([f"mean {mean} years"] if mean else [])])
