"""What stands in the columns of a result: links, numbers, years, texts, and names of what another column links to."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from medkg.namespaces import XSD
from medkg.pages.results.result import Result, Term


class Kind(StrEnum):
    """What the terms of a column are."""

    IRI = "iri"
    NUMBER = "number"
    YEAR = "year"
    TEXT = "text"


_NUMERIC = frozenset(
    XSD + name
    for name in (
        *("integer", "decimal", "float", "double", "long", "int", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)
_YEAR = XSD + "gYear"
_MOST_THINGS = 10
"""Names are sought for the things of so many columns: a stranger's result may have hundreds."""


@dataclass(frozen=True)
class Column:
    """One column of a result."""

    name: str
    position: int
    kind: Kind
    names: int | None = None
    """For texts that are the labels of the things in another column: the position of that."""
    is_named: bool = False
    """Whether another column has the labels of the things in this one."""

    @property
    def heading(self) -> str:
        """The name in words."""
        return self.name.replace("_", " ")

    @property
    def is_number(self) -> bool:
        """Whether it is written at the right."""
        return self.kind is Kind.NUMBER


def find_columns(result: Result, labels: Mapping[str, str]) -> list[Column]:
    """Return the columns of a result in its order; `labels` are those known, IRI → label."""
    kinds = [_kind(name, result.terms(position)) for position, name in enumerate(result.columns)]
    things = [position for position, kind in enumerate(kinds) if kind is Kind.IRI][:_MOST_THINGS]
    texts = [position for position, kind in enumerate(kinds) if kind is Kind.TEXT]
    found = {text: next((each for each in things if _names(result, text, each, labels)), None) for text in texts}
    named = set(found.values())
    return [
        Column(name, position, kind, found.get(position), position in named)
        for position, (name, kind) in enumerate(zip(result.columns, kinds, strict=True))
    ]


def _kind(name: str, terms: Iterable[Term]) -> Kind:
    datatypes = {term["type"] if term["type"] != "literal" else term.get("datatype", "") for term in terms}
    if datatypes == {"uri"}:
        return Kind.IRI
    if datatypes == {_YEAR} or (datatypes == {XSD + "integer"} and name == "year"):
        return Kind.YEAR
    return Kind.NUMBER if datatypes and datatypes <= _NUMERIC else Kind.TEXT


def _names(result: Result, text: int, thing: int, labels: Mapping[str, str]) -> bool:
    """Tell whether the texts of a column are the labels of the things of another, as far as labels are known."""
    agreements = [
        name["value"] == labels[iri["value"]]
        for row in result.rows
        if (name := row[text]) is not None and (iri := row[thing]) is not None and iri["value"] in labels
    ]
    return bool(agreements) and all(agreements)


def number_of(term: Term) -> float | None:
    """Return the number that a literal stands for, None for all that has no place among numbers."""
    if term.get("datatype") not in _NUMERIC:
        return None
    try:
        number = float(term["value"])
    except ValueError:
        return None
    return None if math.isnan(number) else number
