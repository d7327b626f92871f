"""All that can be said about a query without an engine, and what an engine says, as faults for people."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from medkg.syntax.faults import Fault, Fix, Place, apply_fix, errors, offset_of
from medkg.syntax.lexical import mend_tokens
from medkg.syntax.meaning import service_faults, variable_faults
from medkg.syntax.prefixes import prefix_faults
from medkg.syntax.reader import Reader
from medkg.syntax.tokens import Token, tokenize

MOST_CHARACTERS = 10_000
"""Characters of a text that is looked at: a longer one is not written by hand."""
_DEPTH = 30
"""Nested groups whose variables are followed: each is looked through for all those around it."""
_POSITION = re.compile(r"error at (\d+):(\d+): ")
_UNSPACED = ("COALESCE", "CONCAT", "BNODE")
_TOLD = re.compile(r"(?:expected|one of|,) ((?:The|This|A|An|It) [a-zA-Z][^,\[\"]*)")
"""The engine's own sentence about the meaning of a query, where its message has one."""
_TOLD_OTHERWISE = {
    "IRI parsing failed": "This is no valid IRI.",
    "Prefix not found": "A prefix is not declared.",
}


def check(text: str, prefixes: Mapping[str, str]) -> list[Fault]:
    """Return all that seems wrong with a query, in the order of the text; `prefixes` are those that can be proposed.

    >>> [fault.message for fault in check("SELCT * { ?s a ?o", {})]
    ["'SELCT' is no word of SPARQL. Did you mean SELECT?", 'The { is not closed: a } is missing.']
    """
    if len(text) > MOST_CHARACTERS:
        return []
    found = _faults(text, prefixes)
    fixes = sum(len(fault.fixes) for fault in found)
    return [_proven(text, fault, found, prefixes) for fault in found] if len(text) * fixes < MOST_CHARACTERS else found


def _depth(tokens: Sequence[Token]) -> int:
    """Return how deeply groups are nested."""
    return max(accumulate((token.text == "{") - (token.text == "}") for token in tokens), default=0)


def _proven(text: str, fault: Fault, found: Sequence[Fault], prefixes: Mapping[str, str]) -> Fault:
    """Return a fault with those of its fixes after which there are fewer."""
    proven = (fix for fix in fault.fixes if len(_faults(apply_fix(text, fix), prefixes)) < len(found))
    return replace(fault, fixes=tuple(proven))


def _faults(text: str, prefixes: Mapping[str, str]) -> list[Fault]:
    tokens, lexical = mend_tokens(text)
    reading = Reader(text, tokens).read()
    meant = [*prefix_faults(text, tokens, prefixes), *service_faults(reading.root)]
    if reading.is_whole and _depth(tokens) <= _DEPTH:
        meant += variable_faults(reading.root)
    return sorted([*lexical, *reading.faults, *meant], key=lambda fault: fault.start)


def explain(text: str, engine_message: str, prefixes: Mapping[str, str]) -> Fault:
    """Return what is wrong with a text that an engine could not read: what is found here, else what the engine says.

    >>> explain("SELECT * { ?s x:y ?o }", "error at 1:19: expected OPTIONAL", {}).message
    "The prefix 'x' is not declared. Add PREFIX x: <…> at the top."
    """
    return next(iter(errors(check(text, prefixes))), None) or engine_fault(text, engine_message)


def engine_fault(text: str, engine_message: str) -> Fault:
    """Return a fault for what an engine said, where nothing better is known."""
    blank = next((each for each in _spaced_calls(text)), None)
    if blank:
        return blank
    offset = _engine_offset(text, engine_message)
    if offset is None:
        return Fault(0, 0, f"{engine_message.rstrip('.')}.")
    rest = re.match(r"\S*", text[offset:])
    end = offset + (rest.end() if rest else 0)
    return Fault(offset, end, _sentence(text, engine_message, offset))


def _engine_offset(text: str, message: str) -> int | None:
    """Return where an engine says that it cannot read a text, None where it names no place.

    Where it looked for nothing but keywords, it reports one beyond, by the length of the shortest.
    """
    found = _POSITION.match(message)
    if not found:
        return None
    expected = message.partition("expected ")[2].removeprefix("one of ").split(", ")
    wanted = [word for word in expected if word != "[_]"]
    beyond = min(map(len, wanted)) if wanted and all(word.isalnum() for word in wanted) else 0
    place = offset_of(text, Place(int(found[1]), int(found[2])))
    return max(0, min(place - beyond, len(text.rstrip())))


def _spaced_calls(text: str) -> Iterator[Fault]:
    """Yield a fault for each call that Oxigraph reads only without a blank, though SPARQL allows one."""
    tokens = tokenize(text)
    for token, bracket in pairwise(tokens):
        if token.symbol in _UNSPACED and bracket.text.startswith("(") and bracket.start > token.end:
            fix = Fix("Remove the blank", token.end, bracket.start, "")
            yield Fault(token.start, bracket.end, f"The engine reads {token.text}( only without a blank.", fixes=(fix,))


def _sentence(text: str, message: str, offset: int) -> str:
    told = _TOLD.search(message)
    if told:
        return f"{told[1].strip().rstrip('.')}."
    for words, sentence in _TOLD_OTHERWISE.items():
        if words in message:
            return sentence
    rest = text[offset:].strip()
    if not rest:
        return "The query ends too early. Look for a bracket, quote or keyword that is missing."
    shown = rest.split("\n", maxsplit=1)[0][:30]
    return f"The query cannot be read from '{shown}' on. Look there, and just before, for what is missing or too much."
