"""What the writer and the reader of the index agree on: its tables, its columns and what a match in each is worth."""

ENTRY_KINDS = ("dataset", "challenge", "series", "catalog", "service")
"""Kinds of things that have an entry of their own."""

RANK = "bm25(16.0, 8.0, 4.0, 1.0, 6.0, 3.0)"
"""What a match in each column of `words` is worth. See https://www.sqlite.org/fts5.html#the_bm25_function."""

ABOUT = "§"
"""Begins the word that stands for "linked to this thing" in the index; no word of a text has this sign."""

SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
CREATE TABLE thing (
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, label TEXT NOT NULL,
    uses INTEGER NOT NULL, narrower INTEGER NOT NULL,
    synonym TEXT NOT NULL, linked TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE name (
    id INTEGER PRIMARY KEY, thing INTEGER NOT NULL, name TEXT NOT NULL, compact TEXT NOT NULL,
    preferred INTEGER NOT NULL
);
CREATE INDEX name_compact ON name (compact);
CREATE TABLE word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, stem TEXT NOT NULL, uses INTEGER NOT NULL);
CREATE INDEX word_stem ON word (stem);
CREATE TABLE gram (gram TEXT NOT NULL, word INTEGER NOT NULL, PRIMARY KEY (gram, word)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (name, synonym, linked, text, direct, wider, tokenize = 'ascii');
CREATE VIRTUAL TABLE names USING fts5 (plain, prefix = '1 2 3', tokenize = 'ascii');
"""
"""In `thing`, several texts of one column stand one a line; in `words` the same lines stand as stems.

The columns `direct` and `wider` have a word for each thing that is linked by a statement or by inference.
The texts are taken apart before they are written, so the tokenizer only has to split at spaces: 'ascii' takes every
character beyond ASCII for a letter, whatever the Unicode version of SQLite. See https://www.sqlite.org/fts5.html.
"""


def grams(word: str) -> set[str]:
    """Return the pieces of three letters of a word, with its ends.

    >>> sorted(grams("ct"))
    ['$ct', 'ct$']
    """
    marked = f"${word}$"
    return {marked[at : at + 3] for at in range(len(marked) - 2)}
