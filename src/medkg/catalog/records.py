"""Curated YAML files as checked records: one file, one record, its id the name of the file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar, cast

from pydantic import BaseModel, ValidationError

from medkg.catalog.explain import faults_of_validation
from medkg.catalog.rules import error
from medkg.catalog.schema import (
    KEY_PATTERN,
    Entry,
    Event,
    NamedRecord,
    Organization,
    SourceDocument,
)
from medkg.catalog.yaml_reader import Document, Location, read_yaml
from medkg.findings import Finding

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Record(Generic[Model]):
    """The value of one curated file and the document it was read from."""

    id: str
    document: Document
    value: Model

    def fault(self, location: Location, sentence: str, rule: str) -> Finding:
        """Return an error at a place in the record's file."""
        return error(self.document.file, self.document.line(location), sentence, rule)


@dataclass(frozen=True)
class Records:
    """All curated files, by id."""

    entries: Mapping[str, Record[Entry]]
    organizations: Mapping[str, Record[Organization]]
    events: Mapping[str, Record[Event]]
    sources: Mapping[str, Record[SourceDocument]]
    damaged: frozenset[str] = frozenset()
    """The ids of files with a fault of form; that such a file gave no record is no fault of those who refer to it."""

    def named(self) -> Iterator[tuple[str, str, Record[NamedRecord]]]:
        """Yield path segment, id and record of each organization and each event."""
        for path, found in (("organization", self.organizations), ("event", self.events)):
            for id, record in sorted(cast("Mapping[str, Record[NamedRecord]]", found).items()):
                yield path, id, record


def load_records(data: Path) -> tuple[Records, list[Finding]]:
    """Return all records below the data directory and the findings of all their files."""
    findings: list[Finding] = []
    entries = _load_folder(data, "entries", Entry, findings)
    organizations = _load_folder(data, "organizations", Organization, findings)
    events = _load_folder(data, "events", Event, findings)
    sources = _load_folder(data, "sources", SourceDocument, findings)
    damaged = frozenset(Path(finding.file).stem for finding in findings)
    return Records(entries, organizations, events, sources, damaged), findings


def _load_folder(data: Path, folder: str, model: type[Model], findings: list[Finding]) -> dict[str, Record[Model]]:
    records: dict[str, Record[Model]] = {}
    for path in sorted((data / folder).rglob("*.yaml")):
        name = f"{data.name}/{path.relative_to(data).as_posix()}"
        findings += _faults_of_id(path.stem, name, records)
        record, faults = load_record(path, name, model)
        findings += faults
        if record is not None:
            records.setdefault(record.id, record)
    return records


def _faults_of_id(id: str, name: str, records: Mapping[str, Record[Model]]) -> Iterator[Finding]:
    if not re.fullmatch(KEY_PATTERN, id):
        yield error(
            name, 1, f"'{id}' is not an id. Name the file with lower-case words joined by hyphens.", "malformed-id"
        )
    if id in records:
        yield error(name, 1, f"The id '{id}' is taken by {records[id].document.file}. Choose another.", "duplicate-id")


def load_record(path: Path, name: str, model: type[Model]) -> tuple[Record[Model] | None, list[Finding]]:
    """Return the record of one file, or None, with all faults of its form."""
    document, findings = read_yaml(path, name)
    if document is None:
        return None, findings
    if document.value is None:
        return None, [*findings, error(name, 1, "The file holds no value. Fill it in, or delete it.", "empty-file")]
    try:
        return Record(path.stem, document, model.model_validate(document.value)), findings
    except ValidationError as fault:
        return None, findings + faults_of_validation(fault, document, model)
