"""What a table is: its columns, each defined once for CSV, CSVW and Parquet, and how its rows follow from things."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from pyoxigraph import Literal, NamedNode

from medkg.export.tables.subject import Subject
from medkg.namespaces import LICENCE

Value = str | int | float | date
Cell = Value | list[Value] | None
Row = tuple[Cell, ...]


class Datatype(Enum):
    """What a cell holds, by the name that it has in CSVW. See https://www.w3.org/TR/tabular-metadata/#datatypes."""

    STRING = "string"
    IRI = "anyURI"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    YEAR = "gYear"


_READERS: Mapping[Datatype, Callable[[str], Value]] = {
    Datatype.INTEGER: int,
    Datatype.DECIMAL: float,
    Datatype.DATE: date.fromisoformat,
    Datatype.YEAR: int,
}


@dataclass(frozen=True)
class Column:
    """A column. Where no `read` is given, its cells are the values of a property."""

    name: str
    title: str
    datatype: Datatype = Datatype.STRING
    property: str = ""
    """As a prefixed name; with `read`, the property that it reads."""
    family: str = ""
    """The path segment of the things that are written by their ids, such as `modality`."""
    is_list: bool = False
    is_required: bool = False
    with_inferred: bool = False
    """Whether values that only follow from others count, too."""
    language: str = ""
    """Of its texts."""
    description: str = ""
    read: Callable[[Subject], Cell] | None = None

    def is_told(self) -> bool:
        """Tell whether what stands in its cells is said by its property as it stands there, literal for literal."""
        return bool(self.property) and not self.read and not (self.is_list and self.holds_things())

    def holds_things(self) -> bool:
        """Tell whether its values are things, not texts or numbers."""
        return bool(self.family) or self.datatype is Datatype.IRI

    def cell(self, subject: Subject) -> Cell:
        """Return what stands in the row of a subject.

        Raises ValueError for a value that is not of the datatype.
        """
        if self.read:
            return self.read(subject)
        found = list(self._values(subject))
        return found if self.is_list else next(iter(found), None)

    def _values(self, subject: Subject) -> Iterator[Value]:
        read, wanted = _READERS.get(self.datatype, str), NamedNode if self.holds_things() else Literal
        start = f"{subject.names.base}{self.family}/" if self.family else ""
        for term in subject.values(self.property, self.with_inferred):
            if isinstance(term, wanted) and term.value.startswith(start):
                yield read(term.value.removeprefix(start))


@dataclass(frozen=True)
class ForeignKey:
    """A column whose values stand in a column of another table."""

    column: str
    table: str
    other_column: str = "iri"


@dataclass(frozen=True)
class Table:
    """A table: one row for each thing of some classes, or, where `rows` is given, as many as it yields for each."""

    name: str
    title: str
    description: str
    types: tuple[str, ...]
    """The classes whose things it is about, as prefixed names."""
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("iri",)
    """The columns whose values together no two rows share."""
    foreign_keys: tuple[ForeignKey, ...] = ()
    about: str = "iri"
    """The column with the IRI of the thing that the other columns tell of."""
    parts: str = ""
    """The property, as a prefixed name, that leads to nodes that are read with a thing."""
    has_labels: bool = False
    """Whether the labels of values are read with a thing."""
    license: str = LICENCE
    rows: Callable[[Subject], Iterable[Row]] | None = None
    also: tuple[str, ...] = ()
    """The properties that are read beside those of the columns; where `rows` is given, none means all."""

    def rows_of(self, subject: Subject) -> Iterable[Row]:
        """Return the rows of a thing."""
        return self.rows(subject) if self.rows else [tuple(column.cell(subject) for column in self.columns)]

    def properties(self) -> Sequence[str]:
        """Return the properties that its rows are made from; none: all."""
        if self.rows:
            return self.also
        own = (self.parts, *self.also, *(column.property for column in self.columns))
        return sorted({property for property in own if property})
