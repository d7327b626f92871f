"""What can be said of the text of a SPARQL query without parsing it: for messages, never for decisions about safety.

The engine's errors give a usable position, but their words name rules of its grammar; here they become sentences.
"""

import re
from dataclasses import dataclass

_SKIPPED = re.compile(
    r"""<[^<>"{}|^`\\\s]*+>      # an IRI
      | \"\"\"(?:[^"\\]|\\.|"(?!""))*+(?:\"\"\"|\Z)? | '''(?:[^'\\]|\\.|'(?!''))*+(?:'''|\Z)?
      | "(?:[^"\\\r\n]|\\.)*+"? | '(?:[^'\\\r\n]|\\.)*+'?
      | \#[^\r\n]*+               # a comment
    """,
    re.VERBOSE | re.DOTALL,
)
"""What is no keyword or name. An open string runs to its end and nothing is tried twice, so time is linear."""

_DECLARATION = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_PREFIXED_NAME = re.compile(r"(?<![\w:?$.-])([A-Za-z][\w.-]*|):(?=[\w%\\:.-]|\s|$)")
_UPDATE = re.compile(r"\s*(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b", re.IGNORECASE)
_TOLD = re.compile(r"(?:expected|one of|,) ((?:The|This|A|An|It) [a-zA-Z][^,\[\"]*)")
"""The engine's own sentence about the meaning of a query, where its message has one."""
_POSITION = re.compile(r"error at (\d+):(\d+): ")


_VARIABLE_OR_LANGUAGE = re.compile(r"[?$]\w++|@[\w-]++")
_SERVICE = re.compile(
    r"""(?<![\w.:%\\-])(?<!GRAPH[ ])                            # where a word begins: each is tried once
        (?:[\w.-]*+:\.)?[\d.-]*+(?:e\d++)?(?:true|false)?\.?    # what may stand before it without a space
        SERVICE(?:SILENT)?+
        (?:(?![\w.:%\\-])|[\w.-]*+:[\w.:%\\-]*+\s*+\{)          # a name may follow without a space
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""The keyword, as the engine reads it: after a number, or before a name, even one whose prefix is called so."""
_VARYING = re.compile(r"(?<![A-Za-z_])(?:NOW|RAND|BNODE|(?:STR)?UUID)(?!\w)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U0*([0-9A-Fa-f]{4,6})")


@dataclass(frozen=True)
class SyntaxFault:
    """Where a query stops being one (line and column from 1), and a sentence that helps."""

    line: int
    column: int
    sentence: str


def _bare(text: str) -> str:
    """Return a query without IRIs, strings and comments, each replaced by blanks of the same length."""
    return _SKIPPED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def undeclared_prefixes(text: str) -> list[str]:
    """Return the prefixes that a query uses and does not declare, in order of first use.

    >>> undeclared_prefixes("PREFIX a: <urn:a> SELECT * { ?s a:b dct:title, 'x:y' } # z:z")
    ['dct']
    """
    bare = _bare(text)
    declared = set(_DECLARATION.findall(bare))
    used = _PREFIXED_NAME.findall(_DECLARATION.sub(" ", bare))
    return [prefix for prefix in dict.fromkeys(used) if prefix not in declared and prefix != "_"]


def is_update(text: str) -> bool:
    """Tell whether a text begins, after its prologue, like a SPARQL update.

    >>> is_update("PREFIX a: <urn:a> INSERT DATA { a:x a:y a:z }"), is_update("SELECT * { ?s ?p 'INSERT' }")
    (True, False)
    """
    body = re.sub(r"\b(PREFIX\s+[\w.-]*:|BASE)", " ", _bare(text), flags=re.IGNORECASE)
    return bool(_UPDATE.match(body))


def calls_service(text: str) -> bool:
    """Tell whether a query has the keyword SERVICE, written plainly or with escapes.

    >>> calls_service("SELECT * { SERVICE <urn:x> {} }"), calls_service("SELECT ?service { ?service a 'SERVICE' }")
    (True, False)
    """
    if "service" not in text.lower() and "\\" not in text:
        return False
    plain = _ESCAPE.sub(lambda match: chr(min(int(match[1] or match[2], 16), 0x10FFFF)), text)
    return any(_SERVICE.search(_VARIABLE_OR_LANGUAGE.sub(" ", _bare(reading))) for reading in {text, plain})


def differs_each_time(text: str) -> bool:
    """Tell whether the answer to a query may differ from one time to the next on the same data, so that none is kept.

    >>> differs_each_time("SELECT (now() AS ?x) {}"), differs_each_time("SELECT ?known ?brand { ?s ?p 'RANDOM' }")
    (True, False)
    """
    return "\\u" in text.lower() or bool(_VARYING.search(text))


def explain_syntax_error(text: str, message: str) -> SyntaxFault:
    """Return place and sentence for an error that pyoxigraph raised about a query.

    >>> explain_syntax_error("SELECT * { ?s x:y ?o }", "error at 1:19: expected OPTIONAL").sentence
    "The prefix 'x' is not declared. Add PREFIX x: <…> at the top."
    """
    undeclared = undeclared_prefixes(text)
    if undeclared:
        name = re.search(rf"(?<![\w:?$.-]){re.escape(undeclared[0])}:", _bare(text))
        offset = name.start() if name else 0
    else:
        offset = min(_offset(text, message), len(text.rstrip()))
    before = text[:offset]
    line, column = before.count("\n") + 1, offset - before.rfind("\n")
    return SyntaxFault(line, column, _sentence(text, message, undeclared, offset))


def _offset(text: str, message: str) -> int:
    """Return where in the text the engine stopped.

    Where it looked for nothing but keywords, it reports a place beyond, by the length of the shortest.
    """
    found = _POSITION.match(message)
    if not found:
        return 0
    lines = text.split("\n")[: int(found[1]) - 1]
    expected = message.partition("expected ")[2].removeprefix("one of ").split(", ")
    wanted = [word for word in expected if word != "[_]"]
    overshoot = min(map(len, wanted)) if wanted and all(word.isalnum() for word in wanted) else 0
    return max(0, sum(len(line) + 1 for line in lines) + int(found[2]) - 1 - overshoot)


def _sentence(text: str, message: str, undeclared: list[str], offset: int) -> str:
    if undeclared:
        prefix = undeclared[0]
        return f"The prefix '{prefix}' is not declared. Add PREFIX {prefix}: <…> at the top."
    if not _POSITION.match(message):
        return f"{message}."
    if not text.strip():
        return "The query is empty."
    told = _TOLD.search(message)
    if told:
        return f"{told[1].strip().rstrip('.')}."
    rest = text[offset:].strip()
    if not rest:
        return "The query ends too early. Look for a bracket, quote or keyword that is missing."
    shown = rest.split("\n", maxsplit=1)[0][:30]
    return f"The query cannot be read from '{shown}' on. Look there, and just before, for what is missing or too much."
