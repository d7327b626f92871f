"""What a profile is: a way to write one entry in the terms of a standard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from medkg.edition import Edition
from medkg.json_text import write_json
from medkg.profiles.things import Thing

ALL_FAMILIES = ("dataset", "series", "catalog", "service", "challenge")
"""The path segments of entries."""

Write = Callable[[Thing, Edition], bytes]
"""Returns an entry as a file; the same entry and edition give the same bytes."""


@dataclass(frozen=True)
class Profile:
    """One way to write an entry. `key` names it in commands and addresses."""

    key: str
    suffix: str
    """What follows the id in an address and a file name: `.datacite.json`."""
    media_type: str
    title: str
    """What it is, in a few words for people."""
    standard: str
    """The address of the standard."""
    write: Write
    families: tuple[str, ...] = ALL_FAMILIES
    """The kinds of entries that can be written so."""


def write_in_json(describe: Callable[[Thing, Edition], Mapping[str, object]]) -> Write:
    """Return the writer of a profile whose file is the JSON document that a function describes an entry in."""

    def write(thing: Thing, edition: Edition) -> bytes:
        return write_json(describe(thing, edition))

    return write
