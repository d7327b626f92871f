"""YAML with line numbers, read by the YAML 1.2 core schema.

PyYAML resolves scalars by YAML 1.1 (`NO` is False, `1.10` is 1.1, `12:30:45` a number) and lets a duplicate key
overwrite the first. Here scalars follow the core schema (https://yaml.org/spec/1.2.2/#103-core-schema), a duplicate
key is a fault, and the line of every value is kept, so that a fault found later can still be shown in its place.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from medkg.catalog.rules import error
from medkg.findings import Finding

Location = tuple[str | int, ...]
"""The way to a value: keys and list positions, from the top of the document."""

_QUOTING_STYLES = ("'", '"', "|", ">")
_NULL = re.compile(r"|~|null|Null|NULL")
_BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


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
    """Return the text of a file and no findings, or None and the finding that tells why there is no text."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        return None, [
            error(name, 1, f"Cannot read the file: {fault.strerror}. Check its permissions.", "unreadable-file")
        ]
    except UnicodeDecodeError as fault:
        line = path.read_bytes()[: fault.start].count(b"\n") + 1
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
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        sentence = f"Not YAML: {fault.problem}{f' {fault.context}' if fault.context else ''}."
        return None, [error(name, line, sentence, "yaml-syntax")]
    except yaml.YAMLError as fault:
        return None, [error(name, 1, f"Not YAML: {' '.join(str(fault).split())}.", "yaml-syntax")]
    if root is None:
        return None, [error(name, 1, "The file holds no value. Fill it in, or delete it.", "empty-file")]
    reader = _Reader(name)
    value = reader.value_of(root, ())
    return Document(name, value, reader.lines), reader.findings


class _Reader:
    """Walks the nodes of one document."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Location, int] = {}
        self.findings: list[Finding] = []
        self._open: list[yaml.Node] = []

    def value_of(self, node: yaml.Node, location: Location) -> Any:
        self.lines.setdefault(location, node.start_mark.line + 1)
        if node in self._open:
            self._report(node, "An alias (*) points to a value that contains it. Write the value out.", "yaml-syntax")
            return None
        self._open.append(node)
        value = self._value_of(node, location)
        self._open.pop()
        return value

    def _report(self, node: yaml.Node, sentence: str, rule: str) -> None:
        self.findings.append(error(self.file, node.start_mark.line + 1, sentence, rule))

    def _value_of(self, node: yaml.Node, location: Location) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self._mapping_of(node, location)
        if isinstance(node, yaml.SequenceNode):
            return [self.value_of(item, (*location, position)) for position, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return scalar_of(node.value, plain=node.style not in _QUOTING_STYLES)

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
