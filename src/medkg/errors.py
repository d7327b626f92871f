"""The exceptions of medkg.

MedkgError
├── CatalogRejected      the curated files or the graph made of them have faults
├── BuildBusy            another build is writing to the same directory
├── OutputUnwritable     what was asked for cannot be written where it is to go
├── SnapshotUnusable     a snapshot is missing, truncated or altered
├── SettingInvalid       a setting has an impossible value
├── ExportRefused        what is to be exported does not exist, or cannot be written so
├── RecordUnusable       the record of a dataset cannot be had or read
├── PublishFailed        a snapshot could not be loaded into a remote store
├── UnknownQuery         no saved query has this slug
├── ParameterInvalid     a parameter of a saved query has a value of the wrong type
└── QueryFailed          a query could not be answered
    ├── QueryMalformed   it is not a SPARQL query
    ├── QueryRefused     it asks for something that this endpoint does not do
    ├── NotRepresentable its result cannot be written in the format that was asked for
    ├── DeadlineExceeded it took too long
    ├── ResultTooLarge   its result is larger than the limit
    ├── WorkerDied       it exhausted the memory or the stack of its worker
    ├── ShareSpent       its client has had its share
    ├── EngineBusy       no worker became free in time
    ├── EngineStopped    the engine is being closed
    ├── EngineUnusable   the engine cannot be reached, or does not do what it should
    └── ClientGone       nobody waits for the answer any more
"""

from collections.abc import Sequence
from dataclasses import dataclass

from medkg.findings import Finding
from medkg.syntax.faults import Fault


class MedkgError(Exception):
    """Base of all errors that medkg raises on purpose; `exit_code` is what the command line ends with."""

    exit_code = 1


class CatalogRejected(MedkgError):
    """The input has faults; `findings` lists all of them."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings)
        self.findings = tuple(findings)

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings)


class BuildBusy(MedkgError):
    """Another build holds the lock of the output directory."""

    exit_code = 3


class OutputUnwritable(MedkgError):
    """What was asked for cannot be written: no permission, no space, no directory."""

    exit_code = 2


class SnapshotUnusable(MedkgError):
    """A snapshot cannot be served; the message names the file."""

    exit_code = 4


class SettingInvalid(MedkgError):
    """A setting has an impossible value; the message names the setting."""

    exit_code = 2


class ExportRefused(MedkgError):
    """What was ordered does not exist, cannot be written so, or would replace files; the message says what can."""

    exit_code = 2


class RecordUnusable(MedkgError):
    """A draft cannot be made from a record; the message names the place in it, what is wrong and what helps."""


class PublishFailed(MedkgError):
    """A snapshot could not be published; the message names the graph and what the store said."""

    exit_code = 6


class UnknownQuery(MedkgError):
    """No saved query has this slug."""

    exit_code = 2


class ParameterInvalid(MedkgError):
    """A parameter of a saved query is unknown or has a value of the wrong type."""

    exit_code = 2


@dataclass(frozen=True)
class Bound:
    """The setting that a query ran into, for machines."""

    setting: str
    value: float


class QueryFailed(MedkgError):
    """A query could not be answered; `bound` is the limit that it met, `retry_after` when to come again, in seconds."""

    exit_code = 5

    def __init__(self, message: str, bound: Bound | None = None, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.bound = bound
        self.retry_after = retry_after


class _FaultyText(QueryFailed):
    """What is wrong stands in the text of the query; `fault` says where, and what would mend it, if that is known."""

    def __init__(self, message: str, fault: Fault | None = None) -> None:
        super().__init__(message)
        self.fault = fault


class QueryMalformed(_FaultyText):
    """The text is not one SPARQL 1.1 query."""


class QueryRefused(_FaultyText):
    """The query asks for something that this endpoint does not do."""


class NotRepresentable(QueryFailed):
    """The result holds what the format cannot carry, such as control characters in XML."""


class DeadlineExceeded(QueryFailed):
    """The query did not finish within the time limit."""


class ResultTooLarge(QueryFailed):
    """The serialized result is larger than the limit."""


class WorkerDied(QueryFailed):
    """The process that evaluated the query died (memory limit, stack overflow)."""


class ShareSpent(QueryFailed):
    """A client has as many queries under way, or has taken as much time, as one client may."""


class EngineBusy(QueryFailed):
    """All workers of the lane stayed busy for the time that a query may wait."""


class EngineStopped(QueryFailed):
    """The engine is being closed; queries under way end."""


class EngineUnusable(QueryFailed):
    """The engine cannot be reached, or does not do what an engine should: the operator's fault, not the client's."""


class ClientGone(QueryFailed):
    """The client went away before its answer was there."""
