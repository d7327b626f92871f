"""The manifest of a snapshot: what it holds, and the checksums by which damage is found."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MANIFEST, QUADS, QUERIES, STORE = "manifest.json", "quads.nq", "queries.json", "store"
CURRENT = "current"
"""The link, in a directory of snapshots, to the one that is served."""


@dataclass(frozen=True)
class File:
    """Size in bytes and SHA-256 of one file."""

    bytes: int
    sha256: str


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

    def to_text(self) -> str:
        """Return the JSON text, with a checksum over all the rest."""
        value = asdict(self)
        return json.dumps({"checksum": _checksum(value), **value}, indent=1, ensure_ascii=False) + "\n"


def parse_manifest(text: str) -> Manifest:
    """Return the manifest that `to_text` wrote.

    Raises ValueError when the text is damaged.
    """
    value: dict[str, Any] = json.loads(text)
    checksum = value.pop("checksum", None)
    if checksum != _checksum(value):
        raise ValueError("its checksum does not fit its content")
    return Manifest(**{**value, "files": {path: File(**file) for path, file in value["files"].items()}})


def _checksum(value: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def describe_file(path: Path) -> File:
    """Return size and checksum of a file."""
    with path.open("rb") as file:
        return File(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def digest_of(files: Mapping[str, File]) -> str:
    """Return the digest of a snapshot: of its quads and its saved queries, whatever else it holds."""
    return hashlib.sha256(f"{files[QUADS].sha256}\n{files[QUERIES].sha256}\n".encode()).hexdigest()
