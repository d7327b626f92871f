"""Writes the search index of a snapshot: a SQLite file, the same bytes for the same quads."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from pyoxigraph import Quad

from medkg.namespaces import Names
from medkg.search.documents import Document, make_documents
from medkg.search.folding import compact, plain, read_words, stem, stems
from medkg.search.layout import ABOUT, RANK, SCHEMA, grams

_LONGEST_WORD = 40
"""What is longer is no word that anybody types."""


def write_index(file: Path, quads: Iterable[Quad], names: Names) -> None:
    """Write the search index of a finished graph.

    Raises OSError when the file cannot be written.
    """
    documents = make_documents(quads, names)
    try:
        with closing(sqlite3.connect(file, isolation_level=None)) as database:
            database.executescript(SCHEMA)
            database.execute("BEGIN")
            _fill(database, documents)
            database.execute("COMMIT")
    except sqlite3.OperationalError as fault:
        raise OSError(f"{file}: {fault}") from fault


def _fill(database: sqlite3.Connection, documents: Sequence[Document]) -> None:
    ids = {document.iri: id for id, document in enumerate(documents, 1)}
    database.executemany("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _things(documents))
    database.executemany(
        "INSERT INTO words (rowid, name, synonym, linked, text, direct, wider) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((ids[document.iri], *_stemmed(document), *_about(document, ids)) for document in documents),
    )
    names = list(_names(documents))
    database.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?)", names)
    database.executemany("INSERT INTO names (rowid, plain) VALUES (?, ?)", ((row[0], plain(row[2])) for row in names))
    words = _count_words(documents)
    database.executemany("INSERT INTO word VALUES (?, ?, ?, ?)", words)
    pairs = sorted((gram, id) for id, word, _, _ in words for gram in grams(word))
    database.executemany("INSERT INTO gram VALUES (?, ?)", pairs)
    database.execute("INSERT INTO words (words, rank) VALUES ('rank', ?)", (RANK,))
    database.execute("INSERT INTO words (words) VALUES ('optimize')")
    database.execute("INSERT INTO names (names) VALUES ('optimize')")


def _things(documents: Sequence[Document]) -> Iterator[tuple[object, ...]]:
    for id, found in enumerate(documents, 1):
        texts = (_as_lines(lines) for lines in (found.synonyms, found.linked, found.texts))
        yield (id, found.iri, found.kind, found.label, found.uses, found.narrower, *texts)


def _as_lines(texts: Iterable[str]) -> str:
    return "\n".join(" ".join(text.split()) for text in texts)


def _stemmed(document: Document) -> tuple[str, ...]:
    columns = ((document.label,), document.synonyms, document.linked, document.texts)
    return tuple("\n".join(" ".join(stems(text)) for text in column) for column in columns)


def _about(document: Document, ids: dict[str, int]) -> tuple[str, str]:
    """Return the words that stand for what a thing is linked to; what has no document cannot be searched for."""
    direct, wider = (
        " ".join(f"{ABOUT}{ids[thing]}" for thing in things if thing in ids)
        for things in (document.direct, document.wider)
    )
    return direct, wider


def _names(documents: Sequence[Document]) -> Iterator[tuple[int, int, str, str, int]]:
    """Yield id, thing, name, its comparable form, and whether it is the one that is shown."""
    number = 0
    for thing, document in enumerate(documents, 1):
        for name in (document.label, *document.synonyms):
            number += 1
            yield number, thing, name, compact(read_words(name)), int(name == document.label)


def _count_words(documents: Sequence[Document]) -> list[tuple[int, str, str, int]]:
    """Return id, word, stem and number of documents of every word, in the order of the alphabet."""
    counts: Counter[str] = Counter()
    for found in documents:
        lines = (found.label, *found.synonyms, *found.linked, *found.texts)
        counts.update({form for line in lines for word in read_words(line) for form in word.forms})
    words = sorted(word for word in counts if len(word) <= _LONGEST_WORD)
    return [(id, word, stem(word), counts[word]) for id, word in enumerate(words, 1)]
