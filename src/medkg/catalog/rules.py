"""The rules that the curated files must satisfy: one table, from which tests and documentation are made.

Rules about the finished graph are not here: they are SHACL shapes (`ontology/shapes/`) and queries
whose rows are faults (`ontology/checks/`).
"""

from collections.abc import Iterable
from difflib import get_close_matches

from medkg.findings import Finding, Severity

RULES: dict[str, str] = {
    "unreadable-file": "Every file of the input can be read.",
    "not-utf-8": "Every file of the input is UTF-8.",
    "empty-file": "No file of the input is empty.",
    "yaml-syntax": "Curated files are YAML 1.2, without aliases and without endless nesting.",
    "duplicate-key": "A YAML mapping has each key once.",
    "unknown-key": "A curated file has only the keys that its schema knows.",
    "missing-key": "A curated file has all keys that its schema requires.",
    "wrong-type": "Each value has the type that its key requires.",
    "malformed-value": "Each value has the form that its key requires (ids, identifiers, line ranges, dates).",
    "malformed-iri": "Each URL is an absolute http or https IRI without spaces.",
    "out-of-range": "Numbers and texts are within the bounds of their key.",
    "unknown-value": "A value from a closed list is one of that list.",
    "unknown-term": "A vocabulary key exists in its vocabulary.",
    "unknown-reference": "A referenced entry, organization or event exists.",
    "wrong-kind": "A relation points to an entry of a kind that it admits.",
    "malformed-id": "A file name is an id: words in lower case and digits, joined by hyphens.",
    "duplicate-id": "An id names one entry, whatever its section.",
    "conflicting-paper": "What is said of one paper in several places agrees.",
    "release-order": "Releases stand with the newest first, each once.",
    "reversed-range": "A range runs from the smaller to the larger value.",
    "turtle-syntax": "Ontology and vocabularies are Turtle.",
    "duplicate-notation": "A vocabulary key names one concept of its scheme.",
    "misplaced-concept": "The IRI of a concept is its scheme, a slash and its key.",
    "cyclic-hierarchy": "No concept is, by any path, broader than itself.",
    "mapping-syntax": "A mapping set is SSSOM TSV: a commented YAML header, then a table.",
    "missing-metadata": "A mapping set names its id, title, version, licence and prefixes.",
    "undeclared-prefix": "Every prefix of a mapping set is declared in its curie_map.",
    "unknown-predicate": "A mapping uses one of skos:exactMatch, closeMatch, broadMatch, narrowMatch, relatedMatch.",
    "unknown-subject": "A mapping starts from a concept or an organization of this catalog.",
    "unknown-justification": "A mapping has a justification from the semapv vocabulary.",
    "malformed-identifier": "An external identifier has the form that its vocabulary uses.",
    "invalid-confidence": "A confidence is a number from 0 to 1.",
    "duplicate-mapping": "A mapping set says each thing once.",
    "several-exact-matches": "A concept is exactly equal to one term of another vocabulary at the most.",
    "query-header": "A saved query has a header with title, description, keywords and parameters.",
    "query-syntax": "A saved query is one SPARQL 1.1 query.",
    "query-parameter": "Each parameter of a saved query is a VALUES block of one row, and the other way round.",
}
"""Rule id → what holds when the rule is satisfied."""


def error(file: str, line: int, sentence: str, rule: str) -> Finding:
    """Return an error by a rule of the table.

    Raises KeyError for a rule that the table does not have.
    """
    RULES[rule]
    return Finding(file, line, Severity.ERROR, sentence, rule)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return " Did you mean 'x'?" for the known word nearest to `word`, or an empty text.

    >>> did_you_mean("segmentaton", ["registration", "segmentation"])
    " Did you mean 'segmentation'?"
    """
    nearest = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Did you mean '{nearest[0]}'?" if nearest else ""
