"""The words of SPARQL with what they do, in a sentence: for completion, for the grammar, and for nearest words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Function:
    """A function: how many arguments it takes, how a call looks, and what it gives."""

    arguments: str
    call: str
    text: str


def _functions(arguments: str, *rows: tuple[str, str, str]) -> dict[str, Function]:
    return {name: Function(arguments, call, text) for name, call, text in rows}


FUNCTIONS: dict[str, Function] = {
    **_functions(
        "aggregate",
        ("COUNT", "COUNT(?x)", "How many values there are in the group."),
        ("SUM", "SUM(?x)", "The sum of the numbers in the group."),
        ("MIN", "MIN(?x)", "The least value in the group."),
        ("MAX", "MAX(?x)", "The greatest value in the group."),
        ("AVG", "AVG(?x)", "The mean of the numbers in the group."),
        ("SAMPLE", "SAMPLE(?x)", "Any one value of the group."),
        ("GROUP_CONCAT", "GROUP_CONCAT(?x; SEPARATOR=', ')", "The values of the group in one text."),
    ),
    **_functions(
        "one",
        ("STR", "STR(?x)", "The text of a literal, or the IRI as text."),
        ("LANG", "LANG(?text)", 'The language of a text, such as "en".'),
        ("DATATYPE", "DATATYPE(?x)", "The datatype of a literal."),
        ("IRI", "IRI(?text)", "The IRI with this text."),
        ("URI", "URI(?text)", "The IRI with this text."),
        ("ABS", "ABS(?n)", "The number without its sign."),
        ("CEIL", "CEIL(?n)", "The next whole number above."),
        ("FLOOR", "FLOOR(?n)", "The next whole number below."),
        ("ROUND", "ROUND(?n)", "The nearest whole number."),
        ("STRLEN", "STRLEN(?text)", "The length of a text."),
        ("UCASE", "UCASE(?text)", "The text in capitals."),
        ("LCASE", "LCASE(?text)", "The text in small letters."),
        ("ENCODE_FOR_URI", "ENCODE_FOR_URI(?text)", "The text as it stands in an address."),
        ("YEAR", "YEAR(?date)", "The year of a date with time."),
        ("MONTH", "MONTH(?date)", "The month of a date with time."),
        ("DAY", "DAY(?date)", "The day of a date with time."),
        ("HOURS", "HOURS(?date)", "The hours of a time."),
        ("MINUTES", "MINUTES(?date)", "The minutes of a time."),
        ("SECONDS", "SECONDS(?date)", "The seconds of a time."),
        ("TIMEZONE", "TIMEZONE(?date)", "The time zone of a time, as a duration."),
        ("TZ", "TZ(?date)", "The time zone of a time, as text."),
        ("MD5", "MD5(?text)", "The MD5 digest of a text."),
        ("SHA1", "SHA1(?text)", "The SHA-1 digest of a text."),
        ("SHA256", "SHA256(?text)", "The SHA-256 digest of a text."),
        ("SHA384", "SHA384(?text)", "The SHA-384 digest of a text."),
        ("SHA512", "SHA512(?text)", "The SHA-512 digest of a text."),
        ("ISIRI", "isIRI(?x)", "Whether it is an IRI."),
        ("ISURI", "isURI(?x)", "Whether it is an IRI."),
        ("ISBLANK", "isBlank(?x)", "Whether it is a blank node."),
        ("ISLITERAL", "isLiteral(?x)", "Whether it is a literal."),
        ("ISNUMERIC", "isNumeric(?x)", "Whether it is a number."),
    ),
    **_functions(
        "two",
        ("CONTAINS", 'CONTAINS(?text, "part")', "Whether a text contains another; LCASE makes it ignore case."),
        ("STRSTARTS", 'STRSTARTS(?text, "start")', "Whether a text starts with another."),
        ("STRENDS", 'STRENDS(?text, "end")', "Whether a text ends with another."),
        ("STRBEFORE", 'STRBEFORE(?text, "part")', "What stands before a part of a text."),
        ("STRAFTER", 'STRAFTER(?text, "part")', "What stands after a part of a text."),
        ("STRLANG", 'STRLANG(?text, "en")', "The text in a language."),
        ("STRDT", "STRDT(?text, xsd:gYear)", "The literal with a datatype."),
        ("LANGMATCHES", 'LANGMATCHES(LANG(?text), "en")', "Whether a language is among those of a range."),
        ("SAMETERM", "sameTerm(?a, ?b)", "Whether both are exactly the same term."),
    ),
    **_functions(
        "two or three",
        ("REGEX", 'REGEX(?text, "pattern", "i")', 'Whether a text matches a pattern; "i" ignores case.'),
        ("SUBSTR", "SUBSTR(?text, 1, 4)", "A part of a text: from where, and how long."),
    ),
    **_functions("three", ("IF", "IF(?test, ?then, ?else)", "One value or another, by a test.")),
    **_functions("three or four", ("REPLACE", 'REPLACE(?text, "a", "b")', "The text with a pattern replaced.")),
    **_functions(
        "none",
        ("NOW", "NOW()", "The time at which the query runs."),
        ("RAND", "RAND()", "A random number from 0 to 1."),
        ("UUID", "UUID()", "A new IRI."),
        ("STRUUID", "STRUUID()", "A new identifier, as text."),
    ),
    **_functions("none or one", ("BNODE", "BNODE()", "A new blank node.")),
    **_functions("variable", ("BOUND", "BOUND(?x)", "Whether a variable has a value.")),
    **_functions(
        "any",
        ("COALESCE", "COALESCE(?a, ?b)", "The first of the values that there is."),
        ("CONCAT", "CONCAT(?a, ?b)", "The texts, one after the other."),
    ),
}
"""Function → what it takes and gives. See https://www.w3.org/TR/sparql11-query/#SparqlOps."""

