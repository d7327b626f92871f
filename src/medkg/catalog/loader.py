"""The whole input, loaded: every file is read and every fault is found before anything is refused."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from medkg.catalog.mappings import MappingSet, load_mapping_sets
from medkg.catalog.records import Records, load_records
from medkg.catalog.references import check_references
from medkg.catalog.releases import load_releases
from medkg.catalog.rules import error
from medkg.catalog.saved_queries import load_saved_queries
from medkg.catalog.schema import Release
from medkg.catalog.vocabularies import Vocabularies, load_vocabularies
from medkg.findings import Finding
from medkg.namespaces import Names
from medkg.saved_query import SavedQuery

FOLDERS = (
    "data/entries",
    "data/events",
    "data/organizations",
    "data/sources",
    "ontology/checks",
    "ontology/mappings",
    "ontology/shapes",
    "ontology/vocabularies",
    "queries",
)
"""The folders of a whole catalog."""


@dataclass(frozen=True)
class Catalog:
    """Everything that a build is made from."""

    names: Names
    records: Records
    vocabularies: Vocabularies
    mapping_sets: tuple[MappingSet, ...]
    queries: tuple[SavedQuery, ...]
    releases: tuple[Release, ...] = ()
    """The newest first."""

    @property
    def version(self) -> str:
        """The newest release, such as `2026-11-27`; empty where the data name none."""
        return str(self.releases[0].version) if self.releases else ""


def load_catalog(root: Path, names: Names) -> tuple[Catalog, list[Finding]]:
    """Return what stands in `data/`, `ontology/` and `queries/` below `root`, and all findings, in order of place.

    The catalog holds what could be read; it is fit for a build only if there are no findings.
    """
    findings = list(_folder_faults(root))
    vocabularies, faults = load_vocabularies(root / "ontology", names)
    findings += faults
    records, faults = load_records(root / "data")
    findings += faults
    findings += check_references(records, vocabularies)
    mapping_sets, faults = load_mapping_sets(
        root / "ontology" / "mappings", names, _subjects(records, vocabularies, names)
    )
    findings += [fault for fault in faults if fault.rule != "unknown-subject" or not vocabularies.damaged]
    queries, faults = load_saved_queries(root / "queries", names)
    findings += faults
    releases, faults = load_releases(root / "data")
    findings += faults
    return Catalog(names, records, vocabularies, tuple(mapping_sets), tuple(queries), releases), sorted(findings)


def _folder_faults(root: Path) -> Iterator[Finding]:
    """Yield a finding for each folder that is missing, empty or unreadable: its files would be missed in silence."""
    for name in FOLDERS:
        faults: list[OSError] = []
        walk = list(os.walk(root / name, onerror=faults.append))
        for fault in faults:
            folder = Path(str(fault.filename)).relative_to(root).as_posix()
            sentence = f"Cannot read the folder: {fault.strerror}. Put it in its place, or run in the right directory."
            yield error(folder, 1, sentence, "unreadable-file")
        if not faults and not any(files for _, _, files in walk):
            yield error(name, 1, "The folder is empty. Put its files in their place.", "empty-file")


def _subjects(records: Records, vocabularies: Vocabularies, names: Names) -> frozenset[str]:
    """Return the IRIs that mappings may start from."""
    concepts = {concept.value for scheme in vocabularies.concepts.values() for concept in scheme.values()}
    organizations = {*records.organizations, *records.damaged}
    return frozenset(concepts | {f"{names.base}organization/{id}" for id in organizations})
