"""What may be typed at the caret of a query that is not finished."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from medkg.syntax.lexical import mend_tokens
from medkg.syntax.prefixes import declared_prefixes
from medkg.syntax.reader import Reader
from medkg.syntax.statements import Position, Statement, Statements
from medkg.syntax.tokens import Token, split_name, tokenize

_WORD = re.compile(r"[?$]?[\w\-:]*\Z")
_UNKNOWN = Token("iri", "<>", 0, 0)
"""The word at the caret, for what follows it."""
_REST = re.compile(r"[\w\-:]*")


@dataclass(frozen=True)
class Caret:
    """A caret, and all that what is typed there depends on."""

    start: int
    """Where the word at the caret begins."""
    end: int
    """Where it ends, behind the caret."""
    word: str
    """The word, up to the caret."""
    expected: frozenset[str]
    """The symbols of the grammar that may stand here."""
    position: Position
    statements: Sequence[Statement]
    """All statements of the query, but the one at the caret."""
    variables: Sequence[str]
    """The variables of the query, by first use, without the word at the caret."""
    prefixes: Mapping[str, str]
    """The prefixes that the query declares."""
    before: str
    """The symbol before the word."""

    def iri_of(self, token: Token, known: Mapping[str, str]) -> str | None:
        """Return the IRI that a token stands for; `known` are prefixes that need not be declared."""
        if token.kind == "iri":
            return token.text[1:-1]
        if token.symbol == "a":
            return "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
        if token.kind not in ("name", "prefix_name"):
            return None
        prefix, local = split_name(token.text)
        start = self.prefixes.get(prefix, known.get(prefix))
        return None if start is None else start + local


def find_caret(text: str, at: int) -> Caret | None:
    """Return the caret at a place in code points, None in a comment, a text or an IRI, where nothing is completed.

    >>> find_caret("SELECT ?x { ?x a dcat:D }", 23).word
    'dcat:D'
    """
    at = max(0, min(at, len(text)))
    found = _WORD.search(text, max(0, at - 200), at)
    word = found[0] if found else ""
    start = at - len(word)
    if _is_inside(text, start):
        return None
    rest = _REST.match(text, at)
    end = rest.end() if rest else at
    before, _ = mend_tokens(text[:start])
    after, _ = mend_tokens(text[end:])
    reading = Reader(text[:start], before, to_end=False).read()
    return Caret(
        start,
        end,
        word,
        frozenset(reading.state.expected()),
        Statements.of(before).position,
        [*Statements.of(before).found, *_following(before, after, goes_on=bool(text[end:].partition("\n")[0].strip()))],
        list(dict.fromkeys(token.text for token in [*before, *after] if token.kind == "variable")),
        declared_prefixes(before),
        before[-1].symbol if before else "",
    )


def _following(before: Sequence[Token], after: Sequence[Token], *, goes_on: bool) -> list[Statement]:
    """Return the statements behind the caret. If its line goes on, so does the statement with the word at the caret."""
    statements = Statements.of(before)
    known = len(statements.found)
    if goes_on and after and after[0].kind not in ("mark", "word"):
        statements.read(_UNKNOWN)
    else:
        statements.resume()
    for token in after:
        statements.read(token)
    return statements.found[known:]


def _is_inside(text: str, start: int) -> bool:
    """Tell whether a place is within a token in which no word is completed."""
    for token in tokenize(text[:start], comments=True):
        if token.end >= start and token.kind in ("open_string", "open_iri", "comment"):
            return True
    return text[start - 1 : start] == "<"
