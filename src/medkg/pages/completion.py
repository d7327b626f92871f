"""What may be typed at the caret: keywords, variables, and what this graph has there, with how often."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Literal

from medkg.errors import ClientGone, QueryFailed
from medkg.namespaces import RDF, XSD, Names
from medkg.pages.vocabulary import Term, Vocabulary
from medkg.search.results import Name
from medkg.sparql.ask import Row, ask_rows
from medkg.sparql.engine import Engine
from medkg.syntax.caret import Caret, find_caret
from medkg.syntax.statements import Part, Statement
from medkg.syntax.tokens import Token
from medkg.syntax.words import FUNCTIONS, KEYWORDS, PHRASES

_MOST = 50
_THINGS = 30
_SUBJECTS = 100
"""Things that are looked at to see which properties there are: as many as take a few milliseconds."""
_STATEMENTS = 5_000
"""Statements that are looked at to see which values are frequent."""

_TYPE = RDF("type").value

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
_PLAIN = re.compile(r"[A-Za-z0-9_][\w\-]*", re.ASCII)
_SAFE_IRI = re.compile(r"[a-z][a-z0-9+.\-]*:[^\x00-\x20<>\"{}|^`\\\ud800-\udfff]*", re.IGNORECASE)

Complete = Callable[[str, Sequence[str] | None, int], Sequence[Name]]
"""Finds things by the beginning of a name: text, path segments of what is wanted, at most how many."""


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
class Completion:
    """What may stand in the place of a part of the text; places are in code points."""

    start: int
    end: int
    options: Sequence[Option]


@dataclass(frozen=True)
class Completer:
    """Knows a graph, and completes queries to it."""

    names: Names
    vocabulary: Vocabulary
    engine: Engine
    complete_name: Complete

    def complete(self, text: str, at: int) -> Completion:
        """Return what may be typed at a place of a text, the likeliest first."""
        at = max(0, min(at, len(text)))
        caret = find_caret(text, at)
        if caret is None:
            return Completion(at, at, ())
        options = _Options(self, caret)
        unique = {option.insert: option for option in reversed(list(islice(options.all(), 4 * _MOST)))}
        return Completion(caret.start, caret.end, list(reversed(unique.values()))[:_MOST])


@dataclass(frozen=True)
class _Options:
    """The options at one caret."""

    graph: Completer
    caret: Caret

    def all(self) -> Iterator[Option]:
        """Yield the options, the likeliest first."""
        caret = self.caret
        if caret.before == "PREFIX":
            yield from self._declarations()
            return
        if caret.word[:1] in ("?", "$"):
            yield from self._variables()
            return
        if "a" in caret.expected and caret.position.part is Part.PREDICATE:
            yield from self._predicates()
        elif caret.position.part is Part.OBJECT:
            yield from self._objects()
        elif "variable" in caret.expected and not caret.word:
            yield from self._variables()
        yield from self._keywords()
        if "iri" in caret.expected and caret.before not in ("BASE", "FROM"):
            yield from self._names_anywhere()
        if "variable" in caret.expected:
            yield from self._variables()

    def _fits(self, *texts: str) -> bool:
        """Tell whether one of some texts begins like the word at the caret, or a word of it does."""
        word = self.caret.word.casefold()
        return any(text.casefold().startswith(word) or f" {word}" in f" {text.casefold()}" for text in texts if text)

    def _declarations(self) -> Iterator[Option]:
        for prefix, iri in self.graph.names.prefixes.items():
            if self._fits(prefix) and prefix not in self.caret.prefixes:
                yield Option(f"{prefix}:", f"{prefix}: <{iri}>", "prefix", iri)

    def _variables(self) -> Iterator[Option]:
        if "variable" not in self.caret.expected:
            return
        typed = self.caret.word[1:].casefold()
        for name in self.caret.variables:
            if name[1:].casefold().startswith(typed):
                yield Option(name, name, "variable")

    def _keywords(self) -> Iterator[Option]:
        written = str.lower if self.caret.word[:1].islower() else str
        for word in (*KEYWORDS, *FUNCTIONS):
            if word not in self.caret.expected or not word.casefold().startswith(self.caret.word.casefold()):
                continue
            if word in FUNCTIONS:
                function = FUNCTIONS[word]
                name = function.call.partition("(")[0]
                yield Option(name, f"{name}(", "function", function.call, function.text)
            elif KEYWORDS[word]:
                phrase = PHRASES.get(word, word)
                yield Option(phrase, word if word == "a" else written(phrase), "keyword", info=KEYWORDS[word])

    def _predicates(self) -> Iterator[Option]:
        if "variable" in self.caret.expected and self._fits("a"):
            yield Option("a", "a", "keyword", "class", KEYWORDS["a"])
        for term, detail in self._properties():
            if term.iri == _TYPE and "variable" in self.caret.expected:
                continue  # it is offered as `a`
            option = self._term(term, "property", detail)
            if self._fits(option.label, option.label.partition(":")[2], term.label):
                yield option

    def _properties(self) -> Iterator[tuple[Term, str]]:
        """Yield properties with how often they are used, those that go with the rest of the pattern alone."""
        vocabulary = self.graph.vocabulary
        position = self.caret.position
        pattern = None if position.is_path else self._pattern(position.subject)
        counted = self._counted(pattern) if pattern else {}
        if counted:
            most = max(counted.values())
            looked = f"{'the first ' if most == _SUBJECTS else ''}{most}"
            for iri, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
                yield vocabulary.properties.get(iri, Term(iri, "", "", count)), f"{count} of {looked}"
            return
        for term in vocabulary.properties_of(self._classes(position.subject)):
            yield term, f"{term.uses:,} uses"

    def _counted(self, pattern: str) -> dict[str, int]:
        rows = self._rows(_PROPERTIES.format(pattern=pattern, limit=_SUBJECTS))
        return {row["property"]["value"]: int(row["n"]["value"]) for row in rows if "property" in row}

    def _rows(self, text: str) -> Sequence[Row]:
        """Return rows, none where the engine has no time: what is known without it is still offered."""
        try:
            return ask_rows(self.graph.engine, text)
        except ClientGone:
            raise
        except QueryFailed:
            return ()

    def _about(self, subject: Token | None) -> list[Statement]:
        return [each for each in self.caret.statements if subject and each.subject.text == subject.text != "["]

    def _classes(self, subject: Token | None) -> list[str]:
        found = [
            self._iri(each.object)
            for each in self._about(subject)
            if each.predicate and self._iri(each.predicate) == _TYPE
        ]
        return [iri for iri in found if iri]

    def _pattern(self, subject: Token | None) -> str | None:
        """Return what the query says of a subject, as a pattern for ?s; None where it says too little."""
        if subject is None:
            return None
        if subject.kind != "variable" and subject.text != "[":
            iri = self._iri(subject)
            return f"VALUES ?s {{ <{iri}> }}" if iri else None
        parts = [self._statement(each, count) for count, each in enumerate(self._about(subject))]
        parts += [
            f"?other{count} <{iri}> ?s"
            for count, each in enumerate(self.caret.statements)
            if each.object == subject or (each.object.text == subject.text and subject.kind == "variable")
            if each.predicate and (iri := self._iri(each.predicate))
        ]
        return " . ".join(part for part in parts if part) or None

    def _statement(self, statement: Statement, count: int) -> str | None:
        predicate = self._iri(statement.predicate) if statement.predicate else None
        if predicate is None:
            return None
        value = self._iri(statement.object)
        return f"?s <{predicate}> {f'<{value}>' if value else f'?value{count}'}"

    def _iri(self, token: Token) -> str | None:
        iri = self.caret.iri_of(token, self.graph.names.prefixes)
        return iri if iri and _SAFE_IRI.fullmatch(iri) else None

    def _objects(self) -> Iterator[Option]:
        predicate = self.caret.position.predicate
        iri = self._iri(predicate) if predicate else None
        if iri == _TYPE:
            yield from self._class_options()
        elif self.caret.word:
            yield from self._things(self.graph.vocabulary.kinds_of_values(iri) if iri else [])
        elif iri:
            yield from self._frequent_values(iri)

    def _class_options(self) -> Iterator[Option]:
        for term in self.graph.vocabulary.all_classes:
            option = self._term(term, "class", f"{term.uses:,} thing{'' if term.uses == 1 else 's'}")
            if self._fits(option.label, option.label.partition(":")[2], term.label):
                yield option

    def _frequent_values(self, iri: str) -> Iterator[Option]:
        term = self.graph.vocabulary.properties.get(iri)
        of = f"of the first {_STATEMENTS:,}" if term and term.uses > _STATEMENTS else "uses"
        for row in self._rows(_VALUES.format(property=iri, limit=_STATEMENTS)):
            if "value" not in row:
                continue
            value, uses = row["value"], f"{int(row['n']['value']):,} {of}"
            label = row["label"]["value"] if "label" in row else ""
            if value["type"] == "uri":
                yield self._thing(value["value"], label, uses)
            elif len(value["value"]) <= 40:
                yield self._literal(value, uses)

    def _names_anywhere(self) -> Iterator[Option]:
        """Yield prefixes that begin with the word; and things of this name, where a value may stand."""
        caret = self.caret
        if ":" not in caret.word and caret.word:
            for prefix, iri in {**self.graph.names.prefixes, **caret.prefixes}.items():
                if prefix.startswith(caret.word):
                    declared = None if prefix in caret.prefixes else (prefix, iri)
                    yield Option(f"{prefix}:", f"{prefix}:", "prefix", iri, prefix=declared)
        if caret.position.part is not Part.OBJECT and "a" not in caret.expected and len(caret.word) > 1:
            yield from self._things([])

    def _things(self, kinds: Sequence[str]) -> Iterator[Option]:
        """Yield the things with a name that begins like the word, of some kinds if any are given."""
        prefix, colon, local = self.caret.word.rpartition(":")
        if colon:
            start = self.caret.prefixes.get(prefix, self.graph.names.prefixes.get(prefix, ""))
            path = start.removeprefix(self.graph.names.base) if start.startswith(self.graph.names.base) else ""
            if not path.endswith("/"):
                return
            kinds = [path.rstrip("/")]
        text = local.replace("-", " ")
        for name in self.graph.complete_name(text, list(kinds) or None, _THINGS):
            told = name.kind.replace("-", " ").capitalize()
            told += f" · {name.uses:,} entr{'y' if name.uses == 1 else 'ies'}" if name.uses else ""
            info = name.label if name.name == name.label else f"{name.label} (also called {name.name})"
            yield self._thing(name.iri, info, told)

    def _thing(self, iri: str, label: str, detail: str) -> Option:
        written, prefix = self._written(iri)
        return Option(written, written, "thing", detail, label, prefix)

    def _literal(self, value: Mapping[str, str], detail: str) -> Option:
        """Return a literal as it is written in a query."""
        plain, datatype = str(Literal(value["value"])), value.get("datatype")
        if datatype == XSD("integer").value:
            return Option(value["value"], value["value"], "value", detail)
        if datatype:
            name, prefix = self._written(datatype)
            return Option(f"{plain}^^{name}", f"{plain}^^{name}", "value", detail, prefix=prefix)
        language = f"@{value['xml:lang']}" if "xml:lang" in value else ""
        return Option(plain + language, plain + language, "value", detail)

    def _term(self, term: Term, kind: str, detail: str) -> Option:
        written, prefix = self._written(term.iri)
        return Option(written, written, kind, detail, term.definition or term.label, prefix)

    def _written(self, iri: str) -> tuple[str, tuple[str, str] | None]:
        """Return how an IRI is written here, and the prefix that has to be declared for it."""
        for prefix, start in _longest_first(self.caret.prefixes.items()):
            if iri.startswith(start) and _PLAIN.fullmatch(iri.removeprefix(start)):
                return f"{prefix}:{iri.removeprefix(start)}", None
        for prefix, start in _longest_first(self.graph.names.prefixes.items()):
            free = self.caret.prefixes.get(prefix, start) == start
            if free and iri.startswith(start) and _PLAIN.fullmatch(iri.removeprefix(start)):
                return f"{prefix}:{iri.removeprefix(start)}", (prefix, start)
        return f"<{iri}>", None


def _longest_first(prefixes: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(prefixes, key=lambda pair: -len(pair[1]))
