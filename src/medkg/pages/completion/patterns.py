"""What the query around a caret says of a subject, as far as an engine can be asked for it."""

from dataclasses import dataclass

from medkg.namespaces import RDF, Names
from medkg.syntax.caret import Caret
from medkg.syntax.statements import Statement
from medkg.syntax.tokens import Token, is_safe_iri

TYPE = RDF("type").value


@dataclass(frozen=True)
class Patterns:
    """Reads the statements around one caret."""

    names: Names
    caret: Caret

    def iri(self, token: Token | None) -> str | None:
        """Return the IRI that a token stands for, None for what is none or must not stand in a query of ours."""
        iri = self.caret.iri_of(token, self.names.prefixes) if token else None
        return iri if iri and is_safe_iri(iri) else None

    def classes(self, subject: Token | None) -> list[str]:
        """Return the classes that the query says a subject is in."""
        found = [self.iri(each.object) for each in self._about(subject) if self.iri(each.predicate) == TYPE]
        return [iri for iri in found if iri]

    def pattern(self, subject: Token | None) -> str | None:
        """Return what the query says of a subject, as a pattern for ?s; None where it says too little."""
        if subject is None:
            return None
        if subject.kind != "variable" and subject.text != "[":
            iri = self.iri(subject)
            return f"VALUES ?s {{ <{iri}> }}" if iri else None
        leaving = [self._leaving(each, count) for count, each in enumerate(self._about(subject))]
        arriving = [
            f"?other{count} <{iri}> ?s"
            for count, each in enumerate(self.caret.statements)
            if _is_same(each.object, subject) and (iri := self.iri(each.predicate))
        ]
        return " . ".join(part for part in [*leaving, *arriving] if part) or None

    def _about(self, subject: Token | None) -> list[Statement]:
        return [each for each in self.caret.statements if subject and each.subject.text == subject.text != "["]

    def _leaving(self, statement: Statement, count: int) -> str | None:
        predicate, value = self.iri(statement.predicate), self.iri(statement.object)
        return f"?s <{predicate}> {f'<{value}>' if value else f'?value{count}'}" if predicate else None


def _is_same(token: Token, subject: Token) -> bool:
    """Tell whether a token means the subject: a variable does wherever it stands, a bracket only itself."""
    return token == subject or (token.text == subject.text and subject.kind == "variable")
