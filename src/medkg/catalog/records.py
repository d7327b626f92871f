"""Curated YAML files as checked records: one file, one record, its id the name of the file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, cast, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from medkg.catalog.rules import did_you_mean, error
from medkg.catalog.schema import (
    FORMS,
    KEY_PATTERN,
    URL_PATTERN,
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


def faults_of_validation(fault: ValidationError, document: Document, model: type[BaseModel]) -> list[Finding]:
    """Return one finding for each error of pydantic, at its place in the document."""
    return [_finding_of(details, document, model) for details in fault.errors() if not _is_echo(details)]


def _is_echo(details: ErrorDetails) -> bool:
    """Tell whether a list is called too short only because its faulty items, reported too, do not count."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _finding_of(details: ErrorDetails, document: Document, model: type[BaseModel]) -> Finding:
    location = tuple(part for part in details["loc"] if part != "[key]")
    sentence, rule = _explain(details, location, model)
    return error(document.file, document.line(location), sentence, rule)


def _explain(  # noqa: PLR0911 (one sentence for each kind of error)
    details: ErrorDetails, location: Location, model: type[BaseModel]
) -> tuple[str, str]:
    """Return the sentence and the rule for an error of pydantic (https://docs.pydantic.dev/latest/errors/validation_errors/)."""
    kind, context, found = details["type"], details.get("ctx", {}), details["input"]
    key = _name_of(location)
    match kind:
        case "extra_forbidden":
            return f"Unknown key {key}.{did_you_mean(str(location[-1]), _keys_at(model, location[:-1]))}", "unknown-key"
        case "missing":
            return f"The key {key} is missing. Add it.", "missing-key"
        case "literal_error" | "enum":
            expected = str(context["expected"])
            hint = did_you_mean(str(found), re.findall(r"'([^']+)'", expected))
            return f"{key} is {_what(found)}; wanted: {expected}.{hint}", "unknown-value"
        case "string_pattern_mismatch" if context["pattern"] != URL_PATTERN:
            return f"{key} is {_what(found)}; wanted: {FORMS[context['pattern']]}.", "malformed-value"
        case "string_pattern_mismatch" | "value_error":
            sentence = f"{key} is {_what(found)}; wanted: an absolute http or https URL, spaces and brackets escaped."
            return sentence, "malformed-iri"
    if kind in _BOUNDS:
        return f"{key} is {_what(found)}; wanted: {_BOUNDS[kind].format_map(context)}.", "out-of-range"
    return f"{key} is {_what(found)}; wanted: {_TYPES.get(kind, kind)}.{_remedy(kind, found)}", "wrong-type"


_BOUNDS = {
    "string_too_short": "{min_length} character(s) or more",
    "string_too_long": "{max_length} characters at the most",
    "greater_than_equal": "a number from {ge}",
    "less_than_equal": "a number up to {le}",
    "too_short": "{min_length} item(s) or more",
}
"""Error of pydantic → the bound that a value must keep."""

_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
}
"""Error of pydantic → the type that a value must have."""


def _remedy(kind: str, found: Any) -> str:
    if found is None:
        return " Fill it in, or remove the key."
    if kind == "string_type" and isinstance(found, int | float):
        return " Put it in quotes."
    return f" Put it in brackets: [{found}]." if kind == "tuple_type" and isinstance(found, str | int | float) else ""


def _what(value: Any) -> str:
    """Return how a message names the value that was found."""
    match value:
        case None:
            return "empty"
        case list():
            return "a list" if value else "an empty list"
        case dict():
            return "a mapping" if value else "an empty mapping"
        case bool():
            return str(value).lower()
        case int() | float():
            return f"the number {value}"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _name_of(location: Location) -> str:
    """Return a place as a text for messages.

    >>> _name_of(("stated", "extent", 0, "unit"))
    "'stated.extent[0].unit'"
    """
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return f"'{text.removeprefix('.')}'" if location else "The file"


def _keys_at(model: type[BaseModel], location: Location) -> tuple[str, ...]:
    """Return the keys that the schema knows at a place."""
    for part in location:
        if isinstance(part, str) and part in model.model_fields:
            model = next(_models_in(model.model_fields[part].annotation), model)
    return tuple(model.model_fields)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
