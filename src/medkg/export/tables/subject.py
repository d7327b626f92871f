"""What is read of the graph for tables: things, with what is said of them and by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from medkg.namespaces import Names

Term = NamedNode | Literal

INFERRED = "inferred"
ORIGINS = ("stated", "curated", INFERRED)
"""The families of graphs that tell of entries, the nearest to the source first."""


@dataclass(frozen=True)
class Statement:
    """What is said of a thing, and in which family of named graphs."""

    property: NamedNode
    value: Term
    family: str


@dataclass(frozen=True)
class Subject:
    """A thing of the graph with all that is said of it."""

    iri: NamedNode
    names: Names
    statements: Mapping[str, Sequence[Statement]]
    """By the prefixed name of the property."""
    parts: Sequence["Subject"] = ()
    """The nodes under it that a table asks for, such as extents."""
    labels: Mapping[Term, str] = field(default_factory=dict)
    """Of the values, where a table asks for them."""

    def values(self, property: str, with_inferred: bool = False) -> list[Term]:
        """Return the values of a property, each once, in order; those that only follow from others if asked for."""
        said = self.statements.get(property, ())
        return sorted({told.value for told in said if with_inferred or told.family != INFERRED}, key=str)

    def value(self, property: str) -> str | None:
        """Return the first value of a property as a text."""
        return next((term.value for term in self.values(property)), None)

    def told(self, property: str) -> list[Statement]:
        """Return what its origins say by a property, what is stated before what is curated or only follows."""
        said = (told for told in self.statements.get(property, ()) if told.family in ORIGINS)
        return sorted(said, key=lambda told: (ORIGINS.index(told.family), str(told.value)))
