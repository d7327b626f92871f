"""What SPARQL itself offers at a caret: keywords, functions, the variables of the query, and prefixes."""

from collections.abc import Iterator
from dataclasses import dataclass

from medkg.namespaces import Names
from medkg.pages.completion.writing import Option
from medkg.syntax.caret import Caret
from medkg.syntax.words import FUNCTIONS, KEYWORDS, PHRASES


@dataclass(frozen=True)
class Language:
    """The words of the language at one caret."""

    names: Names
    caret: Caret

    def declarations(self) -> Iterator[Option]:
        """Yield prefixes to declare, with their IRIs."""
        for prefix, iri in self.names.prefixes.items():
            if fits(self.caret, prefix) and prefix not in self.caret.prefixes:
                yield Option(f"{prefix}:", f"{prefix}: <{iri}>", "prefix", iri)

    def variables(self) -> Iterator[Option]:
        """Yield the variables of the query, where one may stand."""
        if "variable" not in self.caret.expected:
            return
        typed = self.caret.word[1:].casefold()
        for name in self.caret.variables:
            if name[1:].casefold().startswith(typed):
                yield Option(name, name, "variable")

    def keywords(self) -> Iterator[Option]:
        """Yield keywords and functions, in lower case where the word at the caret is."""
        typed = self.caret.word
        written = str.lower if typed[:1].islower() else str
        for word in (*KEYWORDS, *FUNCTIONS):
            if word not in self.caret.expected or not word.casefold().startswith(typed.casefold()):
                continue
            if word in FUNCTIONS:
                function = FUNCTIONS[word]
                name = function.call.partition("(")[0]
                yield Option(name, f"{name}(", "function", function.call, function.text)
            elif KEYWORDS[word]:
                phrase = PHRASES.get(word, word)
                yield Option(phrase, word if word == "a" else written(phrase), "keyword", info=KEYWORDS[word])

    def prefixes(self) -> Iterator[Option]:
        """Yield the prefixes that begin with the word at the caret."""
        word = self.caret.word
        if not word or ":" in word:
            return
        for prefix, iri in {**self.names.prefixes, **self.caret.prefixes}.items():
            if prefix.startswith(word):
                to_declare = None if prefix in self.caret.prefixes else (prefix, iri)
                yield Option(f"{prefix}:", f"{prefix}:", "prefix", iri, prefix=to_declare)


def fits(caret: Caret, *texts: str) -> bool:
    """Tell whether one of some texts begins like the word at the caret, or a word of it does."""
    word = caret.word.casefold()
    return any(text.casefold().startswith(word) or f" {word}" in f" {text.casefold()}" for text in texts if text)
