"""Options, and terms as they are written at a caret: with the prefixes of the text, or with one to declare."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal

from medkg.namespaces import XSD, Names
from medkg.pages.vocabulary import Term
from medkg.syntax.caret import Caret

_PLAIN = re.compile(r"[A-Za-z0-9_][\w\-]*", re.ASCII)


@dataclass(frozen=True)
class Option:
    """One thing that may be typed: how it is shown, what is put in, and what is told of it."""

    label: str
    insert: str
    kind: str
    detail: str = ""
    info: str = ""
    prefix: tuple[str, str] | None = None
    """A prefix that the text has to declare for it, and its IRI."""


@dataclass(frozen=True)
class Writer:
    """Writes terms at one caret."""

    names: Names
    caret: Caret

    def thing(self, iri: str, label: str, detail: str) -> Option:
        """Return a thing as an option."""
        written, prefix = self._written(iri)
        return Option(written, written, "thing", detail, label, prefix)

    def term(self, term: Term, kind: str, detail: str) -> Option:
        """Return a class or property as an option."""
        written, prefix = self._written(term.iri)
        return Option(written, written, kind, detail, term.definition or term.label, prefix)

    def literal(self, value: Mapping[str, str], detail: str) -> Option:
        """Return a literal as an option."""
        plain, datatype = str(Literal(value["value"])), value.get("datatype")
        if datatype == XSD("integer").value:
            return Option(value["value"], value["value"], "value", detail)
        if datatype:
            name, prefix = self._written(datatype)
            return Option(f"{plain}^^{name}", f"{plain}^^{name}", "value", detail, prefix=prefix)
        language = f"@{value['xml:lang']}" if "xml:lang" in value else ""
        return Option(plain + language, plain + language, "value", detail)

    def _written(self, iri: str) -> tuple[str, tuple[str, str] | None]:
        """Return how an IRI is written here, and the prefix that has to be declared for it."""
        for prefix, start in _longest_first(self.caret.prefixes.items()):
            if _is_below(iri, start):
                return f"{prefix}:{iri.removeprefix(start)}", None
        for prefix, start in _longest_first(self.names.prefixes.items()):
            is_free = self.caret.prefixes.get(prefix, start) == start
            if is_free and _is_below(iri, start):
                return f"{prefix}:{iri.removeprefix(start)}", (prefix, start)
        return f"<{iri}>", None


def _is_below(iri: str, start: str) -> bool:
    """Tell whether what follows the start of an IRI can stand behind a prefix as it is."""
    return iri.startswith(start) and bool(_PLAIN.fullmatch(iri.removeprefix(start)))


def _longest_first(prefixes: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(prefixes, key=lambda pair: -len(pair[1]))
