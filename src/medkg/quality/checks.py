"""The checks of `ontology/checks/`: queries over the whole graph whose rows are faults.

A check selects `?focus`, the thing at fault, and `?message`, a sentence that says what is wrong and what to do. The
name of its file is the rule; a line `#+ severity: warning` makes its rows warnings.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from medkg.catalog.rules import error
from medkg.errors import CatalogRejected
from medkg.findings import Finding, Severity
from medkg.namespaces import Names
from medkg.quality.places import Places


@dataclass(frozen=True)
class Check:
    """One check."""

    rule: str
    text: str
    severity: Severity


def load_checks(folder: Path, names: Names) -> list[Check]:
    """Return the checks of a directory, by rule."""
    checks = []
    for path in sorted(folder.glob("*.rq")):
        text = names.localized(path.read_text("utf-8"))
        severity = Severity.WARNING if "#+ severity: warning" in text else Severity.ERROR
        checks.append(Check(path.stem, text, severity))
    return checks


def run_checks(store: Store, checks: list[Check], names: Names, places: Places) -> Iterator[Finding]:
    """Yield a finding for each row of each check; the default graph of the store is the merged graph.

    Raises CatalogRejected when a check is not a SELECT query with ?focus and ?message.
    """
    for check in checks:
        for focus, message in _rows(store, check, names):
            file, line = places.of(focus)
            yield Finding(file, line, check.severity, f"<{focus}>: {message}", check.rule)


def _rows(store: Store, check: Check, names: Names) -> Iterator[tuple[str, str]]:
    file = f"ontology/checks/{check.rule}.rq"
    try:
        result = store.query(check.text, prefixes=names.prefixes)
    except SyntaxError as fault:
        raise CatalogRejected(
            [error(file, fault.lineno or 1, f"Not a SPARQL query: {fault.msg}.", "query-syntax")]
        ) from None
    if not isinstance(result, QuerySolutions) or {v.value for v in result.variables} != {"focus", "message"}:
        raise CatalogRejected([error(file, 1, "A check is SELECT ?focus ?message WHERE { … }.", "query-syntax")])
    for row in result:
        focus, message = row["focus"], row["message"]
        assert isinstance(focus, NamedNode)
        assert isinstance(message, Literal)
        yield focus.value, message.value
