"""Completes queries to a graph: which options come at a caret, and in which order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from medkg.namespaces import Names
from medkg.pages.completion.graph import Complete, Graph
from medkg.pages.completion.language import Language
from medkg.pages.completion.writing import Option
from medkg.pages.vocabulary import Vocabulary
from medkg.sparql.engine import Engine
from medkg.syntax.caret import Caret, find_caret
from medkg.syntax.statements import Part

_MOST = 50


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
        first = dict[str, Option]()
        for option in islice(self._options(caret), 4 * _MOST):
            first.setdefault(option.insert, option)
        return Completion(caret.start, caret.end, list(first.values())[:_MOST])

    def _options(self, caret: Caret) -> Iterator[Option]:
        """Yield the options at a caret, the likeliest first; some come twice."""
        language = Language(self.names, caret)
        if caret.before == "PREFIX":
            yield from language.declarations()
        elif caret.word[:1] in ("?", "$"):
            yield from language.variables()
        else:
            yield from self._words(caret, language)

    def _words(self, caret: Caret, language: Language) -> Iterator[Option]:
        graph = Graph(self.names, self.vocabulary, self.engine, self.complete_name, caret)
        part, expects_a = caret.position.part, "a" in caret.expected
        if expects_a and part is Part.PREDICATE:
            yield from graph.predicates()
        elif part is Part.OBJECT:
            yield from graph.objects()
        elif not caret.word:
            yield from language.variables()
        yield from language.keywords()
        if "iri" in caret.expected and caret.before not in ("BASE", "FROM"):
            yield from language.prefixes()
            if part is not Part.OBJECT and not expects_a and len(caret.word) > 1:
                yield from graph.things()
        yield from language.variables()
