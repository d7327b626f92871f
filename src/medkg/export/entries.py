"""All entries in the terms of a profile, one file for each profile; every entry is read once for all of them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from medkg.edition import Edition
from medkg.export.product import Outputs, Product, Recipe
from medkg.export.source import Source
from medkg.profiles.table import PROFILES
from medkg.profiles.things import Thing


def _one_line(document: bytes) -> bytes:
    """Return a JSON document in one line."""
    return json.dumps(json.loads(document), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _without_brackets(document: bytes) -> bytes:
    """Return the items of a JSON list of one line."""
    return _one_line(document)[1:-2]


@dataclass(frozen=True)
class _Bundle:
    """How many entries stand in one file."""

    ending: str
    item: Callable[[bytes], bytes]
    begin: bytes = b""
    between: bytes = b""
    end: bytes = b""
    media_type: str = ""
    """Of the file, where it is not that of one entry."""


def _lines(ending: str) -> _Bundle:
    return _Bundle(ending, _one_line, media_type="application/x-ndjson")


def _texts(ending: str) -> _Bundle:
    return _Bundle(ending, bytes, between=b"\n")


_BUNDLES = {
    "schema": _lines("schema.ndjson"),
    "croissant": _lines("croissant.ndjson"),
    "datacite": _lines("datacite.ndjson"),
    "bibtex": _texts("bib"),
    "ris": _texts("ris"),
    "csl": _Bundle("csl.json", _without_brackets, b"[\n", b",\n", b"\n]\n"),
}
"""By profile. Those of DCAT are not here: whole catalogs are written in their terms."""


def _product(key: str, bundle: _Bundle) -> Product:
    profile = PROFILES[key]
    media_type = bundle.media_type or profile.media_type
    return Product(f"entries.{bundle.ending}.gz", media_type, f"All entries: {profile.title}", profile.standard)


ENTRY_FILES = {key: _product(key, bundle) for key, bundle in _BUNDLES.items()}
"""Profile → the file with all entries."""


class _File:
    """The file of a profile, to which one entry after the other is added."""

    def __init__(self, key: str, file: BinaryIO) -> None:
        self._profile, self._bundle, self._file = PROFILES[key], _BUNDLES[key], file
        self._between = b""
        file.write(self._bundle.begin)

    def add(self, thing: Thing, edition: Edition) -> None:
        if thing.family in self._profile.families:
            self._file.write(self._between + self._bundle.item(self._profile.write(thing, edition)))
            self._between = self._bundle.between

    def end(self) -> None:
        self._file.write(self._bundle.end)


def _write(source: Source, outputs: Outputs) -> None:
    files = [_File(key, outputs.open(product)) for key, product in ENTRY_FILES.items() if outputs.wants(product)]
    for thing in source.entries():
        for file in files:
            file.add(thing, source.edition)
    for file in files:
        file.end()


ENTRIES = Recipe("entries", "entries", tuple(ENTRY_FILES.values()), _write)
