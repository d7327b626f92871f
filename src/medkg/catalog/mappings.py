"""Mapping sets in SSSOM TSV (https://mapping-commons.github.io/sssom/): our terms to those of other vocabularies."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medkg.catalog.rules import did_you_mean, error
from medkg.catalog.yaml_reader import parse_yaml, read_text
from medkg.findings import Finding

PREDICATES = ("skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch")

REQUIRED_METADATA = ("mapping_set_id", "mapping_set_title", "mapping_set_version", "license", "curie_map")

REQUIRED_COLUMNS = ("subject_id", "predicate_id", "object_id", "object_label", "mapping_justification", "confidence")

JUSTIFICATIONS = (
    "semapv:CompositeMatching",
    "semapv:DatabaseCrossReference",
    "semapv:LexicalMatching",
    "semapv:LogicalReasoning",
    "semapv:ManualMappingCuration",
    "semapv:MappingChaining",
    "semapv:MappingReview",
)

IDENTIFIER_PATTERNS: dict[str, str] = {
    "DCM": r"[A-Z]{2,4}|\d{6}",
    "DOID": r"\d+",
    "DUO": r"\d{7}",
    "EDAM": r"(data|topic|operation|format)_\d{4}",
    "HP": r"\d{7}",
    "MAXO": r"\d{7}",
    "MONDO": r"\d{7}",
    "NCIT": r"C\d+",
    "OBI": r"\d{7}",
    "RADLEX": r"RID\d+",
    "UBERON": r"\d{7}",
    "mesh": r"[CDQ]\d+",
    "ror": r"0[a-hj-km-np-tv-z0-9]{6}\d{2}",
    "wikidata": r"Q\d+",
}
"""Prefix → form of its local identifiers (Bioregistry)."""


@dataclass(frozen=True)
class Match:
    """One row of a mapping set, its CURIEs expanded."""

    subject: str
    predicate: str
    object: str
    object_label: str
    justification: str
    confidence: str
    comment: str
    row: int


@dataclass(frozen=True)
class MappingSet:
    """One file of mappings with its metadata."""

    file: str
    metadata: Mapping[str, Any]
    mappings: tuple[Match, ...]


def load_mapping_sets(folder: Path, name: str, subjects: frozenset[str]) -> tuple[list[MappingSet], list[Finding]]:
    """Return the mapping sets of a directory and all findings; `subjects` are the IRIs that mappings may start from."""
    sets: list[MappingSet] = []
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.sssom.tsv")):
        mapping_set, faults = read_mapping_set(path, f"{name}/{path.name}", subjects)
        findings += faults
        sets += [mapping_set] if mapping_set else []
    return sets, findings


def read_mapping_set(path: Path, name: str, subjects: frozenset[str]) -> tuple[MappingSet | None, list[Finding]]:
    """Return one mapping set, or None, and everything that is wrong with it."""
    text, findings = read_text(path, name)
    if text is None:
        return None, findings
    lines = text.splitlines()
    count = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    document, findings = parse_yaml("\n".join(line[1:] for line in lines[:count]), name)
    if document is None or not isinstance(document.value, dict):
        sentence = "The header is not a YAML mapping in '#' comments. Begin the file with '#mapping_set_id: …'."
        return None, findings or [error(name, 1, sentence, "mapping-syntax")]
    findings += _metadata_faults(document.value, name)
    rows = csv.DictReader(lines[count:], delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = [column for column in REQUIRED_COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        sentence = f"The table has no column {', '.join(missing)}. Add it to the line of column names."
        return None, [*findings, error(name, count + 1, sentence, "mapping-syntax")]
    reader = _RowReader(name, document.value.get("curie_map") or {}, subjects)
    mappings = [reader.read(row, count + 1 + number) for number, row in enumerate(rows, 1)]
    findings += reader.findings
    kept = tuple(mapping for mapping in mappings if mapping)
    return MappingSet(name, document.value, kept), [*findings, *_ambiguities(name, kept)]


def _metadata_faults(metadata: Mapping[str, Any], name: str) -> Iterator[Finding]:
    for key in REQUIRED_METADATA:
        if not metadata.get(key):
            yield error(name, 1, f"The header has no {key}. Add '#{key}: …'.", "missing-metadata")


class _RowReader:
    """Reads the rows of one table; what is wrong gathers in `findings`."""

    def __init__(self, file: str, prefixes: Mapping[str, str], subjects: frozenset[str]) -> None:
        self.file = file
        self.prefixes = prefixes
        self.subjects = subjects
        self.findings: list[Finding] = []
        self._seen: dict[tuple[str, str, str], int] = {}

    def read(self, row: Mapping[str, str], line: int) -> Match | None:
        if None in row or None in row.values():
            self._report(line, "The row has not as many cells as there are columns.", "mapping-syntax")
            return None
        subject = self._expand(row["subject_id"], line)
        target = self._expand(row["object_id"], line)
        self._check_closed_lists(row, line)
        self._check_confidence(row["confidence"], line)
        if subject and subject not in self.subjects:
            hint = did_you_mean(subject, self.subjects)
            self._report(
                line, f"{row['subject_id']} is no concept or organization of this catalog.{hint}", "unknown-subject"
            )
        if not subject or not target:
            return None
        self._check_repetition((subject, row["predicate_id"], target), line)
        return Match(
            subject, row["predicate_id"], target, row["object_label"], row["mapping_justification"],
            row["confidence"], row.get("comment", ""), line,
        )  # fmt: skip

    def _report(self, line: int, sentence: str, rule: str) -> None:
        self.findings.append(error(self.file, line, sentence, rule))

    def _expand(self, curie: str, line: int) -> str | None:
        prefix, colon, local = curie.partition(":")
        if not colon or prefix not in self.prefixes:
            hint = did_you_mean(prefix, self.prefixes)
            self._report(line, f"The prefix of '{curie}' is not declared in curie_map.{hint}", "undeclared-prefix")
            return None
        if not re.fullmatch(IDENTIFIER_PATTERNS.get(prefix, r"[^\s<>\"{}|\\^`]+"), local):
            self._report(
                line, f"'{curie}' does not have the form of an identifier of {prefix}.", "malformed-identifier"
            )
            return None
        return f"{self.prefixes[prefix]}{local}"

    def _check_closed_lists(self, row: Mapping[str, str], line: int) -> None:
        predicate, justification = row["predicate_id"], row["mapping_justification"]
        if predicate not in PREDICATES:
            sentence = f"'{predicate}' is none of {', '.join(PREDICATES)}.{did_you_mean(predicate, PREDICATES)}"
            self._report(line, sentence, "unknown-predicate")
        if justification not in JUSTIFICATIONS:
            hint = did_you_mean(justification, JUSTIFICATIONS)
            self._report(line, f"'{justification}' is no justification of semapv.{hint}", "unknown-justification")

    def _check_confidence(self, text: str, line: int) -> None:
        if not re.fullmatch(r"0(\.\d+)?|1(\.0+)?", text):
            self._report(line, f"The confidence '{text}' is not a number from 0 to 1.", "invalid-confidence")

    def _check_repetition(self, key: tuple[str, str, str], line: int) -> None:
        first = self._seen.setdefault(key, line)
        if first != line:
            self._report(line, f"The same mapping stands in line {first}. Keep one.", "duplicate-mapping")


def _ambiguities(name: str, mappings: tuple[Match, ...]) -> Iterator[Finding]:
    exact: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for mapping in mappings:
        if mapping.predicate == "skos:exactMatch":
            exact[mapping.subject, _vocabulary_of(mapping.object)].append(mapping)
    for (subject, vocabulary), group in exact.items():
        if len(group) > 1:
            sentence = (
                f"<{subject}> has {len(group)} exact matches in {vocabulary}. Make all but one close, broad or narrow."
            )
            yield error(name, group[-1].row, sentence, "several-exact-matches")


def _vocabulary_of(iri: str) -> str:
    return re.split(r"[\w.-]*$", iri, maxsplit=1)[0] + (re.match(r"[A-Za-z]+_", re.split(r"[/#]", iri)[-1]) or [""])[0]
