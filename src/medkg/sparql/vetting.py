"""What may not be sent to a remote engine: it has a network and perhaps rights, which local workers do not have.

A remote engine reads a query with a lexer of its own. So nothing is skipped here as a string, a comment or an IRI: what
looks like the forbidden construct anywhere is refused, and a lexer that ends a comment elsewhere cannot be used to hide
it. The price is that a string or a comment such as `"service ?x"` is refused too; the message says so. This is the
first of two fences: the account under which a remote engine answers should have no right to any of this.
"""

import re

from medkg.errors import QueryRefused
from medkg.query_text import calls_service

_FEDERATION = "Federated queries (SERVICE) are not answered here. Ask the other endpoint yourself and join the results."
_UPDATE = "This is, or holds, an update. The endpoint is read-only: it takes queries."
_EXTENSION = "This goes beyond SPARQL 1.1 (DEFINE, bif:, sql:, java:, file:) to what only one kind of engine knows."
_HINT = " If it stands in a string or a comment, leave it out there."

_GAP = r"[^\w<>?$:\"'#{]"
"""What an engine may take for white space: all that cannot begin or end a name, an IRI, a string or a group."""
_NAMED = rf"(?:<|GRAPH\b|{_GAP}[\w.-]*+:)"

_REFUSED: dict[str, tuple[str, str]] = {
    "federation": (rf"SERVICE(?={_GAP}*+(?:[<?$#]|SILENT\b)|{_GAP}++[\w.-]*+:)", _FEDERATION),
    "modify": (rf"(?:INSERT|DELETE)(?={_GAP}*+(?:\{{|(?:DATA|WHERE|INTO|IN|FROM)\b{_GAP}*(?:\{{|{_NAMED})))", _UPDATE),
    "manage": (
        rf"(?:LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD)(?={_GAP}+(?:SILENT{_GAP}+)?"
        rf"(?:{_NAMED}|(?:DEFAULT|NAMED|ALL)\s*(?:;|TO\b|$)))",
        _UPDATE,
    ),
    "extension": (rf"DEFINE(?={_GAP}++[\w-]++:\w)|(?:BIF|SQL):(?=\w)|(?<=<)(?:JAVA|FILE|JAR):", _EXTENSION),
}
"""What is refused, as it looks in capitals, and the sentence that says so."""

_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, (pattern, _) in _REFUSED.items()))
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

_WINDOW = 64
_IN_NAME = re.compile(r"[\w:?$@%/\\-]\Z")
_LITERAL = re.compile(r"(?:TRUE|FALSE|[+-]?[\d.]+(?:E[+-]?\d+)?)\Z")


def vet(text: str) -> None:
    r"""Raise QueryRefused for a text that may ask an engine to call others, to change data, or to leave SPARQL.

    Escapes are undone first: see https://www.w3.org/TR/sparql11-query/#codepointEscape.

    >>> vet("SELECT * { ?service a medkg:Service ; dct:title 'a service' }")
    >>> vet("SELECT * { S\\u0045RVICE<http://127.0.0.1/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    medkg.errors.QueryRefused: Federated queries (SERVICE) are not answered here. ...
    """
    if calls_service(text):
        raise QueryRefused(_FEDERATION + _HINT)
    for reading in {text.upper(), _ESCAPE.sub(_unescape, text).upper()}:
        for found in _PATTERN.finditer(reading):
            if not _continues_name(reading[max(0, found.start() - _WINDOW) : found.start()]):
                raise QueryRefused(_REFUSED[found.lastgroup or ""][1] + _HINT)


def _continues_name(before: str) -> bool:
    """Tell whether a word is the rest of a name, such as `?service` or `ex:web-service`, seen what stands before it.

    A literal may stand before a keyword without a space: `1SERVICE` and `?p.5SERVICE` hold the keyword.
    """
    literal = _LITERAL.search(before)
    if literal is None:
        return bool(_IN_NAME.search(before))
    return literal[0][0] not in "+-." and bool(_IN_NAME.search(before[: literal.start()]))


def _unescape(match: re.Match[str]) -> str:
    point = int(match[1] or match[2], 16)
    return chr(point) if point <= 0x10FFFF else "\ufffd"
