"""What can be said of the text of a SPARQL query at a glance; for help, `medkg.syntax` reads it closely."""

import re

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
