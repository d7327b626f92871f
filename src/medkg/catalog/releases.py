"""The releases of the data, the newest first: `data/releases.yaml`."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from medkg.catalog.explain import faults_of_validation
from medkg.catalog.rules import error
from medkg.catalog.schema import Release
from medkg.catalog.yaml_reader import Document, read_yaml
from medkg.findings import Finding

_Releases = Annotated[tuple[Release, ...], Field(min_length=1)]


def load_releases(data: Path) -> tuple[tuple[Release, ...], list[Finding]]:
    """Return the releases that a data directory names, and all findings; none where it has no such file."""
    path = data / "releases.yaml"
    if not path.exists():
        return (), []
    document, findings = read_yaml(path, f"{data.name}/{path.name}")
    if document is None:
        return (), findings
    try:
        releases = TypeAdapter(_Releases).validate_python(document.value)
    except ValidationError as fault:
        return (), findings + faults_of_validation(fault, document, Release)
    return releases, [*findings, *_order_faults(document, releases)]


def _order_faults(document: Document, releases: Sequence[Release]) -> Iterator[Finding]:
    for position, (newer, older) in enumerate(pairwise(releases), 1):
        if older.version >= newer.version:
            sentence = f"Release {older.version} stands below {newer.version}. Put the newest first, each once."
            yield error(document.file, document.line((position, "version")), sentence, "release-order")
