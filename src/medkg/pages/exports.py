"""The files that others take: what each is, how large, and by which checksum it is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from medkg.snapshot.manifest import EXPORTS, Export, File, Manifest

WHOLE_GRAPH = ("medkg.nq.gz", "medkg.trig.gz")
"""The exports that hold all that the endpoint holds, in all its graphs."""

_COMPRESSED = ".gz"


@dataclass(frozen=True)
class ExportedFile:
    """A file of the snapshot that is there to be taken."""

    name: str
    """Its path below `/exports/`."""
    told: Export
    """What it is."""
    file: File
    """Its size and checksum."""

    @property
    def is_compressed(self) -> bool:
        """Tell whether the file is its content in gzip."""
        return self.name.endswith(_COMPRESSED)

    @property
    def size(self) -> str:
        """Its size in words."""
        return write_size(self.file.bytes)

    @property
    def ending(self) -> str:
        """What its name has after the first dot, which tells its format.

        >>> ExportedFile("mappings/task.sssom.tsv", Export("", "", "", "", ""), File(1, "")).ending
        'sssom.tsv'
        """
        return self.name.rpartition("/")[2].partition(".")[2]

    def to_json(self, address: str) -> dict[str, object]:
        """Return what is known of the file, which is found at an address."""
        told = {
            "name": self.name,
            "url": address,
            "title": self.told.title,
            "format": self.told.format,
            "media_type": self.told.media_type,
            "compression": "gzip" if self.is_compressed else "",
            "standard": self.told.standard,
            "bytes": self.file.bytes,
            "sha256": self.file.sha256,
        }
        return {key: value for key, value in told.items() if value != ""}


HEADINGS = {
    "tables": "Tables, for pandas, R and spreadsheets",
    "catalog": "Catalog, for CKAN and other data portals",
    "entries": "All entries, by other standards",
    "graph": "Graph, for triple stores",
    "mappings": "Mappings to other vocabularies",
    "ontology": "Ontology, vocabularies and shapes",
    "queries": "Saved queries",
}
"""Group → how a page calls it."""


@dataclass(frozen=True)
class Group:
    """Files that one kind of reader looks for."""

    id: str
    subjects: Mapping[str, list[ExportedFile]]
    """What can be had → the files that hold it, one for each format."""

    @property
    def heading(self) -> str:
        """How it is called."""
        return HEADINGS.get(self.id, self.id.capitalize())


def list_exports(manifest: Manifest) -> list[ExportedFile]:
    """Return the exports of a snapshot, in the order in which they were made."""
    return [_exported(manifest, name) for name in manifest.exports]


def find_export(manifest: Manifest, name: str) -> ExportedFile | None:
    """Return the export that has a name, None where there is none."""
    return _exported(manifest, name) if name in manifest.exports else None


def _exported(manifest: Manifest, name: str) -> ExportedFile:
    return ExportedFile(name, manifest.exports[name], manifest.files[f"{EXPORTS}/{name}"])


def group_exports(files: Iterable[ExportedFile]) -> list[Group]:
    """Return files by groups, in the order in which they were made."""
    found: dict[str, dict[str, list[ExportedFile]]] = {}
    for file in files:
        found.setdefault(file.told.group, {}).setdefault(file.told.title, []).append(file)
    return [Group(id, subjects) for id, subjects in found.items()]


def write_size(bytes: int) -> str:
    """Return a size in words.

    >>> write_size(999), write_size(12_345), write_size(1_234_567)
    ('999 bytes', '12.3 kB', '1.2 MB')
    """
    for unit, size in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if bytes >= size:
            return f"{bytes / size:.1f} {unit}"
    return f"{bytes} bytes"
