"""Mapping sets in SSSOM TSV (https://mapping-commons.github.io/sssom/): our terms to those of other vocabularies."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from medkg.catalog.rules import did_you_mean, error
from medkg.catalog.yaml_reader import Document, Location, parse_yaml, read_text
from medkg.findings import Finding
from medkg.namespaces import Names

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

_ANY_IDENTIFIER = r"[A-Za-z0-9._~/:-]+"


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
    text: str
    metadata: Mapping[str, Any]
    mappings: tuple[Match, ...]

    @property
    def name(self) -> str:
        """The name of the file without its endings: `anatomy`."""
        return Path(self.file).name.removesuffix(".sssom.tsv")


def load_mapping_sets(folder: Path, names: Names, subjects: frozenset[str]) -> tuple[list[MappingSet], list[Finding]]:
    """Return the mapping sets of a directory and all findings; `subjects` are the IRIs that mappings may start from."""
    sets: list[MappingSet] = []
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.sssom.tsv")):
        mapping_set, faults = _read_mapping_set(path, f"ontology/{folder.name}/{path.name}", names, subjects)
        findings += faults
        sets += [mapping_set] if mapping_set else []
    return sets, findings


def _read_mapping_set(
    path: Path, name: str, names: Names, subjects: frozenset[str]
) -> tuple[MappingSet | None, list[Finding]]:
    """Return one mapping set, or None, and everything that is wrong with it."""
    text, findings = read_text(path, name)
    if text is None:
        return None, findings
    text = names.localized(text)
    lines = text.split("\n")
    count = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header, findings = _read_header(lines[:count], name)
    if header is None:
        return None, findings
    mappings, faults = _read_table(lines[count:], count + 1, header, subjects)
    return MappingSet(name, text, header.value, tuple(mappings)), [*findings, *faults, *_ambiguities(name, mappings)]


def _read_header(lines: list[str], name: str) -> tuple[Document | None, list[Finding]]:
    """Return the metadata with a usable curie_map, or None, and what is wrong with them."""
    document, findings = parse_yaml("\n".join(line[1:] for line in lines), name) if lines else (None, [])
    if document is None or not isinstance(document.value, dict):
        sentence = "The header is not a YAML mapping in '#' comments. Begin the file with '#mapping_set_id: …'."
        return None, findings or [error(name, 1, sentence, "mapping-syntax")]
    findings += _metadata_faults(document)
    return (document if isinstance(document.value.get("curie_map"), dict) else None), findings


def _read_table(
    lines: list[str], first: int, header: Document, subjects: frozenset[str]
) -> tuple[list[Match], list[Finding]]:
    """Return the mappings of the table whose line of column names is line `first` of the file."""
    columns, *rows = [line.split("\t") for line in lines] or [[]]
    missing = [column for column in REQUIRED_COLUMNS if column not in columns]
    if missing:
        sentence = f"The table has no column {', '.join(missing)}. Add it to the line of column names."
        return [], [error(header.file, first if lines else first - 1, sentence, "mapping-syntax")]
    reader = _RowReader(header.file, columns, header.value["curie_map"], subjects)
    mappings = [reader.read(cells, line) for line, cells in enumerate(rows, first + 1) if any(cells)]
    return [mapping for mapping in mappings if mapping], reader.findings


def _metadata_faults(document: Document) -> Iterator[Finding]:
    for key in REQUIRED_METADATA:
        if not document.value.get(key):
            yield error(document.file, 1, f"The header has no {key}. Add '#{key}: …'.", "missing-metadata")
    prefixes = document.value.get("curie_map") or {}
    if not isinstance(prefixes, dict):
        sentence = "'curie_map' is no mapping. Write a line '#  prefix: IRI' for each prefix."
        yield error(document.file, document.line(("curie_map",)), sentence, "mapping-syntax")
        prefixes = {}
    iris = {("curie_map", prefix): iri for prefix, iri in prefixes.items()}
    yield from _iri_faults(document, iris | {(key,): document.value.get(key) for key in ("mapping_set_id", "license")})


def _iri_faults(document: Document, iris: Mapping[Location, Any]) -> Iterator[Finding]:
    for location, iri in iris.items():
        is_extended = location == ("mapping_set_id",)  # by '#' and the name of a mapping
        if iri and not _is_iri(f"{iri}#" if is_extended else iri):
            wanted = f"an absolute IRI{' without #' if is_extended else ''}, such as https://example.org/"
            sentence = f"'{location[-1]}' is {iri!r}; wanted: {wanted}."
            yield error(document.file, document.line(location), sentence, "malformed-iri")


def _is_iri(value: object) -> bool:
    try:
        return bool(NamedNode(str(value)))
    except ValueError:
        return False


class _RowReader:
    """Reads the rows of one table; what is wrong gathers in `findings`."""

    def __init__(self, file: str, columns: list[str], prefixes: Mapping[str, str], subjects: frozenset[str]) -> None:
        self.file = file
        self.columns = columns
        self.prefixes = prefixes
        self.subjects = subjects
        self.findings: list[Finding] = []
        self._seen: dict[tuple[str, str, str], int] = {}

    def read(self, cells: list[str], line: int) -> Match | None:
        if len(cells) != len(self.columns):
            sentence = f"The row has {len(cells)} cells, but there are {len(self.columns)} columns. Count the tabs."
            self._report(line, sentence, "mapping-syntax")
            return None
        row = dict(zip(self.columns, cells, strict=True))
        subject = self._expand(row["subject_id"], line)
        target = self._expand(row["object_id"], line)
        self._check_closed_lists(row, line)
        self._check_confidence(row["confidence"], line)
        if subject and subject not in self.subjects:
            sentence = f"'{row['subject_id']}' is no concept or organization of this catalog.{self._nearest(subject)}"
            self._report(line, sentence, "unknown-subject")
        if not subject or not target:
            return None
        self._check_repetition((subject, row["predicate_id"], target), line)
        return Match(
            subject, row["predicate_id"], target, row["object_label"], row["mapping_justification"],
            row["confidence"], row.get("comment", ""), line,
        )  # fmt: skip

    def _nearest(self, subject: str) -> str:
        start = re.split(r"[^/]*$", subject, maxsplit=1)[0]
        siblings = [known.removeprefix(start) for known in self.subjects if known.startswith(start)]
        return did_you_mean(subject.removeprefix(start), siblings)

    def _report(self, line: int, sentence: str, rule: str) -> None:
        self.findings.append(error(self.file, line, sentence, rule))

    def _expand(self, curie: str, line: int) -> str | None:
        prefix, colon, local = curie.partition(":")
        if not colon or prefix not in self.prefixes:
            hint = did_you_mean(prefix, self.prefixes)
            self._report(line, f"The prefix of '{curie}' is not declared in curie_map.{hint}", "undeclared-prefix")
            return None
        pattern = IDENTIFIER_PATTERNS.get(prefix, _ANY_IDENTIFIER)
        if not re.fullmatch(pattern, local):
            sentence = f"'{local}' is no identifier of {prefix}, which have the form {pattern}. Copy it from its page."
            self._report(line, sentence, "malformed-identifier")
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


def _ambiguities(name: str, mappings: list[Match]) -> Iterator[Finding]:
    exact: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for mapping in mappings:
        if mapping.predicate == "skos:exactMatch":
            exact[mapping.subject, _vocabulary_of(mapping.object)].append(mapping)
    for (subject, vocabulary), group in exact.items():
        if len({mapping.object for mapping in group}) > 1:
            rows = ", ".join(str(mapping.row) for mapping in group)
            what = f"<{subject}> has several exact matches in {vocabulary} (lines {rows})."
            sentence = f"{what} Make all but one close, broad or narrow."
            yield error(name, group[-1].row, sentence, "several-exact-matches")


def _vocabulary_of(iri: str) -> str:
    return re.split(r"[\w.-]*$", iri, maxsplit=1)[0] + (re.match(r"[A-Za-z]+_", re.split(r"[/#]", iri)[-1]) or [""])[0]
