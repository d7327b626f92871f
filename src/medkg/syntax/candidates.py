"""The changes to try where a query goes wrong: each with a sentence about what is wrong and what it would change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from medkg.syntax.faults import Fix, place_of
from medkg.syntax.grammar import END
from medkg.syntax.nearest import nearest
from medkg.syntax.parser import State
from medkg.syntax.tokens import Token
from medkg.syntax.words import FUNCTIONS

AHEAD = 40
"""Tokens that are read to see whether a change helps."""

CLOSERS = {"{": "}", "(": ")", "[": "]"}

_ENOUGH = 3
"""Tokens that must be readable after one was left out."""

_INSERTED = {
    "}": "",
    ")": "",
    "]": "",
    ".": "A . is missing between two statements.",
    ";": "A ; is missing before another property of the same thing.",
    "{": "A { is missing: a pattern stands in braces.",
    "(": "A ( is missing.",
    ",": "A , is missing.",
    "=": "An = is missing.",
    "AS": "AS is missing between a value and its name.",
    "BY": "BY is missing.",
    "SELECT": "SELECT is missing: a query says first what it asks for.",
}
"""What may be missing, the likelier first, and what is said of it; of a bracket, where the other one is."""

_MEANT = {"==": "=", "&": "&&", "AND": "&&", "OR": "||", "<>": "!=", "|": "||"}
"""What other languages write → what SPARQL does."""


@dataclass(frozen=True)
class Spot:
    """A token that cannot stand where it stands, and what is around it."""

    text: str
    tokens: Sequence[Token]
    symbols: Sequence[str]
    place: int
    state: State
    opened: Sequence[Token]
    """The brackets before it that are open, the innermost last."""
    expected: frozenset[str]

    @property
    def token(self) -> Token:
        """The token."""
        return self.tokens[self.place]

    @property
    def before(self) -> Token | None:
        """The token before it."""
        return self.tokens[self.place - 1] if self.place else None

    @property
    def end_before(self) -> int:
        """Where the token before it ends."""
        return self.before.end if self.before else 0

    def line(self, token: Token) -> str:
        """Return words for the line of another token, if it is another line."""
        line = place_of(self.text, token.start).line
        return f" of line {line}" if line != place_of(self.text, self.token.start).line else ""


@dataclass(frozen=True)
class Repair:
    """A change: tokens that are put in before a token, and how many are left out; with what is told of it."""

    put: Sequence[Token]
    left_out: int
    message: str
    fix: Fix
    least: int = 1
    """How many tokens must be readable afterwards."""

    def progress(self, spot: Spot) -> int:
        """Return how many tokens can be read with the change made, those that it replaces included; 0 if too few."""
        start, put = spot.place + self.left_out, [token.symbol for token in self.put]
        read = spot.state.progress([*put, *spot.symbols[start : start + AHEAD]]) - len(put)
        if read < min(self.least, len(spot.symbols) - start):
            return 0
        return read + self.left_out if put else read


def repairs_of(spot: Spot) -> Iterator[Repair]:
    """Yield the changes to try; of equally good ones, the first is meant."""
    yield from _replace_token(spot)
    yield from _replace_brackets(spot)
    yield from _wrap(spot)
    yield from _insert(spot)
    yield from _leave_out(spot)


def _replace_token(spot: Spot) -> Iterator[Repair]:
    """Yield what SPARQL writes for what other languages do, a keyword for a misspelt one, and the right bracket."""
    token = spot.token
    meant = _MEANT.get(token.symbol) or _MEANT.get(token.text)
    if meant and meant in spot.expected:
        yield _instead(token, meant, f"SPARQL writes {meant} for {token.text}.")
    word = nearest(token.text, _words(spot.expected)) if token.kind == "word" else None
    if word:
        written = word.lower() if token.text.islower() else word
        yield _instead(token, written, f"'{token.text}' is no word of SPARQL. Did you mean {word}?")
    if spot.opened and token.text in CLOSERS.values():
        opener = spot.opened[-1]
        right = CLOSERS[opener.text]
        yield _instead(token, right, f"The {opener.text}{spot.line(opener)} is closed by a {right}.")
    if token.kind == "word" and "prefix_name" in spot.expected and spot.before and spot.before.symbol == "PREFIX":
        put = Token("prefix_name", f"{token.text}:", token.start, token.end)
        fix = Fix("Add :", token.end, token.end, ":")
        yield Repair([put], 1, "A : is missing after the name of the prefix.", fix)


def _words(expected: frozenset[str]) -> list[str]:
    """Return the keywords and functions among symbols."""
    return sorted(symbol for symbol in expected if symbol.isupper())


def _instead(token: Token, written: str, message: str) -> Repair:
    kind = "word" if written[0].isalpha() else "mark"
    put = Token(kind, written, token.start, token.end)
    return Repair([put], 1, message, Fix(f"Write {written}", token.start, token.end, written))


def _replace_brackets(spot: Spot) -> Iterator[Repair]:
    """Yield other brackets for a pair that cannot stand here."""
    token, closer = spot.token, _closer(spot)
    for mark in "{(":
        if token.text in CLOSERS and mark in spot.expected and mark != token.text and closer:
            right, last = CLOSERS[mark], spot.tokens[closer]
            inner = spot.tokens[spot.place + 1 : closer]
            put = [_mark(mark, token.start), *inner, _mark(right, last.start)]
            written = f"{mark}{spot.text[token.end : last.start]}{right}"
            fix = Fix(f"Write {mark}{right}", token.start, last.end, written)
            yield Repair(put, len(put), f"Here stands {mark} … {right}, not {token.text} … {last.text}.", fix)


def _closer(spot: Spot) -> int:
    """Return the place of the bracket that closes the one at a spot; 0 where it is far away, or there is none."""
    depth = 0
    for place, symbol in enumerate(spot.symbols[spot.place : spot.place + AHEAD], spot.place):
        depth += (symbol in CLOSERS) - (symbol in CLOSERS.values())
        if not depth:
            return place
    return 0


def _wrap(spot: Spot) -> Iterator[Repair]:
    """Yield brackets around what follows, as far as it can be read within them."""
    for mark in "({":
        is_due = mark in spot.expected and (mark == "(" or "." not in spot.expected)
        state = spot.state.after(mark) if is_due else None
        length = min(_inside(spot), state.progress(spot.symbols[spot.place : spot.place + AHEAD])) if state else 0
        if length:
            yield _wrapped(spot, mark, length, "")
            if mark == "(":
                yield _wrapped(spot, mark, length, _name_for(spot.token))


def _inside(spot: Spot) -> int:
    """Return how many tokens follow until the end, or the bracket that closes what is open before them."""
    depth = 0
    for count, symbol in enumerate(spot.symbols[spot.place : spot.place + AHEAD]):
        depth += (symbol in CLOSERS) - (symbol in CLOSERS.values())
        if depth < 0 or symbol == END:
            return count
    return AHEAD


def _name_for(token: Token) -> str:
    return f"?{token.text.lower()}" if token.symbol in FUNCTIONS else "?value"


def _wrapped(spot: Spot, mark: str, length: int, name: str) -> Repair:
    """Return brackets around some tokens, with a name for the value if one is given."""
    inner = spot.tokens[spot.place : spot.place + length]
    start, end, right = inner[0].start, inner[-1].end, CLOSERS[mark]
    named = [Token("word", "AS", end, end), Token("variable", name, end, end)] if name else []
    added, gap = f" AS {name}" if name else "", " " if mark == "{" else ""
    fix = Fix(f"Put it in {mark} {right}", start, end, f"{mark}{gap}{spot.text[start:end]}{added}{gap}{right}")
    put = [_mark(mark, start), *inner, *named, _mark(right, end)]
    return Repair(put, length, _told_of_wrapping(spot, mark, name), fix)


def _told_of_wrapping(spot: Spot, mark: str, name: str) -> str:
    word = spot.before.symbol if spot.before and spot.before.kind == "word" else ""
    if name:
        return f"A value that is computed stands in parentheses, with a name: ({spot.token.text}… AS {name})."
    if mark == "{":
        return f"{word or 'GRAPH'} takes its pattern in braces: {{ … }}."
    if word in ("FILTER", "HAVING", "BIND"):
        return f"{word} takes its expression in parentheses: ( … )."
    return "A value that is computed stands in parentheses: ( … )."


def _insert(spot: Spot) -> Iterator[Repair]:
    """Yield what may be missing."""
    for mark, message in _INSERTED.items():
        if mark in spot.expected and (message or spot.opened):
            yield _inserted(spot, mark, message or _told_of_closer(spot, mark))
    if "*" in spot.expected and spot.before and spot.before.symbol in ("SELECT", "DISTINCT", "REDUCED", "DESCRIBE"):
        yield _inserted(spot, "*", "What to ask for is missing: variables, or * for all.")


def _told_of_closer(spot: Spot, mark: str) -> str:
    opener = spot.opened[-1]
    return f"The {opener.text}{spot.line(opener)} is not closed: a {mark} is missing."


def _inserted(spot: Spot, mark: str, message: str) -> Repair:
    if mark in "{(" or not spot.place:
        place, written = spot.token.start, f"{mark} "
    else:
        place, written = spot.end_before, mark if mark in "),]" else f" {mark}"
    put = Token("word" if mark.isalpha() else "mark", mark, place, place)
    return Repair([put], 0, message, Fix(f"Add {mark}", place, place, written))


def _leave_out(spot: Spot) -> Iterator[Repair]:
    """Yield the query without the token."""
    token = spot.token
    if token.kind == END:
        return
    shown = token.text[:30]
    is_comma = token.text == "," and {"FROM", "variable"} <= spot.expected
    message = "Variables are listed without commas." if is_comma else f"{shown} is too much here."
    yield Repair([], 1, message, Fix(f"Remove {shown}", token.start, token.end, ""), _ENOUGH)


def _mark(text: str, place: int) -> Token:
    return Token("mark", text, place, place)
