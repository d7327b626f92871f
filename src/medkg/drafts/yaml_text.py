"""Writes YAML as curated files have it, with comments; `medkg.catalog.yaml_reader` reads the same values back."""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from medkg.catalog.yaml_reader import Location, scalar_of

Comments = Mapping[Location, Sequence[str]]
"""Place of a value → the paragraphs that stand before it as comments."""

_WIDTH = 120
_PLAIN = re.compile(r"[^\W_](?:[\w .()/%+=;'’–-]*[\w.()/%+=;'’–-])?")
"""Texts that need no quotes wherever they stand."""

_PLAIN_ADDRESS = re.compile(r"https?://[\w./~%?=&+-]+")
"""Addresses that need none outside brackets."""


def write_yaml(value: Mapping[str, Any], comments: Comments) -> str:
    """Return a mapping of texts, whole numbers, None, and of mappings and lists of them, as YAML.

    >>> print(write_yaml({"kind": "dataset", "lines": ["1-5"], "title": "A: b"}, {("title",): ["As it is."]}), end="")
    kind: dataset
    lines: [1-5]
    # As it is.
    title: "A: b"
    """
    return "".join(f"{line}\n" for line in _Writer(comments).mapping(value, (), 0))


class _Writer:
    def __init__(self, comments: Comments) -> None:
        self._comments = comments

    def mapping(self, value: Mapping[str, Any], at: Location, indent: int) -> Iterator[str]:
        for key, item in value.items():
            yield from self._comment((*at, key), indent)
            yield from self._under(f"{' ' * indent}{write_scalar(key)}:", item, (*at, key), indent)

    def _comment(self, at: Location, indent: int) -> Iterator[str]:
        start = f"{' ' * indent}# "
        for paragraph in self._comments.get(at, ()):
            words = "".join(letter if letter.isprintable() else " " for letter in paragraph)
            yield from textwrap.wrap(words, _WIDTH, initial_indent=start, subsequent_indent=start)

    def _under(self, head: str, item: Any, at: Location, indent: int) -> Iterator[str]:
        short = None if isinstance(item, Mapping) else _in_one_line(item)
        if item is None:
            yield head
        elif short is not None and len(head) + len(short) < _WIDTH:
            yield f"{head} {short}"
        elif isinstance(item, str):
            yield from _text(head, item, indent)
        elif isinstance(item, int):
            yield f"{head} {item}"
        elif isinstance(item, Mapping):
            yield head
            yield from self.mapping(item, at, indent + 2)
        else:
            yield head
            yield from self._items(item, at, indent + 2)

    def _items(self, items: Sequence[Any], at: Location, indent: int) -> Iterator[str]:
        for position, item in enumerate(items):
            short = _in_one_line(item)
            if isinstance(item, Mapping) and (short is None or len(short) + indent + 2 > _WIDTH):
                lines = list(self.mapping(item, (*at, position), indent + 2))
                first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("# "))
                yield from (line[2:] for line in lines[:first])
                yield f"{' ' * indent}- {lines[first][indent + 2 :]}"
                yield from lines[first + 1 :]
            else:
                yield f"{' ' * indent}- {write_scalar(item) if short is None else short}"


def _in_one_line(item: Any) -> str | None:
    """Return a value in one line, or None where curated files have more."""
    if isinstance(item, str | int):
        return write_scalar(item)
    if isinstance(item, Mapping) and item and all(isinstance(value, str | int) for value in item.values()):
        return f"{{{', '.join(f'{write_scalar(k)}: {write_scalar(v, in_brackets=True)}' for k, v in item.items())}}}"
    if isinstance(item, Sequence) and all(isinstance(value, str | int) for value in item):
        return f"[{', '.join(write_scalar(value, in_brackets=True) for value in item)}]"
    return None


def _text(head: str, text: str, indent: int) -> Iterator[str]:
    """Yield a long text: folded where folding gives it back."""
    can_fold = text.isprintable() and text == " ".join(text.split(" ")).strip() and "  " not in text
    if not can_fold:
        yield f"{head} {write_scalar(text)}"
        return
    start = " " * (indent + 2)
    yield f"{head} >-"
    yield from textwrap.wrap(
        text, _WIDTH, initial_indent=start, subsequent_indent=start, break_long_words=False, break_on_hyphens=False
    )


def write_scalar(value: str | int, *, in_brackets: bool = False) -> str:
    """Return a text or a number, in quotes where it would be read as something else.

    >>> write_scalar("NO"), write_scalar("1.10"), write_scalar("a: b"), write_scalar(7)
    ('NO', '"1.10"', '"a: b"', '7')
    """
    if isinstance(value, int):
        return str(value)
    is_plain = _PLAIN.fullmatch(value) or (not in_brackets and _PLAIN_ADDRESS.fullmatch(value))
    if is_plain and value.isprintable() and scalar_of(value, plain=True) == value:
        return value
    return f'"{"".join(map(_escaped, value))}"'


def _escaped(letter: str) -> str:
    """Return a letter as it stands in double quotes (https://yaml.org/spec/1.2.2/#57-escaped-characters)."""
    if letter in ('"', "\\"):
        return f"\\{letter}"
    if letter.isprintable():
        return letter
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
