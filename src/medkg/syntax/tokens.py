"""The words of a SPARQL text, read in one pass; whatever is typed gives tokens, so that half a query can be read too.

See https://www.w3.org/TR/sparql11-query/#sparqlGrammar.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_SPACE = r"[ \t\r\n\f\v\u00a0\ufeff]"
_ESCAPED = r"\\[_~.\-!$&'()*+,;=/?\#@%]|%[0-9A-Fa-f]{2}"
_LOCAL = rf"(?:[\w:]|{_ESCAPED})(?:[\w:\-·]|{_ESCAPED}|\.+(?=[\w:\-%\\]))*+"
_PREFIX = r"(?:[^\W\d_][\w\-·]*+(?:\.+[\w\-·]++)*+)?"

_PARTS = {
    "comment": r"\#[^\r\n]*+",
    "string": r'"""(?:[^"\\]|\\.|"(?!""))*+"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    r'|(?!""")"(?:[^"\\\r\n]|\\.)*+"'
    r"|(?!''')'(?:[^'\\\r\n]|\\.)*+'",
    "open_string": r'"""(?:.*+)|\'\'\'(?:.*+)|"(?:[^"\\\r\n]|\\[^\r\n])*+|\'(?:[^\'\\\r\n]|\\[^\r\n])*+',
    "curled_string": r"[“”„][^“”„\"\\\r\n]*+[“”„]|[‘’][^‘’'\"\\\r\n]*+[‘’]",
    "iri": r"<(?![=\s])[^<>\"{}|^`\\\x00-\x20]*+>|<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})++>",
    "spaced_iri": r"<[A-Za-z][A-Za-z0-9+.\-]*+:[^<>\"{}\r\n\t|^`\\]*+>",
    "open_iri": r"<[A-Za-z][A-Za-z0-9+.\-]*+://?[^\s<>\"{}|^`\\]*+",
    "bare_iri": r"https?://[^\s<>\"{}|^`\\]*+",
    "variable": r"[?$]\w++",
    "blank_node": r"_:\w(?:[\w\-]|\.+(?=[\w\-]))*+",
    "name": rf"{_PREFIX}:{_LOCAL}",
    "prefix_name": rf"{_PREFIX}:",
    "language": r"@[A-Za-z]++(?:-[A-Za-z0-9]++)*+",
    "signed": r"[+\-](?:\d++(?:\.\d*+)?[eE][+\-]?\d++|\d*+\.\d++(?:[eE][+\-]?\d++)?|\d++)",
    "number": r"\d++(?:\.\d*+)?[eE][+\-]?\d++|\d*+\.\d++(?:[eE][+\-]?\d++)?|\d++",
    "nil": rf"\({_SPACE}*+\)",
    "anon": rf"\[{_SPACE}*+\]",
    "word": r"[^\W\d]\w*+",
    "mark": r"\^\^|\|\||&&|!=|<=|>=|==|[{}()\[\].,;*/|^!?+=<>\-]",
    "other": r".",
}
"""Kind of token → what it looks like; of those that fit, the first is meant."""

_SAFE_IRI = re.compile(r"[a-z][a-z0-9+.\-]*:[^\x00-\x20<>\"{}|^`\\\ud800-\udfff]*", re.IGNORECASE)

_NAMES = frozenset({"name", "prefix_name"})
"""They may be looked for in vain over a long run of letters and dots; once is enough for the whole run."""


class Token(NamedTuple):
    """A word of a query, with its place in code points."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def symbol(self) -> str:
        """What the grammar calls it: marks and words by themselves (words in capitals, but `a`), others by kind."""
        if self.kind == "mark" or (self.kind == "word" and self.text == "a"):
            return self.text
        return self.text.upper() if self.kind == "word" else self.kind


@dataclass(frozen=True)
class _Patterns:
    """What tokens look like, compiled."""

    space: re.Pattern[str]
    run: re.Pattern[str]
    """What may be the prefix of a name, and more."""
    token: re.Pattern[str]
    plain: re.Pattern[str]
    """A token that is no name."""


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    plain = {kind: part for kind, part in _PARTS.items() if kind not in _NAMES}
    return _Patterns(
        re.compile(_SPACE + "*+"), re.compile(r"[\w.\-·]*+"), _compile_parts(_PARTS), _compile_parts(plain)
    )


def _compile_parts(parts: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{part})" for kind, part in parts.items()), re.DOTALL)


def tokenize(text: str, *, comments: bool = False) -> list[Token]:
    """Return the tokens of a text, in order; what lies between them is space, and comments unless they are wanted.

    >>> [token.kind for token in tokenize("SELECT ?x { ?x a dcat:Dataset } # all")]
    ['word', 'variable', 'mark', 'variable', 'word', 'name', 'mark']
    """
    found: list[Token] = []
    patterns, place, nameless = _patterns(), 0, 0
    while True:
        place = _end_of(patterns.space, text, place)
        if place >= nameless:
            nameless = _end_of(patterns.run, text, place)
            if text[nameless : nameless + 1] == ":":
                nameless = place
        match = (patterns.plain if place < nameless else patterns.token).match(text, place)
        if match is None:
            return found
        kind = match.lastgroup or "other"
        if comments or kind != "comment":
            found.append(Token(kind, match[0], place, match.end()))
        place = match.end()


def _end_of(pattern: re.Pattern[str], text: str, place: int) -> int:
    match = pattern.match(text, place)
    return match.end() if match else place


def is_safe_iri(text: str) -> bool:
    """Tell whether a text can stand between < and > in a query that is made of it.

    >>> is_safe_iri("http://example.org/a"), is_safe_iri("a:b> } #")
    (True, False)
    """
    return bool(_SAFE_IRI.fullmatch(text))


def split_name(name: str) -> tuple[str, str]:
    r"""Return prefix and local part of a prefixed name, the latter without escapes.

    >>> split_name("ex:a\\-b:c")
    ('ex', 'a-b:c')
    """
    prefix, _, local = name.partition(":")
    return prefix, re.sub(r"\\(.)", r"\1", local)
