"""What became of the graph from snapshot to snapshot, in words."""

import re
from collections.abc import Iterator, Mapping
from uuid import NAMESPACE_URL, uuid5

from medkg.changes.comparison import Comparison, Count
from medkg.changes.log import Step
from medkg.changes.report import HEADINGS, write_count
from medkg.pages.search import KIND_OF
from medkg.pages.words import count_of

LONGEST = 240
"""So many characters of a text are shown."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no document of XML may hold (https://www.w3.org/TR/xml/#charsets)."""


def name_kind(kind: str) -> str:
    """Return what things of a kind are called.

    >>> name_kind("anatomy"), name_kind("release")
    ('anatomical site', 'release')
    """
    return KIND_OF[kind].one if kind in KIND_OF else kind.replace("-", " ")


def summarize(step: Step) -> str:
    """Return a step in a few sentences."""
    if step.before is None:
        return "The first snapshot that is known here."
    if step.comparison is None:
        return f"It was not compared with the snapshot before, {step.before.digest[:12]}."
    if step.comparison.is_empty:
        return "No difference."
    return " ".join(_summarize(step.comparison)) or "Nothing that is stated; only what describes the graph."


def introduce(step: Step) -> str:
    """Return what is to be said of a step before all that it changed is listed: nothing twice."""
    if step.comparison and any(map(step.comparison.count_things, HEADINGS)):
        return f"Statements: {write_count(step.comparison.asserted)}."
    return summarize(step)


def _summarize(comparison: Comparison) -> Iterator[str]:
    for fate, heading in HEADINGS.items():
        numbers = comparison.count_things(fate)
        if numbers:
            yield f"{heading}: {write_numbers(numbers)}."
    if comparison.queries:
        yield f"{count_of(len(comparison.queries), 'saved query')} added, changed or removed."
    if comparison.asserted != Count():
        yield f"Statements: {write_count(comparison.asserted)}."


def write_numbers(numbers: Mapping[str, int]) -> str:
    """Return how many things of each kind there are.

    >>> write_numbers({"dataset": 2, "anatomy": 1})
    '2 datasets, 1 anatomical site'
    """
    return ", ".join(count_of(number, name_kind(kind)) for kind, number in numbers.items())


def name_step(step: Step, base: str) -> str:
    """Return an IRI of a step that stays the same wherever it is served."""
    before = step.before.digest if step.before else ""
    return uuid5(NAMESPACE_URL, f"{base}changes/{before}/{step.publication.digest}/{step.publication.published}").urn


def as_xml_text(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
