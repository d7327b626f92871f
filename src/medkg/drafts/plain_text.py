"""Words of strangers, made fit for a terminal: in one line, short, without control characters."""

_LONGEST = 80


def in_one_line(text: str) -> str:
    r"""Return a text with spaces in the place of what cannot be printed.

    >>> in_one_line("a\x1bb\nc")
    'a b c'
    """
    return "".join(letter if letter.isprintable() else " " for letter in text)


def quote(text: str) -> str:
    """Return the beginning of a text in quotes.

    >>> quote("MRI")
    "'MRI'"
    """
    shown = in_one_line(text[:_LONGEST])
    return f"'{shown}…'" if len(text) > _LONGEST else f"'{shown}'"
