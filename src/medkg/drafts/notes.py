"""What could not be taken over from a record: findings, each with the line in which the record says it."""

from collections import Counter

from medkg.drafts.document import Document
from medkg.findings import Finding, Severity

RULES: dict[str, str] = {
    "foreign-description": "A description is written in our own words.",
    "no-term": "What a record tells is a term of a vocabulary.",
    "several-terms": "What a record tells is one term of a vocabulary.",
    "close-term": "A term of the record is the same as one of ours, not only close to it.",
    "no-organization": "An organization that a record names has a file.",
    "people": "Who stands in the graph is an organization.",
    "no-entry": "A dataset or catalog that a record links to is an entry.",
    "unreadable-value": "A value has a form that its field can hold.",
    "no-field": "What a record tells has a field.",
    "many-values": "A record tells no more of a thing than a person can go through.",
    "known-entry": "A dataset is described by one entry.",
}
"""Rule id → what holds of a record that can be taken over as it is."""


MOST = 100
"""How many findings by a rule are told."""


class Notes:
    """Gathers the findings about one record, none of them twice; of very many by a rule, the first ones."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._findings: dict[Finding, None] = {}
        self._counts: Counter[str] = Counter()

    def add(self, rule: str, told: str, sentence: str) -> None:
        """Add a finding where the record tells something.

        Raises KeyError for a rule that the table does not have.
        """
        RULES[rule]
        self._counts[rule] += 1
        if self._counts[rule] <= MOST:
            line = self._document.line_of(told)
            self._findings[Finding(self._document.name, line, Severity.WARNING, sentence, rule)] = None

    @property
    def findings(self) -> list[Finding]:
        """All findings, in the order of their lines, and last what was too much."""
        more = {rule: count - MOST for rule, count in self._counts.items() if count > MOST}
        rest = [
            Finding(self._document.name, 1, Severity.WARNING, f"{count:,} more by the rule '{rule}'.", "many-values")
            for rule, count in more.items()
        ]
        return [*sorted(self._findings, key=lambda finding: finding.line), *rest]
