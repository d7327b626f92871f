"""Which entries are compared: what stands in the address of the page."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from medkg.namespaces import Names

MOST_ENTRIES = 6
"""More columns nobody can read side by side."""


@dataclass(frozen=True)
class Choice:
    """What the address of the page asks for."""

    iris: tuple[NamedNode, ...]
    unreadable: tuple[str, ...] = ()
    """What cannot be an IRI."""
    left_out: tuple[str, ...] = ()
    """What goes beyond the number of entries that the page shows."""


def read_choice(ids: Iterable[str], names: Names) -> Choice:
    """Return the entries that ids stand for: paths below the base, prefixed names, or whole IRIs.

    >>> read_choice(["dataset/drive", "dataset:drive", "a b"], Names())
    Choice(iris=(<NamedNode value=https://w3id.org/medkg/dataset/drive>,), unreadable=('a b',), left_out=())
    """
    iris: dict[NamedNode, str] = {}
    unreadable = []
    for id in filter(None, (each.strip() for each in ids)):
        try:
            iris.setdefault(_iri(id, names), id)
        except ValueError:
            unreadable.append(id)
    return Choice(tuple(iris)[:MOST_ENTRIES], tuple(unreadable), tuple(iris.values())[MOST_ENTRIES:])


def _iri(id: str, names: Names) -> NamedNode:
    if id.startswith(("http://", "https://")):
        return NamedNode(id)
    prefix = id.partition(":")[0]
    if ":" in id and prefix in names.prefixes:
        return names.expand(id)
    return names(id)
