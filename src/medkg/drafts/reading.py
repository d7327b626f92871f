"""What the parts of the mapping share: the dataset of a record, the words of the catalog, and the notes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from medkg.catalog.kinds import KINDS, Kind
from medkg.catalog.loader import Catalog
from medkg.catalog.schema import Url
from medkg.drafts.notes import Notes
from medkg.drafts.plain_text import quote
from medkg.drafts.record import Node, Record
from medkg.drafts.terms import Certainty, Terms
from medkg.namespaces import DCAT, SCHEMA

Facts = dict[str, Any]
"""Field of an entry → what the record tells for it, as the schema of entries has it."""

_MANY = 5


@dataclass(frozen=True)
class Reading:
    """A record that is being mapped to the fields of an entry with this id."""

    id: str
    record: Record
    terms: Terms
    notes: Notes

    @property
    def catalog(self) -> Catalog:
        """The catalog for which the entry is made."""
        return self.terms.catalog

    @property
    def dataset(self) -> Node:
        """The dataset that the record describes."""
        return self.record.dataset

    def kind_of(self, id: str) -> Kind:
        """Return the kind of an entry of the catalog."""
        return KINDS[self.catalog.records.entries[id].value.kind]

    @property
    def distributions(self) -> list[Node]:
        """The forms in which the dataset can be had."""
        return self.dataset.ask(DCAT("distribution"), SCHEMA("distribution"))

    def choose(self, value: Node, schemes: Iterable[str], what: str) -> str | None:
        """Return the key of the one term that a value means; where that is not sure, say so in a note.

        `what` is what the note calls the value; without it there is no note, and nothing unsure is taken.
        """
        meant = self.terms.find(value, schemes)
        if not what:
            return meant.terms[0].key if len(meant.terms) == 1 and meant.certainty is Certainty.SAME else None
        keys = list(dict.fromkeys(term.key for term in meant.terms))
        listed = ", ".join(keys[:_MANY]) + (" …" if len(keys) > _MANY else "")
        if len(keys) == 1 and meant.certainty is not Certainty.NARROWER:
            if meant.certainty is Certainty.CLOSE:
                sentence = (
                    f"{what} {quote(value.name)} is close to '{keys[0]}', which was taken. Judge whether it fits."
                )
                self.notes.add("close-term", value.name, sentence)
            return keys[0]
        if keys:
            sentence = f"{what} {quote(value.name)} may be {listed}. Find out, and add what fits."
            self.notes.add("several-terms", value.name, sentence)
        return None


def is_fit(value: object, kind: Any) -> bool:
    """Tell whether the schema of entries admits a value.

    >>> from medkg.catalog.schema import Year
    >>> is_fit("https://example.org/x", Url), is_fit("ftp://example.org/x", Url), is_fit(1066, Year)
    (True, False, False)
    """
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


def urls_of(node: Node) -> list[str]:
    """Return the web addresses that a value is or gives."""
    return [address for address in node.addresses if is_fit(address, Url)]


def add(facts: Facts, field: str, value: Any) -> None:
    """Add a value to a list of facts, if it is not there."""
    values = facts.setdefault(field, [])
    if value not in values:
        values.append(value)
