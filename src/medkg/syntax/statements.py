"""The statements of a query, found from token to token: whatever is wrong around them, and up to the caret too.

For completion only: a tree would be exact, but a query that is being typed seldom has one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from medkg.syntax.tokens import Token

_TERMS = frozenset(
    ["iri", "name", "prefix_name", "variable", "blank_node", "string", "number", "signed", "nil", "anon"]
)
_HEADS = frozenset(
    ["SELECT", "CONSTRUCT", "DESCRIBE", "ASK", "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET", "FROM", "PREFIX", "BASE"]
)
"""Words after which no statement comes before the next brace."""


class Part(Enum):
    """The part of a statement that comes next."""

    SUBJECT = "subject"
    PREDICATE = "predicate"
    OBJECT = "object"
    AFTER = "after"
    NOTHING = "nothing"
    """No statement can stand here: the head of a query, an expression, a list of values."""


@dataclass(frozen=True)
class Statement:
    """Subject, property and value; the property is None where it is a path."""

    subject: Token
    predicate: Token | None
    object: Token


@dataclass(frozen=True)
class Position:
    """Where one is in a statement; subject and predicate are what was read of it."""

    part: Part = Part.NOTHING
    subject: Token | None = None
    predicate: Token | None = None
    is_path: bool = False


@dataclass
class Statements:
    """Reads tokens, one after the other; knows the statements so far, and where it is."""

    position: Position = Position()
    found: list[Statement] = field(default_factory=list)
    _outer: list[tuple[str, Position]] = field(default_factory=list)
    _word: str = ""

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> "Statements":
        """Return what was read of some tokens."""
        statements = cls()
        for token in tokens:
            statements.read(token)
        return statements

    def resume(self) -> None:
        """Take what was not finished for finished: read on behind the statement at hand."""
        if self.position.part is not Part.NOTHING:
            self.position = replace(self.position, part=Part.AFTER)
        self._word = ""

    def read(self, token: Token) -> None:
        """Read one token."""
        if token.text in ("{", "(", "["):
            self._open(token)
        elif token.text in ("}", ")", "]"):
            self._close(token)
        elif token.kind in _TERMS or token.symbol in ("a", "TRUE", "FALSE"):
            self._term(token)
        elif token.kind == "word":
            self._keyword(token.symbol)
        elif token.kind == "mark":
            self._mark(token.text)

    def _open(self, token: Token) -> None:
        inner = Position()
        if token.text == "{" and self._word != "VALUES":
            inner = Position(Part.SUBJECT)
        elif token.text == "[":
            self._term(token)
            inner = Position(Part.PREDICATE, token)
        elif token.text == "(" and self.position.part is Part.PREDICATE:
            inner = replace(self.position, is_path=True)
        self._outer.append((token.text, self.position))
        self.position, self._word = inner, ""

    def _close(self, token: Token) -> None:
        if not self._outer:
            return
        opener, outer = self._outer.pop()
        self.position, self._word = outer, ""
        if token.text == "}":
            self.position = Position(Part.SUBJECT if self._is_in_group() else Part.NOTHING)
        elif opener == "(" and outer.part is Part.PREDICATE:
            self.position = replace(outer, part=Part.OBJECT, predicate=None, is_path=True)
        elif opener == "(" and outer.part is Part.OBJECT:
            self.position = replace(outer, part=Part.AFTER)
        elif opener == "(":
            self.position = Position(Part.SUBJECT) if self._is_in_group() else outer

    def _is_in_group(self) -> bool:
        return bool(self._outer) and self._outer[-1][0] == "{"

    def _term(self, token: Token) -> None:
        here = self.position
        if self._word == "VALUES":
            return
        if self._word in ("GRAPH", "SERVICE", "^^"):
            self._word = ""
            return
        match here.part:
            case Part.SUBJECT | Part.AFTER if not self._word:
                self.position = Position(Part.PREDICATE, token)
            case Part.PREDICATE:
                self.position = replace(here, part=Part.OBJECT, predicate=None if here.is_path else token)
            case Part.OBJECT if here.subject:
                self.found.append(Statement(here.subject, here.predicate, token))
                self.position = replace(here, part=Part.AFTER)

    def _keyword(self, word: str) -> None:
        self._word = word
        if word in _HEADS:
            self.position = Position()

    def _mark(self, mark: str) -> None:
        here = self.position
        match mark, here.part:
            case "^^", _:
                self._word = mark
            case ";", Part.AFTER | Part.PREDICATE:
                self.position = Position(Part.PREDICATE, here.subject)
            case ",", Part.AFTER:
                self.position = replace(here, part=Part.OBJECT)
            case ".", Part.AFTER | Part.PREDICATE | Part.OBJECT | Part.SUBJECT:
                self.position, self._word = Position(Part.SUBJECT), ""
            case "/" | "|", Part.OBJECT:
                self.position = Position(Part.PREDICATE, here.subject, is_path=True)
            case "*" | "+" | "?", Part.OBJECT:
                self.position = replace(here, predicate=None, is_path=True)
            case "^" | "!", Part.PREDICATE:
                self.position = replace(here, is_path=True)
