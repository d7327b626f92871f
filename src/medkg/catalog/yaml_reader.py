"""YAML with line numbers, read by the YAML 1.2 core schema.

PyYAML resolves scalars by YAML 1.1 (`NO` is False, `1.10` is 1.1, `12:30:45` a number) and lets a duplicate key
overwrite the first. Here scalars follow the core schema (https://yaml.org/spec/1.2.2/#103-core-schema), a duplicate
key is a fault, and the line of every value is kept, so that a fault found later can still be shown in its place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from medkg.catalog.rules import error
from medkg.findings import Finding

Location = tuple[str | int, ...]
"""The way to a value: keys and list positions, from the top of the document."""

MAX_DEPTH = 50
"""How deep values may stand in each other; curated files need less than ten."""

_QUOTING_STYLES = ("'", '"', "|", ">")
_NULL = re.compile(r"|~|null|Null|NULL")
_BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")
_INTEGER = re.compile(r"[-+]?[0-9]{1,30}|0o[0-7]{1,30}|0x[0-9a-fA-F]{1,30}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no document of XML may hold (https://www.w3.org/TR/xml/#charsets), so that RDF/XML holds every text."""


@dataclass(frozen=True)
class Document:
    """The value of a YAML file, and the line (from 1) of each value in it."""

    file: str
    value: Any
    lines: dict[Location, int]

    def line(self, location: Location) -> int:
        """Return the line of the value at `location`, or of the nearest value around it."""
        while location not in self.lines and location:
            location = location[:-1]
        return self.lines.get(location, 1)


def read_text(path: Path, name: str) -> tuple[str | None, list[Finding]]:
    """Return the text of a file and no findings, or None and the finding that tells why there is no text.

    A byte order mark and the line ends of Windows do not belong to the text.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as fault:
        sentence = f"Cannot read the file: {fault.strerror}. Put a readable file in its place, or delete it."
        return None, [error(name, 1, sentence, "unreadable-file")]
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        sentence = f"Byte {fault.start} (0x{fault.object[fault.start]:02x}) is not UTF-8. Save the file as UTF-8."
        return None, [error(name, line, sentence, "not-utf-8")]
    if not text.strip():
        return None, [error(name, 1, "The file is empty. Fill it in, or delete it.", "empty-file")]
    return text, []


def read_yaml(path: Path, name: str) -> tuple[Document | None, list[Finding]]:
    """Return the document in a file with all findings about its form; None where there is no value."""
    text, findings = read_text(path, name)
    if text is None:
        return None, findings
    return parse_yaml(text, name)


def parse_yaml(text: str, name: str) -> tuple[Document | None, list[Finding]]:
    """Return the document in a text, as `read_yaml` does for a file."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        aliases = list(dict.fromkeys(_aliases(text, name))) if "*" in text else []
    except yaml.MarkedYAMLError as fault:
        return None, [_syntax_fault(fault, text, name)]
    except yaml.reader.ReaderError as fault:
        line = text.encode()[: fault.position].count(b"\n") + 1
        sentence = f"Not YAML: the control character U+{int(fault.character):04X} stands here. Delete it."
        return None, [error(name, line, sentence, "yaml-syntax")]
    if aliases:
        return None, aliases
    if root is None:
        return None, [error(name, 1, "The file holds no value. Fill it in, or delete it.", "empty-file")]
    reader = _Reader(name)
    value = reader.value_of(root, ())
    is_whole = all(finding.rule != "yaml-syntax" for finding in reader.findings)
    return Document(name, value, reader.lines) if is_whole else None, reader.findings


_CHECK_NESTING = "Check brackets and indentation."
_REMEDIES = {
    "maximum nesting depth": _CHECK_NESTING,
    "cannot start any token": "Put text that begins with a special character in quotes; indent with spaces, not tabs.",
    "tab character": "Indent with spaces, not tabs.",
    "mapping values are not allowed": "Put text that contains ': ' in quotes, or check the indentation.",
    "end of stream": "Close the quotes.",
    "another document": "Remove the line '---', or make two files.",
    "undefined alias": "Put text that begins with '*' in quotes.",
}
"""Part of a message of the YAML parser → what to do."""


def _syntax_fault(fault: yaml.MarkedYAMLError, text: str, name: str) -> Finding:
    """Return the fault where it was met; for quotes that never close, where they open."""
    problem, last = str(fault.problem), text.rstrip().count("\n") + 1
    met = min(fault.problem_mark.line + 1, last) if fault.problem_mark else 1
    begun = fault.context_mark.line + 1 if fault.context_mark else met
    within = f"{fault.context}{f' that begins in line {begun}' if begun != met else ''}, " if fault.context else ""
    remedy = "".join(f" {remedy}" for part, remedy in _REMEDIES.items() if part in problem)
    line = begun if "end of stream" in problem else met
    return error(name, line, f"Not YAML: {within}{problem}.{remedy}", "yaml-syntax")


def _aliases(text: str, name: str) -> Iterator[Finding]:
    """Yield a finding for each alias: without them no value contains itself, and none grows beyond its text."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            sentence = f"The alias *{event.anchor} stands for a value. Write the value out, or put the text in quotes."
            line = event.start_mark.line + 1 if event.start_mark else 1
            yield error(name, line, sentence, "yaml-syntax")


class _Reader:
    """Walks the nodes of one document."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Location, int] = {}
        self.findings: list[Finding] = []

    def value_of(self, node: yaml.Node, location: Location) -> Any:
        self.lines.setdefault(location, node.start_mark.line + 1)
        if len(location) > MAX_DEPTH:
            self._report(node, f"More than {MAX_DEPTH} values stand in each other. {_CHECK_NESTING}", "yaml-syntax")
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping_of(node, location)
        if isinstance(node, yaml.SequenceNode):
            return [self.value_of(item, (*location, position)) for position, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        if _NOT_XML.search(node.value):
            self._report(node, "A control character stands here, which no XML can hold. Delete it.", "yaml-syntax")
        return scalar_of(node.value, plain=node.style not in _QUOTING_STYLES)

    def _report(self, node: yaml.Node, sentence: str, rule: str) -> None:
        self.findings.append(error(self.file, node.start_mark.line + 1, sentence, rule))

    def _mapping_of(self, node: yaml.MappingNode, location: Location) -> dict[Any, Any]:
        mapping: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(key_node, "A key is a list or a mapping. Keys are words.", "wrong-type")
                continue
            if key in mapping:
                first = self.lines[*location, key]
                self._report(
                    key_node,
                    f"Key '{key}' stands here a second time (first in line {first}). Keep one.",
                    "duplicate-key",
                )
                continue
            self.lines[*location, key] = key_node.start_mark.line + 1
            mapping[key] = self.value_of(value_node, (*location, key))
        return mapping


def scalar_of(text: str, *, plain: bool) -> Any:
    """Return the value of a scalar by the core schema; quoted scalars (`plain` false) are text.

    >>> scalar_of("NO", plain=True), scalar_of("1.10", plain=False), scalar_of("0o17", plain=True)
    ('NO', '1.10', 15)
    """
    if not plain:
        return text
    if _NULL.fullmatch(text):
        return None
    if _BOOLEAN.fullmatch(text):
        return text.lower() == "true"
    if _INTEGER.fullmatch(text):
        return int(text, 0) if text.startswith(("0o", "0x")) else int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
