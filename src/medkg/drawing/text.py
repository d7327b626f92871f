"""How wide words are, and how they are broken into lines: what a picture must know before it is drawn.

The font of a reader is not known, so widths are those of a wide sans serif: a picture leaves room, never too little.
"""

import unicodedata

_EM = {**dict.fromkeys("fijlrtI.,:;'|!()[]-/ ", 0.4), **dict.fromkeys("mwMWQO@%&", 0.95)}
"""Width of a character in font sizes, where it is not that of most."""

_ELLIPSIS = "…"


def measure(text: str, size: int) -> float:
    """Return the width of a text in a font of this size, rather too much than too little."""
    return size * sum(_em(character) for character in text)


def _em(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.1
    return _EM.get(character, 0.72 if character.isupper() else 0.6)


def wrap(text: str, width: float, size: int, lines: int = 2) -> tuple[str, ...]:
    """Return a text in at most so many lines of at most this width, with an ellipsis for what does not fit."""
    words, found = text.split(), list[str]()
    while words and len(found) < lines:
        words, line = _take_line(words, width, size)
        found.append(line)
    if words:
        found[-1] = cut(f"{found[-1]} {words[0]}{_ELLIPSIS}", width, size)
    return tuple(found)


def _take_line(words: list[str], width: float, size: int) -> tuple[list[str], str]:
    """Return the words that are left, and a line of the first ones: at least one, broken where it is too long."""
    count = 1
    while count < len(words) and measure(" ".join(words[: count + 1]), size) <= width:
        count += 1
    line, rest = " ".join(words[:count]), words[count:]
    if measure(line, size) <= width:
        return rest, line
    fitting = _fitting(line, width, size)
    return [line[fitting:], *rest], line[:fitting]


def cut(text: str, width: float, size: int) -> str:
    """Return a text that is at most so wide, with an ellipsis at its end if something was cut off."""
    if measure(text, size) <= width:
        return text
    kept = text[: _fitting(text, width - measure(_ELLIPSIS, size), size)]
    return kept.rstrip(f" {_ELLIPSIS}") + _ELLIPSIS


def _fitting(text: str, width: float, size: int) -> int:
    """Return how many of the first characters fit, at least one."""
    so_far = 0.0
    for index, character in enumerate(text):
        so_far += size * _em(character)
        if so_far > width:
            return max(index, 1)
    return len(text)


def write_number(number: float) -> str:
    """Return a number as people read it: `1,234`, `0.5`.

    >>> write_number(1234.0), write_number(0.25)
    ('1,234', '0.25')
    """
    return f"{int(number):,}" if number == number // 1 else f"{number:,.4g}"
