"""What the text of a query says of how its result is to be shown. Nothing here decides what is evaluated."""

import re

from medkg.syntax.tokens import tokenize

_PIN = re.compile(r"#\s*view:\s*([a-z]+)\s*")


def pinned_view(text: str) -> str | None:
    r"""Return the view that a comment `#view:…` in a query asks for, if one does: the first.

    >>> pinned_view("#view:bar\nSELECT * {}"), pinned_view("SELECT * { ?s <urn:x#view:bar> '#view:bar' }")
    ('bar', None)
    """
    pins = (_PIN.fullmatch(token.text) for token in tokenize(text, comments=True))
    return next((pin[1] for pin in pins if pin), None)


def ordered_columns(text: str, columns: list[str]) -> list[str]:
    """Return the columns of a result in the order in which the query names them.

    That of `SELECT *` is the engine's own; with named columns it is right already.

    >>> ordered_columns("SELECT * { ?s ?p ?o }", ["o", "s", "p"])
    ['s', 'p', 'o']
    """
    tokens = [token for token in tokenize(text) if token.symbol not in ("DISTINCT", "REDUCED")]
    select = next((place for place, token in enumerate(tokens) if token.symbol == "SELECT"), None)
    if select is None or "*" not in [token.text for token in tokens[select + 1 : select + 2]]:
        return columns
    named = [token.text[1:] for token in tokens if re.match(r"[?$]\w", token.text)]
    places = {name: place for place, name in reversed(list(enumerate(named)))}
    return sorted(columns, key=lambda name: places.get(name, len(named)))
