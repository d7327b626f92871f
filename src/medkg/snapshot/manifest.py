"""The manifest of a snapshot: what it holds, and the checksums by which damage is found."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from medkg.edition import Edition
from medkg.json_text import write_json
from medkg.namespaces import Names

MANIFEST, QUADS, QUERIES, STORE, SEARCH = "manifest.json", "quads.nq", "queries.json", "store", "search.sqlite"
MAPPINGS, EXPORTS = "mappings", "exports"
CURRENT = "current"
"""The link, in a directory of snapshots, to the one that is served."""


LAYOUT = 4
"""Counts up when a snapshot is laid out in another way, so that a server refuses what it cannot read."""


@dataclass(frozen=True)
class File:
    """Size in bytes and SHA-256 of one file."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Export:
    """What a file for others is; its size and checksum stand among the files."""

    title: str
    """What it holds: the same for all formats in which that can be had."""
    format: str
    """What people call its format; empty where there is nothing to tell apart."""
    media_type: str
    """Of its content; a file whose name ends with `.gz` is that, compressed."""
    standard: str
    """The address of the standard that it follows; empty where there is none."""
    group: str
    """For which kind of reader it is, in a word."""


@dataclass(frozen=True)
class Manifest:
    """What is known of a snapshot without opening its store; nothing in it depends on the clock."""

    digest: str
    base_iri: str
    versions: Mapping[str, str]
    classes: Mapping[str, int]
    """Class → number of its instances in the merged graph."""
    graphs: Mapping[str, int]
    """Named graph → number of its quads, "" for the merged default graph; graphs of entries are summed by kind."""
    files: Mapping[str, File]
    exports: Mapping[str, Export] = field(default_factory=dict)
    """Path below the directory of exports → what it is."""
    layout: int = LAYOUT

    def to_text(self) -> str:
        """Return the JSON text, with a checksum over all the rest."""
        value = asdict(self)
        return write_json({"checksum": _checksum(value), **value}).decode()


class OtherLayout(ValueError):
    """A snapshot is whole, but laid out as another version of medkg does it."""


def edition_of(manifest: Manifest) -> Edition:
    """Return the graph as a snapshot publishes it."""
    return Edition(Names(manifest.base_iri), manifest.digest, manifest.versions.get("data", ""))


def parse_manifest(text: str) -> Manifest:
    """Return the manifest that `to_text` wrote.

    Raises ValueError when the text is damaged, OtherLayout when another version of medkg wrote it.
    """
    value: dict[str, Any] = json.loads(text)
    checksum = value.pop("checksum", None)
    if checksum != _checksum(value):
        raise ValueError("its checksum does not fit its content")
    if value.get("layout") != LAYOUT:
        raise OtherLayout(f"it was written by another version of medkg (layout {value.get('layout', 1)}, not {LAYOUT})")
    value["files"] = {path: File(**file) for path, file in value["files"].items()}
    value["exports"] = {path: Export(**export) for path, export in value["exports"].items()}
    return Manifest(**value)


def _checksum(value: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def describe_file(path: Path) -> File:
    """Return size and checksum of a file."""
    with path.open("rb") as file:
        return File(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def damage(place: Path, manifest: Manifest) -> Iterator[str]:
    """Yield a sentence for each file of a snapshot that is not as the manifest says, nothing for a whole one."""
    for name, expected in manifest.files.items():
        file = place / name
        if not file.is_file():
            yield f"{file} is missing."
            continue
        found = describe_file(file)
        if found.bytes != expected.bytes:
            yield f"{file} has {found.bytes:,} bytes instead of {expected.bytes:,}."
        elif found != expected:
            yield f"{file} was altered: its SHA-256 is not that of the manifest."
    if digest_of(manifest.files) != manifest.digest:
        yield f"{place / MANIFEST} is damaged: its digest does not fit its files."


def read_manifest(place: Path) -> Manifest:
    """Return the manifest of the snapshot in a directory.

    Raises OSError when it cannot be read, ValueError when it is damaged.
    """
    text = (place / MANIFEST).read_text("utf-8")
    manifest = parse_manifest(text)
    if manifest.to_text() != text:
        raise ValueError("it is not as it was written")
    return manifest


def digest_of(files: Mapping[str, File]) -> str:
    """Return the digest of a snapshot: of its quads and its saved queries, whatever else it holds."""
    return hashlib.sha256(f"{files[QUADS].sha256}\n{files[QUERIES].sha256}\n".encode()).hexdigest()
