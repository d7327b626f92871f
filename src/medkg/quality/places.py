"""From a node of the graph back to the file and line in which it is written."""

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import NamedNode

from medkg.catalog.fields import CONCEPT_FIELDS, ENTRY_FIELDS
from medkg.catalog.loader import Catalog
from medkg.catalog.records import Record
from medkg.catalog.references import facts_of
from medkg.catalog.schema import Entry
from medkg.catalog.yaml_reader import Document, Location
from medkg.convert.entries import entry_iri
from medkg.namespaces import Names, local_name

_KEYS = {
    "title": "title",
    "name": "name",
    "description": "description",
    "accessRights": "access",
    "accessNote": "access_words",
    "extent": "extent",
    "heldAt": "held_at",
    "year": "year",
    "issued": "issued",
    "reason": "reason",
    "type": "kind",
    "subOrganizationOf": "part_of",
    "inEventSeries": "in_series",
} | {field.property.partition(":")[2]: field.name for field in (*CONCEPT_FIELDS, *ENTRY_FIELDS)}
"""The last part of a property → the key under which it stands in a file."""

_PARTS = {"extent": "extent", "ages": "ages", "time_spans": "time"}
"""Key → the fragment that numbers its nodes (`medkg.convert.entries`)."""


class Places:
    """Finds the place of an IRI in the curated files."""

    def __init__(self, catalog: Catalog) -> None:
        records, names = catalog.records, catalog.names
        self._places: dict[str, tuple[Document, Location]] = {}
        for id, entry in records.entries.items():
            iri = entry_iri(names, id, entry.value).value
            self._places[iri] = entry.document, ()
            for node, location in _parts(names, iri, entry):
                self._places.setdefault(node, (entry.document, location))
        for path, id, record in records.named():
            self._places[names(f"{path}/{id}").value] = record.document, ()
        self._turtles = {
            triple.subject.value: file
            for file in catalog.vocabularies.files
            for triple in file.triples
            if isinstance(triple.subject, NamedNode)
        }

    def of(self, iri: str, path: str | None = None) -> tuple[str, int]:
        """Return file and line of a node; a property narrows the line. A node that no file writes is at `data`."""
        found = self._places.get(iri) or self._places.get(iri.partition("#")[0])
        if found:
            document, location = found
            return document.file, document.line(location) if location else _line_of(document, path)
        if iri in self._turtles:
            return self._turtles[iri].file, self._turtles[iri].line_of(iri)
        return "data", 1


def _parts(names: Names, iri: str, entry: Record[Entry]) -> Iterator[tuple[str, Location]]:
    """Yield the nodes that belong to an entry, numbered as they are converted, and its papers, with their places."""
    numbers: Counter[str] = Counter()
    for at, facts in facts_of(entry):
        for key, fragment in _PARTS.items():
            for position, _ in enumerate(getattr(facts, key)):
                numbers[key] += 1
                yield f"{iri}#{fragment}-{numbers[key]}", (*at, key, position)
        for position, paper in enumerate(facts.papers):
            yield names(f"publication/{paper.id}").value, (*at, "papers", position)


def _line_of(document: Document, path: str | None) -> int:
    """Return the first line that gives a property: at the top of the file, or among stated or curated facts."""
    key = _KEYS.get(local_name(path or ""))
    lines = [line for at, line in document.lines.items() if key and at[-1:] == (key,) and len(at) <= 3]
    return lines[0] if lines else 1
