"""The values of a comparison: what each is called, and where it leads."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from medkg.namespaces import RDF
from medkg.pages.words import plural, write_ages, write_extent, write_range
from medkg.sparql.ask import Row


@dataclass(frozen=True)
class Value:
    """One value of one entry: its text, and its IRI where it is a thing or an address."""

    text: str
    iri: str | None = None
    is_shared: bool = False
    """Whether another entry that is compared has it too."""

    @property
    def key(self) -> str:
        """What is the same in all entries that have the value."""
        return self.iri or self.text


def read_value(row: Row) -> Value:
    """Return a value; parts of an entry and classes need no link."""
    term = row["value"]
    is_plain = term["value"].startswith(row["entry"]["value"] + "#") or row["property"]["value"] == RDF + "type"
    return Value(_text(row), term["value"] if term["type"] == "uri" and not is_plain else None)


def _text(row: Row) -> str:
    """Return what a value is called; a node of an entry, such as an extent, is told by its parts."""
    given = {name: term["value"] for name, term in row.items()}
    part = f" ({given['part']})" if "part" in given else ""
    if "count" in given:
        return _extent(given) + part
    if given.keys() & {"youngest", "oldest", "mean"}:
        return write_ages(given.get("youngest"), given.get("oldest"), given.get("mean")) + part
    if given.keys() & {"start", "end"}:
        years = write_range(given.get("start"), given.get("end"))
        return f"{given['what']}: {years}" if "what" in given else years
    if "label" in given:
        return given["label"]
    return _address(given["value"]) if row["value"]["type"] == "uri" else given["value"]


def _extent(given: Mapping[str, str]) -> str:
    """Return such as "at least 1,200 patients" or "3 to 4 images per case"."""
    count = int(given["count"])
    most = int(given["maximum"]) if "maximum" in given else None
    unit = given["unit"] if count == 1 and most is None else plural(given["unit"])
    per = f" per {given['per']}" if "per" in given else ""
    return f"{write_extent(count, most, given.get('qualifier'))} {unit}{per}"


def _address(iri: str) -> str:
    """Return an address as people write it.

    >>> _address("https://www.example.org/data/")
    'example.org/data'
    """
    return re.sub(r"^https?://(www\.)?|/$", "", iri)
