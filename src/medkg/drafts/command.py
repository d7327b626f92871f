"""What `medkg import` does: from a file or an address to the files of a draft."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from medkg.catalog.explain import faults_of_validation
from medkg.catalog.loader import load_catalog
from medkg.catalog.schema import Entry
from medkg.catalog.yaml_reader import parse_yaml
from medkg.drafts.document import read_document
from medkg.drafts.draft import Draft, make_draft
from medkg.drafts.fetch import Limits
from medkg.drafts.record import choose_dataset
from medkg.drafts.terms import Terms
from medkg.drafts.triples import read_triples
from medkg.drafts.yaml_text import write_yaml
from medkg.errors import CatalogRejected, OutputUnwritable
from medkg.findings import Finding
from medkg.namespaces import Names

STANDARD_OUTPUT = "-"


@dataclass(frozen=True)
class Order:
    """What is imported, and where the draft goes; `out` empty: to its place below `root`."""

    place: str
    root: Path
    section: str
    out: str = ""
    id: str | None = None
    dataset: str | None = None


@dataclass(frozen=True)
class Outcome:
    """A draft as text, the files that were written, and what is left to do in the record and in the draft."""

    id: str
    entry: str
    source: str
    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


def import_record(order: Order, limits: Limits) -> Outcome:
    """Return the draft of an entry, which is written, too, unless it goes to standard output.

    Raises RecordUnusable when the record cannot be read, CatalogRejected when there is no vocabulary to read it with,
    OutputUnwritable when a file is there already or cannot be written.
    """
    names = Names()
    document = read_document(order.place, limits)
    record = choose_dataset(document, read_triples(document, limits), names, order.dataset)
    catalog, faults = load_catalog(order.root, names)
    if not catalog.vocabularies.concepts:
        raise CatalogRejected(faults)
    draft = make_draft(record, Terms(catalog), order.id)
    texts = write_yaml(draft.entry, draft.comments), write_yaml(draft.source, {})
    paths = _paths(order, draft)
    files = write_new_files(dict(zip(paths, texts, strict=False)))
    name = paths[0].as_posix() if paths else f"{draft.id}.yaml"
    return Outcome(draft.id, *texts, files, (*draft.findings, *_what_is_left(texts[0], name)))


def _paths(order: Order, draft: Draft) -> list[Path]:
    """Return where the entry goes and, in the tree of the catalog, its source document."""
    if order.out:
        return [] if order.out == STANDARD_OUTPUT else [Path(order.out)]
    data = order.root / "data"
    return [data / "entries" / order.section / f"{draft.id}.yaml", data / "sources" / f"{draft.source_id}.yaml"]


def _what_is_left(text: str, name: str) -> list[Finding]:
    """Return what `medkg check` will say of the form of the draft."""
    from pydantic import ValidationError

    document, findings = parse_yaml(text, name)
    assert document is not None
    try:
        Entry.model_validate(document.value)
    except ValidationError as fault:
        findings += faults_of_validation(fault, document, Entry)
    return findings


def write_new_files(texts: dict[Path, str]) -> tuple[Path, ...]:
    """Write texts to files that are not there yet; either all of them are there in the end, whole, or none.

    Raises OutputUnwritable when one is there or cannot be written.
    """
    written: list[Path] = []
    try:
        for path, text in texts.items():
            _write_new(path, text)
            written.append(path)
    except OSError as fault:
        for path in written:
            path.unlink()
        reason = "It is there already. Move it away, or choose another --id or --out"
        raise OutputUnwritable(
            f"Cannot write {path}: {reason if isinstance(fault, FileExistsError) else fault.strerror}."
        ) from fault
    return tuple(written)


def _write_new(path: Path, text: str) -> None:
    """Write a file that is whole from the moment at which it has its name. Raises FileExistsError when it is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with open(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(unfinished, 0o644)
        os.link(unfinished, path)
    finally:
        os.unlink(unfinished)
