"""A saved query: its text in pieces, with typed parameters between them.

Built from `queries/*.rq` (`medkg.catalog.saved_queries`), kept as JSON in the snapshot, bound by the serve half. The
stored file is valid SPARQL with a working example: each parameter is a `VALUES` block of one row, and the values given
by a user take the place of that row's term.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from pyoxigraph import Literal, NamedNode

from medkg.errors import ParameterInvalid
from medkg.namespaces import Names

RESERVED_NAMES = ("slug", "format", "view", "sort", "page", "rows", "iris")
"""What no parameter may be called: the address of a saved query uses it for something else."""


class ParameterType(StrEnum):
    """What values a parameter takes."""

    CONCEPT = "concept"
    ENTITY = "entity"
    INTEGER = "integer"
    YEAR = "year"
    TEXT = "text"


class QueryForm(StrEnum):
    """What a query returns: rows, yes or no, or triples."""

    SELECT = "select"
    ASK = "ask"
    CONSTRUCT = "construct"


class View(StrEnum):
    """What a result can be seen as."""

    TABLE = "table"
    BAR = "bar"
    YEAR = "year"
    PIVOT = "pivot"
    GRAPH = "graph"
    RAW = "raw"


class Group(StrEnum):
    """The need that a saved query serves."""

    FIND = "find"
    SIZE = "size"
    USE = "use"
    CHALLENGES = "challenges"
    PEOPLE = "people"
    COUNTS = "counts"
    ENTRY = "entry"
    TERMS = "terms"
    EVIDENCE = "evidence"
    GAPS = "gaps"
    OTHER = "other"


_SLOT = re.compile(r"\{(\w+)\}")
_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True)
class Parameter:
    """One parameter; `default` is the SPARQL term of the stored file."""

    name: str
    type: ParameterType
    label: str
    default: str
    scheme: str | None = None
    """For concepts: the vocabulary; for entities: the path segment of their IRIs."""

    def term(self, value: str, names: Names) -> str:
        """Return the SPARQL term for a value typed by a user: a key, a prefixed name, an IRI, a number, a year, a text.

        Raises ParameterInvalid when the value is not of the parameter's type.

        >>> Parameter("n", ParameterType.INTEGER, "At least", "100").term("250", Names())
        '250'
        """
        value = value.strip()
        match self.type:
            case ParameterType.INTEGER if value.isascii() and value.removeprefix("-").isdigit() and len(value) < 19:
                return str(int(value))
            case ParameterType.YEAR if value.isascii() and value.isdigit() and len(value) == 4:
                return str(Literal(value, datatype=NamedNode(f"{_XSD}gYear")))
            case ParameterType.TEXT if value:
                return str(Literal(value))
            case ParameterType.CONCEPT | ParameterType.ENTITY if value:
                return str(self.iri(value, names))
        raise ParameterInvalid(f"Parameter '{self.name}' wants {_WANTED[self.type]}, not {value!r}.")

    def iri(self, value: str, names: Names) -> NamedNode:
        """Return the thing that a key, a prefixed name or an IRI stands for.

        Raises ParameterInvalid when it is none of these.
        """
        written = value.strip().removeprefix("<").removesuffix(">")
        try:
            if "://" in written:
                return NamedNode(written)
            if ":" in written:
                return names.expand(written)
            return names(f"{self.scheme}/{written}")
        except (ValueError, KeyError):
            raise ParameterInvalid(f"Parameter '{self.name}' wants {_WANTED[self.type]}, not {value!r}.") from None


_WANTED = {
    ParameterType.CONCEPT: "a key of its vocabulary, a prefixed name or an IRI",
    ParameterType.ENTITY: "an id, a prefixed name or an IRI",
    ParameterType.INTEGER: "a whole number",
    ParameterType.YEAR: "a year of four digits",
    ParameterType.TEXT: "a text",
}


@dataclass(frozen=True)
class SavedQuery:
    """One saved query. `pieces` has one text more than there are `slots`; between them stand the parameters."""

    slug: str
    title: str
    description: str
    keywords: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    expect: Mapping[str, str]
    """A row that the query must return on the real graph: variable → value (a part of the row)."""
    pieces: tuple[str, ...]
    slots: tuple[str, ...]
    form: QueryForm
    group: Group = Group.OTHER
    view: View | None = None
    """The picture that shows its result best."""
    sentence: str | None = None
    """What it gives, in words with a slot for each parameter: `Data about {disease}`."""

    @property
    def sentence_parts(self) -> tuple[str, ...]:
        """The sentence as texts and, at every second place, names of parameters; empty where there is none."""
        return tuple(_SLOT.split(self.sentence)) if self.sentence else ()

    def text(self, values: Mapping[str, str] | None = None, names: Names | None = None) -> str:
        """Return the SPARQL text, with the defaults or with the given values in their places.

        Raises ParameterInvalid for an unknown parameter or a value of the wrong type.
        """
        given = dict(values or {})
        terms = {
            p.name: p.term(given.pop(p.name), names or Names()) if p.name in given else p.default
            for p in self.parameters
        }
        if given:
            known = ", ".join(terms) or "none"
            raise ParameterInvalid(f"'{self.slug}' has no parameter '{next(iter(given))}'. It has: {known}.")
        return self.pieces[0] + "".join(
            terms[slot] + piece for slot, piece in zip(self.slots, self.pieces[1:], strict=True)
        )

    def to_json(self) -> dict[str, Any]:
        """Return a value for `json.dumps`; `from_json` is its inverse."""
        return asdict(self) | {"expect": dict(self.expect)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "SavedQuery":
        """Return the query that `to_json` wrote."""
        parameters = tuple(Parameter(**p | {"type": ParameterType(p["type"])}) for p in value["parameters"])
        sequences = {name: tuple(value[name]) for name in ("keywords", "pieces", "slots")}
        chosen = {
            "form": QueryForm(value["form"]),
            "group": Group(value.get("group", Group.OTHER)),
            "view": View(value["view"]) if value.get("view") else None,
        }
        return cls(**{**value, **sequences, **chosen, "parameters": parameters})