KEYWORDS: dict[str, str] = {
    "SELECT": "Ask for rows.",
    "CONSTRUCT": "Ask for a graph made of what is found.",
    "DESCRIBE": "Ask for all that is said of things.",
    "ASK": "Ask whether there is anything: yes or no.",
    "PREFIX": "Declare a short name for the beginning of IRIs.",
    "BASE": "Declare what relative IRIs are resolved against.",
    "DISTINCT": "Each row once.",
    "REDUCED": "Rows may come once only.",
    "AS": "Name the value of an expression.",
    "FROM": "Ask this graph instead of the merged one.",
    "NAMED": "A graph for GRAPH patterns.",
    "WHERE": "What must hold.",
    "OPTIONAL": "What may hold; rows stay without it.",
    "FILTER": "Keep the rows for which this holds.",
    "BIND": "Give a variable the value of an expression.",
    "UNDEF": "No value.",
    "MINUS": "Take away what matches this.",
    "UNION": "This or that.",
    "GRAPH": "Ask a named graph: where a statement comes from.",
    "NOT": "Keep the rows for which there is no match.",
    "EXISTS": "Keep the rows for which there is a match.",
    "IN": "Whether a value is among some.",
    "ORDER": "Sort the rows.",
    "LIMIT": "At most so many rows.",
    "GROUP": "Make groups, for COUNT and the like.",
    "HAVING": "Keep the groups for which this holds.",
    "OFFSET": "Leave out so many rows at the beginning.",
    "VALUES": "Give a variable these values.",
    "BY": "",
    "ASC": "Ascending.",
    "DESC": "Descending.",
    "SERVICE": "",
    "SILENT": "",
    "SEPARATOR": "What GROUP_CONCAT puts between the values.",
    "TRUE": "",
    "FALSE": "",
    "a": "Is a: the class of a thing.",
}
"""Keyword → what it does; with no sentence, it is not offered by itself."""

PHRASES: dict[str, str] = {"GROUP": "GROUP BY", "ORDER": "ORDER BY"}
"""Keyword → what is written when it is chosen."""
