"""Reads a query to its end as it was meant, and tells what was wrong with it by the grammar.

Where a token cannot stand, each change that the grammar allows is tried, and the one after which the most tokens can
be read is made and proposed: so a proposal never makes a query worse.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from medkg.syntax.candidates import CLOSERS, Repair, Spot, repairs_of
from medkg.syntax.faults import NO_UPDATE, Fault
from medkg.syntax.grammar import END
from medkg.syntax.parser import Node, State, TreeBuilder, end_token
from medkg.syntax.tokens import Token
from medkg.syntax.words import FUNCTIONS

_MOST_FAULTS = 10

_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
_CLAUSES = {"ORDER": "ORDER BY", "GROUP": "GROUP BY", "HAVING": "HAVING"}

_DESCRIBED = {
    "variable": "a variable such as ?x",
    "name": "a name such as dcat:Dataset",
    "iri": "an IRI",
    "string": "a text",
    "number": "a number",
    END: "the end",
}
_MOST_TOLD = 7


@dataclass(frozen=True)
class Reading:
    """A query as it was meant: its tree, what was wrong, and what would have to follow where reading ended."""

    root: Node
    faults: Sequence[Fault]
    state: State
    is_whole: bool


class Reader:
    """Reads the tokens of one text, once."""

    def __init__(self, text: str, tokens: Sequence[Token], *, to_end: bool = True) -> None:
        """Prepare to read; unless `to_end`, more may follow."""
        self._text = text
        self._tokens = [*tokens, end_token(text)] if to_end else list(tokens)
        self._symbols = [token.symbol for token in self._tokens]
        self._state = State.at_start()
        self._tree = TreeBuilder()
        self._opened: list[Token] = []
        self._faults: list[Fault] = []

    def read(self) -> Reading:
        """Return what was read: all, or as far as a change helps."""
        place = 0
        while place < len(self._tokens):
            if self._take(self._tokens[place]):
                place += 1
                continue
            repair = self._mend(place)
            if repair is None:
                break
            for token in repair.put:
                self._take(token)
            place += repair.left_out
        return Reading(self._tree.root, self._faults, self._state, place == len(self._tokens))

    def _take(self, token: Token) -> bool:
        events: list[str] = []
        state = self._state.after(token.symbol, events)
        if state is None:
            return False
        self._state = state
        self._tree.take(events, token)
        if token.symbol in CLOSERS:
            self._opened.append(token)
        elif self._opened and token.symbol == CLOSERS[self._opened[-1].symbol]:
            self._opened.pop()
        return True

    def _mend(self, place: int) -> Repair | None:
        """Note the fault at a token; return the best change, None where none helps or enough was wrong."""
        if len(self._faults) == _MOST_FAULTS:
            return None
        expected = frozenset(self._state.expected())
        spot = Spot(self._text, self._tokens, self._symbols, place, self._state, self._opened, expected)
        repair = None if _is_update(spot) else _best(spot)
        token = spot.token
        if repair:
            self._faults.append(Fault(token.start, token.end, repair.message, fixes=(repair.fix,)))
        else:
            self._faults.append(Fault(token.start, token.end, _told_of_unreadable(spot)))
        return repair


def _best(spot: Spot) -> Repair | None:
    tried = [(repair.progress(spot), repair) for repair in repairs_of(spot)]
    most, best = max(tried, key=lambda pair: pair[0], default=(0, None))
    return best if most else None


def _is_update(spot: Spot) -> bool:
    return spot.token.symbol in _UPDATES and "SELECT" in spot.expected and not spot.opened


def _told_of_unreadable(spot: Spot) -> str:
    token, told = spot.token, describe_symbols(spot.expected)
    if _is_update(spot):
        return NO_UPDATE
    if not spot.text.strip():
        return "The query is empty."
    if token.symbol in _CLAUSES and "VALUES" in spot.expected:
        return f"{_CLAUSES[token.symbol]} stands before LIMIT and OFFSET."
    if token.kind == END or token.text in ("}", ")", "]", ".", ";", ","):
        where = "at the end" if token.kind == END else f"before {token.text}"
        return f"Something is missing {where}: {_missing(spot.expected) or told}."
    if token.kind == "word" and "name" in spot.expected and not token.text.isupper():
        return f"'{token.text}' is no name: a name has a prefix (medkg:{token.text}), a variable begins with ?."
    return f"The query cannot be read from '{token.text[:30]}' on. Here may stand {told}."


def _missing(expected: frozenset[str]) -> str:
    if {"a", "variable", "^"} <= expected:
        return "a property, and its value"
    if {"blank_node", "string"} <= expected:
        return "a value, such as a variable, a name or a text"
    return ""


def describe_symbols(symbols: frozenset[str]) -> str:
    """Return what may stand at a place, in a few words.

    >>> describe_symbols(frozenset(["variable", "iri", "name", "}"]))
    'a variable such as ?x, a name such as dcat:Dataset, an IRI or }'
    """
    told = [words for symbol, words in _DESCRIBED.items() if symbol in symbols]
    told += [mark for mark in ("{", "}", "(", ")", "]", ".", ";", ",", "*", "=") if mark in symbols]
    words = sorted(symbol for symbol in symbols - {"TRUE", "FALSE"} if symbol.isupper())
    told += [word for word in words if word not in FUNCTIONS]
    told += ["a function"] if any(word in FUNCTIONS for word in words) else []
    shown = told[:_MOST_TOLD]
    return " or ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown) or "nothing more"
