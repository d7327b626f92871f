"""Tokens that are nearly some: texts and IRIs that are not closed, typographic quotes. Read as what was meant."""

import re
from collections.abc import Callable, Iterator, Mapping

from medkg.syntax.faults import Fault, Fix
from medkg.syntax.tokens import Token, tokenize

_AFTER = " \t\r\n)]}.;,"
"""What more likely stands after a text that is not closed than in it."""


def mend_tokens(text: str) -> tuple[list[Token], list[Fault]]:
    """Return the tokens of a text, those that are nearly right as if they were, and what is wrong with them."""
    tokens: list[Token] = []
    faults: list[Fault] = []
    waiting = tokenize(text)[::-1]
    while waiting:
        token = waiting.pop()
        if token.kind in _MENDERS:
            mended, fault, rest = _MENDERS[token.kind](token)
            faults.append(fault)
            waiting += reversed(list(rest))
            tokens.append(mended)
        else:
            tokens.append(token)
    return tokens, faults


_Mended = tuple[Token, Fault, Iterator[Token]]


def _close_string(token: Token) -> _Mended:
    quote = token.text[:3] if token.text[:3] in ('"""', "'''") else token.text[0]
    inside = token.text[len(quote) :].rstrip(_AFTER)
    end = token.start + len(quote) + len(inside)
    message = f"This text is not closed: a {quote} is missing."
    fault = Fault(token.start, end, message, fixes=(Fix(f"Add {quote}", end, end, quote),))
    return Token("string", token.text[: end - token.start], token.start, end), fault, _rest(token, end)


def _close_iri(token: Token) -> _Mended:
    end = token.start + len(token.text.rstrip(_AFTER))
    fault = Fault(token.start, end, "This IRI is not closed: a > is missing.", fixes=(Fix("Add >", end, end, ">"),))
    return Token("iri", token.text[: end - token.start], token.start, end), fault, _rest(token, end)


def _embrace_iri(token: Token) -> _Mended:
    end = token.start + len(token.text.rstrip(_AFTER))
    iri = token.text[: end - token.start]
    fault = Fault(
        token.start, end, "An IRI stands in < >.", fixes=(Fix("Put it in < >", token.start, end, f"<{iri}>"),)
    )
    return Token("iri", f"<{iri}>", token.start, end), fault, _rest(token, end)


def _join_iri(token: Token) -> _Mended:
    joined = token.text.strip("<> ")
    fix = Fix("Write %20 for the blanks", token.start, token.end, f"<{re.sub(' ', '%20', joined)}>")
    fault = Fault(token.start, token.end, "An IRI holds no blanks.", fixes=(fix,))
    return token._replace(kind="iri"), fault, iter(())


def _straighten(token: Token) -> _Mended:
    fix = Fix("Write straight quotes", token.start, token.end, f'"{token.text[1:-1]}"')
    fault = Fault(token.start, token.end, "Typographic quotes hold no text in SPARQL: write \" or '.", fixes=(fix,))
    return token._replace(kind="string"), fault, iter(())


_MENDERS: Mapping[str, Callable[[Token], _Mended]] = {
    "open_string": _close_string,
    "bare_iri": _embrace_iri,
    "open_iri": _close_iri,
    "spaced_iri": _join_iri,
    "curled_string": _straighten,
}


def _rest(token: Token, end: int) -> Iterator[Token]:
    """Yield the tokens of what a token that was not closed has swallowed."""
    for each in tokenize(token.text[end - token.start :]):
        yield each._replace(start=each.start + end, end=each.end + end)
