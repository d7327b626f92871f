"""The checks of `ontology/checks/`: queries over the whole graph whose rows are faults.

A check selects `?focus`, the thing at fault, and `?message`, a sentence that says what is wrong and what to do. It may
select `?path`, the property at fault, which leads to the line. The name of its file is the rule; a line
`#+ severity: warning` makes its rows warnings.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from medkg.catalog.rules import error
from medkg.catalog.yaml_reader import read_text
from medkg.errors import CatalogRejected
from medkg.findings import Finding, Severity
from medkg.namespaces import Names
from medkg.quality.places import Places
from medkg.syntax.check import explain
from medkg.syntax.faults import place_of


@dataclass(frozen=True)
class Check:
    """One check."""

    rule: str
    text: str
    severity: Severity


def load_checks(folder: Path, names: Names) -> list[Check]:
    """Return the checks of a directory, by rule.

    Raises CatalogRejected when a file cannot be read.
    """
    checks = []
    for path in sorted(folder.glob("*.rq")):
        text, findings = read_text(path, f"ontology/checks/{path.name}")
        if text is None:
            raise CatalogRejected(findings)
        severity = Severity.WARNING if "#+ severity: warning" in text else Severity.ERROR
        checks.append(Check(path.stem, names.localized(text), severity))
    return checks


def run_checks(store: Store, checks: list[Check], names: Names, places: Places) -> Iterator[Finding]:
    """Yield a finding for each row of each check; the default graph of the store is the merged graph.

    Raises CatalogRejected when a check is not a SELECT query with ?focus and ?message.
    """
    for check in checks:
        for focus, path, message in _rows(store, check, names):
            file, line = places.of(focus, path)
            yield Finding(file, line, check.severity, f"<{focus}>: {message}", check.rule)


def _rows(store: Store, check: Check, names: Names) -> Iterator[tuple[str, str | None, str]]:
    file, text = f"ontology/checks/{check.rule}.rq", names.with_prefixes(check.text)
    try:
        result = store.query(text)
    except SyntaxError as fault:
        found = explain(text, fault.msg, {})
        line = place_of(text, found.start).line - text.count("\n") + check.text.count("\n")
        raise CatalogRejected([error(file, line, f"Not a SPARQL query: {found.message}", "query-syntax")]) from None
    columns = {variable.value for variable in result.variables} if isinstance(result, QuerySolutions) else set()
    if not isinstance(result, QuerySolutions) or columns - {"path"} != {"focus", "message"}:
        sentence = "A check is SELECT ?focus ?message WHERE { … }, with or without ?path."
        raise CatalogRejected([error(file, 1, sentence, "query-syntax")])
    for row in result:
        focus, message = row["focus"], row["message"]
        assert isinstance(focus, NamedNode)
        assert isinstance(message, Literal)
        path = row["path"] if "path" in columns else None
        yield focus.value, path.value if isinstance(path, NamedNode) else None, message.value
