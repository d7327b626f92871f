"""Texts for the tests of syntax: like queries, and unlike any."""

import re

from hypothesis import strategies as st

from medkg.namespaces import Names
from support import NAMES, REPOSITORY

HOSTILE_UNITS = [
    "\\'", "'", '"', '\\"', "'''", '"""', "<", "<a", "<a:", "<a:b ", "#", "a:", "a.", "a-", "a.b-", "PREFIX ", "\\",
    "a", "?x:", "(", "{", "[", "( ", "“", "‘a", "a:b.", ".", "..", "1.", "+1", "1e", "@a-", "_:", "http://", "^", "%",
    "!", "-", "\u00a0", "é", "😀", "\ud800", "\n", "\r", "\\u0041", "SELECT * {", "?s ?p ?o ", "FILTER(", "{ {", ") (",
]  # fmt: skip
"""Repeated, each is what some way of reading takes more than one pass for."""

_WORDS = [
    "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE", "WHERE", "FILTER", "OPTIONAL", "UNION", "GROUP", "BY",
    "ORDER", "LIMIT", "VALUES", "BIND", "AS", "NOT", "EXISTS", "GRAPH", "SERVICE", "COUNT", "STR", "a", "true", "SELCT",
    "?x", "?y", "$z", "dcat:Dataset", "dct:title", "x:", "<http://a/>", "<http://a/", "http://a/", "'a'", "'a", "“a”",
    "1", "-2.5", "@en", "^^", "{", "}", "(", ")", "[", "]", ".", ";", ",", "*", "/", "|", "=", "==", "!", "&&", "#",
    "\n", "😀", "é",
]  # fmt: skip


def sparql_like() -> st.SearchStrategy[str]:
    """Return texts of words of SPARQL in any order."""
    return st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join)


def queries_of(names: Names = NAMES) -> list[str]:
    """Return the saved queries and the checks of the repository, with their prefixes."""
    files = sorted([*REPOSITORY.glob("queries/*.rq"), *REPOSITORY.glob("ontology/checks/*.rq")])
    return [names.with_prefixes(re.sub(r"(?m)^#.*\n", "", file.read_text("utf-8"))) for file in files]
