"""Two sorted files of lines side by side: what only one of them has."""

from collections.abc import Iterable, Iterator
from enum import StrEnum


class Sign(StrEnum):
    """What became of a line on the way from an old file to a new one."""

    ADDED = "+"
    REMOVED = "-"
    KEPT = "="


Step = tuple[Sign, bytes]


def compare_lines(old: Iterable[bytes], new: Iterable[bytes]) -> Iterator[Step]:
    """Yield every line of two sorted files of distinct lines, in their order, with what became of it.

    Only one line of each is held at a time.

    >>> [(sign.value, line) for sign, line in compare_lines([b"a", b"b"], [b"b", b"c"])]
    [('-', b'a'), ('=', b'b'), ('+', b'c')]
    """
    olds, news = iter(old), iter(new)
    before, after = next(olds, None), next(news, None)
    while before is not None or after is not None:
        if before == after:
            assert before is not None
            yield Sign.KEPT, before
            before, after = next(olds, None), next(news, None)
        elif after is None or (before is not None and before < after):
            assert before is not None
            yield Sign.REMOVED, before
            before = next(olds, None)
        else:
            yield Sign.ADDED, after
            after = next(news, None)
