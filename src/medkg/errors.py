"""The exceptions of medkg.

MedkgError
├── CatalogRejected      the curated files or the graph made of them have faults
├── BuildBusy            another build is writing to the same directory
├── OutputUnwritable     a snapshot cannot be written where it was asked for
├── SnapshotUnusable     a snapshot is missing, truncated or altered
├── SettingInvalid       a setting has an impossible value
├── UnknownQuery         no saved query has this slug
├── ParameterInvalid     a parameter of a saved query has a value of the wrong type
└── QueryFailed          a query could not be answered
    ├── QueryMalformed   it is not a SPARQL query
    ├── QueryRefused     it asks for something that this endpoint does not do
    ├── DeadlineExceeded it took too long
    ├── ResultTooLarge   its result is larger than the limit
    ├── WorkerDied       it brought its worker down
    └── EngineBusy       no worker became free in time
"""

from collections.abc import Sequence

from medkg.findings import Finding


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
    """A snapshot cannot be written: no permission, no space, no directory."""

    exit_code = 2


class SnapshotUnusable(MedkgError):
    """A snapshot cannot be served; the message names the file."""

    exit_code = 4


class SettingInvalid(MedkgError):
    """A setting has an impossible value; the message names the setting."""

    exit_code = 2


class UnknownQuery(MedkgError):
    """No saved query has this slug."""

    exit_code = 2


class ParameterInvalid(MedkgError):
    """A parameter of a saved query is unknown or has a value of the wrong type."""

    exit_code = 2


class QueryFailed(MedkgError):
    """A query could not be answered. `status` is the HTTP status, `title` names the kind of failure."""

    exit_code = 5
    status = 500
    title = "The query failed"


class QueryMalformed(QueryFailed):
    """The text is not one SPARQL 1.1 query."""

    status = 400
    title = "Not a SPARQL query"


class QueryRefused(QueryFailed):
    """The query asks for something that this endpoint does not do."""

    status = 403
    title = "Refused"


class DeadlineExceeded(QueryFailed):
    """The query did not finish within the time limit."""

    status = 504
    title = "The query took too long"


class ResultTooLarge(QueryFailed):
    """The serialized result is larger than the limit."""

    status = 507
    title = "The result is too large"


class WorkerDied(QueryFailed):
    """The process that evaluated the query died (memory limit, stack overflow)."""

    status = 507
    title = "The query exhausted its worker"


class EngineBusy(QueryFailed):
    """All workers of the lane stayed busy for the time that a query may wait."""

    status = 503
    title = "All workers are busy"
