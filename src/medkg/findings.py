"""What a check of the input reports: where, how bad, what is wrong, and by which rule."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Finding:
    """One fault of the input.

    >>> print(Finding("data/entries/uci/x.yaml", 3, Severity.ERROR, "Unknown key 'kindd'.", "unknown-key"))
    data/entries/uci/x.yaml:3: error: Unknown key 'kindd'. [unknown-key]
    """

    file: str
    line: int
    severity: Severity
    sentence: str
    rule: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.severity}: {self.sentence} [{self.rule}]"


def report(findings: Collection[Finding]) -> str:
    """Return findings, a line for each, with their numbers in the last line.

    >>> report([])
    '0 error(s), 0 warning(s).'
    """
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    return "\n".join([*map(str, findings), f"{errors} error(s), {len(findings) - errors} warning(s)."])
