"""From a node of the graph back to the file and line in which it is written."""

from pyoxigraph import NamedNode

from medkg.catalog.loader import Catalog
from medkg.catalog.yaml_reader import Location
from medkg.convert.entries import entry_iri

_KEYS: dict[str, Location] = {
    "title": ("stated", "title"),
    "description": ("description",),
    "accessRights": ("stated", "access"),
    "extent": ("stated", "extent"),
    "heldAt": ("stated", "held_at"),
    "year": ("stated", "year"),
    "inSeries": ("stated", "in_series"),
    "type": ("kind",),
}
"""The last part of a property → where it stands in an entry."""


class Places:
    """Finds the place of an IRI in the curated files."""

    def __init__(self, catalog: Catalog) -> None:
        records, names = catalog.records, catalog.names
        self._documents = {
            entry_iri(names, id, record.value).value: record.document for id, record in records.entries.items()
        }
        self._documents |= {names(f"{path}/{id}").value: record.document for path, id, record in records.named()}
        self._turtles = {
            triple.subject.value: file
            for file in catalog.vocabularies.files
            for triple in file.triples
            if isinstance(triple.subject, NamedNode)
        }

    def of(self, iri: str, path: str | None = None) -> tuple[str, int]:
        """Return file and line of a node; a property narrows the line. A node that no file writes is at `data`."""
        thing = iri.partition("#")[0]
        if thing in self._documents:
            document = self._documents[thing]
            return document.file, document.line(_KEYS.get((path or "").replace("#", "/").rsplit("/", 1)[-1], ()))
        if iri in self._turtles:
            return self._turtles[iri].file, self._turtles[iri].line_of(iri)
        return "data", 1
