"""The prefixes of a query: those it declares, and those it uses without."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from medkg.syntax.faults import Fault, Fix
from medkg.syntax.nearest import nearest
from medkg.syntax.tokens import Token, split_name

_NAMES = ("name", "prefix_name")

_MOST_PREFIXES = 100
"""Prefixes without a declaration that are told of; nobody uses so many."""


def declared_prefixes(tokens: Sequence[Token]) -> dict[str, str]:
    """Return the prefixes that a query declares, with their IRIs."""
    return {
        name.text[:-1]: iri.text[1:-1]
        for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if word.symbol == "PREFIX" and name.kind == "prefix_name" and iri.kind == "iri"
    }


def prefix_fix(tokens: Sequence[Token], prefix: str, iri: str) -> Fix:
    """Return the change that declares a prefix, after BASE if there is one."""
    start = 0
    if len(tokens) > 1 and tokens[0].symbol == "BASE":
        start = tokens[1].end
    line = f"PREFIX {prefix}: <{iri}>\n"
    return Fix(f"Add PREFIX {prefix}:", start, start, f"\n{line}" if start else line)


def prefix_faults(text: str, tokens: Sequence[Token], prefixes: Mapping[str, str]) -> Iterator[Fault]:
    """Yield a fault for each prefix that is not declared; `prefixes` are those that can be proposed.

    Not of all, since each may come with a change of nearly the whole text.
    """
    return islice(_prefix_faults(text, tokens, prefixes), _MOST_PREFIXES)


def _prefix_faults(text: str, tokens: Sequence[Token], prefixes: Mapping[str, str]) -> Iterator[Fault]:
    declared = set(declared_prefixes(tokens))
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind not in _NAMES or (before and before.symbol == "PREFIX"):
            continue
        prefix = split_name(token.text)[0]
        if prefix not in declared:
            declared.add(prefix)
            yield _undeclared(text, tokens, token, prefixes)


def _undeclared(text: str, tokens: Sequence[Token], token: Token, prefixes: Mapping[str, str]) -> Fault:
    prefix = split_name(token.text)[0]
    message = f"The prefix '{prefix}' is not declared."
    if prefix in prefixes:
        fix = prefix_fix(tokens, prefix, prefixes[prefix])
        message += f" Add PREFIX {prefix}: <{prefixes[prefix]}> at the top."
        return Fault(token.start, token.end, message, fixes=(fix,))
    declared = declared_prefixes(tokens)
    near = nearest(prefix, sorted({*prefixes, *declared}))
    if near is None:
        return Fault(token.start, token.end, f"{message} Add PREFIX {prefix}: <…> at the top.")
    renamed = _renaming(text, tokens, prefix, near)
    if near not in declared:
        renamed = _joined(text, prefix_fix(tokens, near, prefixes[near]), renamed)
    return Fault(token.start, token.end, f"{message} Did you mean {near}:?", fixes=(renamed,))


def _renaming(text: str, tokens: Sequence[Token], prefix: str, other: str) -> Fix:
    """Return the change that writes another prefix for all uses of one."""
    places = [token.start for token in tokens if token.kind in _NAMES and split_name(token.text)[0] == prefix]
    start, end = places[0], places[-1] + len(prefix)
    starts = [place + len(prefix) for place in places[:-1]]
    parts = [text[before:place] for before, place in zip(starts, places[1:], strict=True)]
    return Fix(f"Write {other}:", start, end, other + "".join(part + other for part in parts))


def _joined(text: str, first: Fix, second: Fix) -> Fix:
    """Return two changes as one."""
    between = text[first.end : second.start]
    return Fix(second.label, first.start, second.end, first.insert + between + second.insert)
