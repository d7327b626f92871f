"""The files that others take: what each is, how large, and by which checksum it is known."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from medkg.snapshot.manifest import EXPORTS, Export, File, Manifest

WHOLE_GRAPH = ("medkg.nq.gz", "medkg.trig.gz")
"""The exports that hold all that the endpoint holds, in all its graphs."""

_COMPRESSED = ".gz"

_FORMAT = re.compile(r",? (?:in|as) \S+$")
"""The end of a title that names the format."""


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
    def start(self) -> str:
        """The first word of its name, which tells what it belongs to."""
        return re.split(r"[/.]", self.name, maxsplit=1)[0]

    @property
    def ending(self) -> str:
        """What its name has after the first dot, which tells its format.

        >>> ExportedFile("mappings/task.sssom.tsv", Export("", "", ""), File(1, "")).ending
        'sssom.tsv'
        """
        return self.name.rpartition("/")[2].partition(".")[2]

    @property
    def subject(self) -> str:
        """What it holds, whatever its format."""
        return _FORMAT.sub("", self.told.title)

    def to_json(self, address: str) -> dict[str, object]:
        """Return what is known of the file, which is found at an address."""
        told = {
            "name": self.name,
            "url": address,
            "title": self.told.title,
            "media_type": self.told.media_type,
            "compression": "gzip" if self.is_compressed else "",
            "standard": self.told.standard,
            "bytes": self.file.bytes,
            "sha256": self.file.sha256,
        }
        return {key: value for key, value in told.items() if value != ""}


@dataclass(frozen=True)
class Group:
    """Files that one kind of reader looks for."""

    id: str
    heading: str
    starts: Sequence[str]
    """The first words of their names."""


GROUPS = (
    Group("tables", "Tables, for pandas, R and spreadsheets", ("tables",)),
    Group("catalog", "Catalog, for CKAN and other data portals", ("catalog", "healthdcat")),
    Group("entries", "All entries, by other standards", ("entries",)),
    Group("graph", "Graph, for triple stores", ("medkg", "graphs")),
    Group("mappings", "Mappings to other vocabularies", ("mappings",)),
    Group("ontology", "Ontology, vocabularies and shapes", ("ontology", "vocabularies", "shapes", "context")),
    Group("queries", "Saved queries", ("sparql-examples",)),
)
"""In the order in which a page lists them."""

_OTHERS = Group("others", "Others", ())


def list_exports(manifest: Manifest) -> list[ExportedFile]:
    """Return the exports of a snapshot, in the order in which they were made."""
    return [_exported(manifest, name) for name in manifest.exports]


def find_export(manifest: Manifest, name: str) -> ExportedFile | None:
    """Return the export that has a name, None where there is none."""
    return _exported(manifest, name) if name in manifest.exports else None


def _exported(manifest: Manifest, name: str) -> ExportedFile:
    return ExportedFile(name, manifest.exports[name], manifest.files[f"{EXPORTS}/{name}"])


def group_exports(files: Iterable[ExportedFile]) -> list[tuple[Group, dict[str, list[ExportedFile]]]]:
    """Return the groups that have files; in each, what can be had → the files that hold it, one for each format."""
    groups = {start: group for group in GROUPS for start in group.starts}
    found: dict[Group, dict[str, list[ExportedFile]]] = {group: {} for group in (*GROUPS, _OTHERS)}
    for file in files:
        found[groups.get(file.start, _OTHERS)].setdefault(file.subject, []).append(file)
    return [(group, subjects) for group, subjects in found.items() if subjects]


def write_size(bytes: int) -> str:
    """Return a size in words.

    >>> write_size(999), write_size(12_345), write_size(1_234_567)
    ('999 bytes', '12.3 kB', '1.2 MB')
    """
    for unit, size in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if bytes >= size:
            return f"{bytes / size:.1f} {unit}"
    return f"{bytes} bytes"
