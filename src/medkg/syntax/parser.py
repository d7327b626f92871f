"""Reads a query by the grammar, with what is missing put in and what is too much left out, and tells what that was.

One token is looked ahead and the stack is explicit, so that time and memory are linear in the text, however it is
nested. A stack is a linked list that is never changed: to try a repair costs no more than to read on from it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from medkg.syntax.grammar import END, Grammar, grammar
from medkg.syntax.tokens import Token

Stack = Any
"""`(symbol, stack)` or None; the type is recursive, and none that mypy takes quickly."""

_CLOSE = "#"
"""On a stack: the rule that was opened last ends here."""


@dataclass
class Node:
    """A part of a query that has a rule of the grammar."""

    rule: str
    children: "list[Node | Token]" = field(default_factory=list)

    def nodes(self, rule: str, *, within: Sequence[str] = ()) -> "Iterator[Node]":
        """Yield the parts with a rule, in order, but not those inside parts with a rule of `within`."""
        waiting: list[Node | Token] = self.children[::-1]
        while waiting:
            child = waiting.pop()
            if isinstance(child, Token):
                continue
            if child.rule == rule:
                yield child
            if child.rule not in within:
                waiting += reversed(child.children)

    def tokens(self, *, without: Sequence[str] = ()) -> Iterator[Token]:
        """Yield the tokens, in order, but not those inside parts with a rule of `without`."""
        waiting: list[Node | Token] = self.children[::-1]
        while waiting:
            child = waiting.pop()
            if isinstance(child, Token):
                yield child
            elif child.rule not in without:
                waiting += reversed(child.children)

    def child(self, rule: str) -> "Node | None":
        """Return the first direct part with a rule."""
        return next((child for child in self.children if isinstance(child, Node) and child.rule == rule), None)

    @property
    def end(self) -> int:
        """Where its last token ends."""
        return max((token.end for token in self.tokens()), default=0)


class State:
    """How far a query was read: what has to follow. It never changes."""

    __slots__ = ("_grammar", "_stack")

    def __init__(self, grammar: Grammar, stack: Stack) -> None:
        self._grammar = grammar
        self._stack = stack

    @classmethod
    def at_start(cls) -> "State":
        """Return the state before the first token."""
        return cls(grammar(), ("Query", None))

    def after(self, symbol: str, events: list[str] | None = None) -> "State | None":
        """Return the state after a token, None where none may stand; `events` gets the rules that open and close."""
        stack, table, rules = self._stack, self._grammar.table, self._grammar.rules
        seen: list[str] = []
        while stack is not None:
            top, stack = stack
            if top == symbol:
                if events is not None:
                    events += seen
                return State(self._grammar, stack)
            if top == _CLOSE:
                seen.append(_CLOSE)
                continue
            sequence = table.get((top, symbol))
            if sequence is None:
                return None
            if top in rules:
                seen.append(top)
                stack = (_CLOSE, stack)
            for part in reversed(sequence):
                stack = (part, stack)
        return None

    def expected(self) -> set[str]:
        """Return the symbols that may come next."""
        found: set[str] = set()
        stack = self._stack
        while stack is not None:
            top, stack = stack
            if top == _CLOSE:
                continue
            found |= self._grammar.first.get(top, {top})
            if top not in self._grammar.nullable:
                break
        return found

    def progress(self, symbols: Sequence[str]) -> int:
        """Return how many of the symbols can be read from here."""
        state: State | None = self
        for count, symbol in enumerate(symbols):
            state = state.after(symbol) if state else None
            if state is None:
                return count
        return len(symbols)


class TreeBuilder:
    """Makes a tree of what opens and closes."""

    def __init__(self) -> None:
        self.root = Node("")
        self._open = [self.root]

    def take(self, events: Sequence[str], token: Token | None) -> None:
        """Open and close parts, then add a token."""
        for event in events:
            if event == _CLOSE:
                self._open.pop()
            else:
                node = Node(event)
                self._open[-1].children.append(node)
                self._open.append(node)
        if token is not None:
            self._open[-1].children.append(token)


def end_token(text: str) -> Token:
    """Return the token that stands for the end of a text."""
    place = len(text.rstrip())
    return Token(END, "", place, place)
