"""What the graph offers at a caret: properties, classes, values and things, with how often they are there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from medkg.errors import ClientGone, QueryFailed
from medkg.namespaces import Names
from medkg.pages.completion.language import fits
from medkg.pages.completion.patterns import TYPE, Patterns
from medkg.pages.completion.writing import Option, Writer
from medkg.pages.vocabulary import Term, Vocabulary
from medkg.pages.words import count_of
from medkg.search.results import Name
from medkg.sparql.ask import Row, ask_rows, value_of
from medkg.sparql.engine import Engine
from medkg.syntax.caret import Caret
from medkg.syntax.words import KEYWORDS

_THINGS = 30
_SUBJECTS = 100
"""Things that are looked at to see which properties there are: as many as take a few milliseconds."""
_STATEMENTS = 5_000
"""Statements that are looked at to see which values are frequent."""
_LONGEST_VALUE = 40

_PROPERTIES = """
SELECT ?property (COUNT(DISTINCT ?s) AS ?n) {{
  {{ SELECT DISTINCT ?s {{ {pattern} }} LIMIT {limit} }}
  ?s ?property ?value
}} GROUP BY ?property"""
_VALUES = """
SELECT ?value (COUNT(*) AS ?n) (SAMPLE(?name) AS ?label) {{
  {{ SELECT ?value {{ ?s <{property}> ?value }} LIMIT {limit} }}
  OPTIONAL {{ ?value rdfs:label ?name }}
}} GROUP BY ?value ORDER BY DESC(?n) LIMIT 30"""

Complete = Callable[[str, Sequence[str] | None, int], Sequence[Name]]
"""Finds things by the beginning of a name: text, path segments of what is wanted, at most how many."""


@dataclass(frozen=True)
class Graph:
    """The terms of a graph at one caret."""

    names: Names
    vocabulary: Vocabulary
    engine: Engine
    complete_name: Complete
    caret: Caret

    @cached_property
    def _writer(self) -> Writer:
        return Writer(self.names, self.caret)

    @cached_property
    def _patterns(self) -> Patterns:
        return Patterns(self.names, self.caret)

    def predicates(self) -> Iterator[Option]:
        """Yield properties that the subject can have."""
        takes_a = "variable" in self.caret.expected
        if takes_a and fits(self.caret, "a"):
            yield Option("a", "a", "keyword", "class", KEYWORDS["a"])
        for term, detail in self._properties():
            if not (takes_a and term.iri == TYPE):  # it is offered as `a`
                yield from self._fitting(term, "property", detail)

    def _fitting(self, term: Term, kind: str, detail: str) -> Iterator[Option]:
        option = self._writer.term(term, kind, detail)
        if fits(self.caret, option.label, option.label.partition(":")[2], term.label):
            yield option

    def _properties(self) -> Iterator[tuple[Term, str]]:
        """Yield properties with how often they are used, those that go with the rest of the pattern alone."""
        position = self.caret.position
        pattern = None if position.is_path else self._patterns.pattern(position.subject)
        counted = self._counted(pattern) if pattern else {}
        if counted:
            yield from self._properties_by_count(counted)
            return
        for term in self.vocabulary.properties_of(self._patterns.classes(position.subject)):
            yield term, f"{term.uses:,} uses"

    def _properties_by_count(self, counted: dict[str, int]) -> Iterator[tuple[Term, str]]:
        most = max(counted.values())
        looked = f"{'the first ' if most == _SUBJECTS else ''}{most}"
        for iri, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
            yield self.vocabulary.properties.get(iri, Term(iri, "", "", count)), f"{count} of {looked}"

    def _counted(self, pattern: str) -> dict[str, int]:
        rows = self._rows(_PROPERTIES.format(pattern=pattern, limit=_SUBJECTS))
        return {row["property"]["value"]: int(row["n"]["value"]) for row in rows if "property" in row}

    def _rows(self, text: str) -> Sequence[Row]:
        """Return rows, none where the engine has no time: what is known without it is still offered."""
        try:
            return ask_rows(self.engine, text)
        except ClientGone:
            raise
        except QueryFailed:
            return ()

    def objects(self) -> Iterator[Option]:
        """Yield what the property leads to: classes, things of a name, or its most frequent values."""
        iri = self._patterns.iri(self.caret.position.predicate)
        if iri == TYPE:
            yield from self._classes()
        elif self.caret.word:
            yield from self.things(self.vocabulary.kinds_of_values(iri) if iri else [])
        elif iri:
            yield from self._frequent_values(iri)

    def _classes(self) -> Iterator[Option]:
        for term in self.vocabulary.all_classes:
            yield from self._fitting(term, "class", count_of(term.uses, "thing"))

    def _frequent_values(self, iri: str) -> Iterator[Option]:
        term = self.vocabulary.properties.get(iri)
        of = f"of the first {_STATEMENTS:,}" if term and term.uses > _STATEMENTS else "uses"
        for row in self._rows(_VALUES.format(property=iri, limit=_STATEMENTS)):
            if "value" not in row:
                continue
            value, uses = row["value"], f"{int(row['n']['value']):,} {of}"
            if value["type"] == "uri":
                yield self._writer.thing(value["value"], value_of(row, "label") or "", uses)
            elif len(value["value"]) <= _LONGEST_VALUE:
                yield self._writer.literal(value, uses)

    def things(self, kinds: Sequence[str] = ()) -> Iterator[Option]:
        """Yield the things with a name that begins like the word, of some kinds if any are given."""
        prefix, colon, local = self.caret.word.rpartition(":")
        if colon:
            segment = self._segment(prefix)
            if segment is None:
                return
            kinds = [segment]
        for name in self.complete_name(local.replace("-", " "), list(kinds) or None, _THINGS):
            kind = name.kind.replace("-", " ").capitalize()
            told = f"{kind} · {count_of(name.uses, 'entry')}" if name.uses else kind
            info = name.label if name.name == name.label else f"{name.label} (also called {name.name})"
            yield self._writer.thing(name.iri, info, told)

    def _segment(self, prefix: str) -> str | None:
        """Return the path segment below the base that a prefix stands for, None for other prefixes."""
        start = self.caret.prefixes.get(prefix, self.names.prefixes.get(prefix, ""))
        path = start.removeprefix(self.names.base) if start.startswith(self.names.base) else ""
        return path.rstrip("/") if path.endswith("/") else None
