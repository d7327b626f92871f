"""Orders: what can be ordered by name, the whole of something, or one entry in the terms of a profile."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from medkg.catalog.rules import did_you_mean
from medkg.errors import ExportRefused
from medkg.export.product import Product
from medkg.export.source import Source
from medkg.export.table import OFFERS, PRODUCTS
from medkg.profiles.profile import Profile
from medkg.profiles.table import PROFILES
from medkg.profiles.things import Thing

ALL = "all"
"""Orders everything, as it stands in `/exports/`."""

NAMES = (ALL, *OFFERS)


@dataclass(frozen=True)
class Order:
    """What is asked for: something by name, in a format if one is given; one entry, or all."""

    name: str
    format: str | None = None
    entry: str | None = None


@dataclass(frozen=True)
class Listed:
    """Something that can be ordered by a name."""

    name: str
    title: str
    formats: tuple[str, ...]
    kinds: tuple[str, ...]
    """The kinds of entries that can be ordered one by one."""


def format_of(path: str) -> str:
    """Return the format of a file by its ending, compressed or not.

    >>> format_of("catalog.ttl.gz"), format_of("mappings/{name}.sssom.tsv")
    ('ttl', 'tsv')
    """
    return path.removesuffix(".gz").rpartition(".")[2]


def formats_of(name: str) -> list[str]:
    """Return the formats in which something can be ordered, the usual one first."""
    return list(dict.fromkeys(format_of(product.path) for product in _products(name)))


def find_products(name: str, format: str | None) -> list[Product]:
    """Return the products that have a name and, if one is given, a format.

    Raises ExportRefused when there are none.
    """
    products = [product for product in _products(name) if format in (None, format_of(product.path))]
    if not products:
        raise ExportRefused(f"There is no {name} as {format!r}. Formats: {', '.join(formats_of(name))}.")
    return products


def _products(name: str) -> tuple[Product, ...]:
    if name == ALL:
        return PRODUCTS
    if name not in OFFERS:
        raise ExportRefused(f"There is no export {name!r}.{did_you_mean(name, NAMES)} See 'medkg export --list'.")
    return OFFERS[name].products


def profiles_of(name: str) -> list[Profile]:
    """Return the profiles in which one entry can be ordered by a name: `dcat` has one for each format."""
    return [profile for key, profile in PROFILES.items() if key.partition("-")[0] == name]


def find_profile(name: str, format: str | None) -> Profile:
    """Return the profile that has a name and, if one is given, a format.

    Raises ExportRefused when there is none.
    """
    profiles = profiles_of(name)
    if not profiles:
        known = [key for key in OFFERS if profiles_of(key)]
        raise ExportRefused(f"{name!r} is no profile of entries. Profiles: {', '.join(known)}.")
    fitting = [profile for profile in profiles if format in (None, format_of(profile.suffix))]
    if not fitting:
        formats = ", ".join(format_of(profile.suffix) for profile in profiles)
        raise ExportRefused(f"An entry cannot be written in {name} as {format!r}. Formats: {formats}.")
    return fitting[0]


def find_entry(source: Source, name: str) -> Thing:
    """Return the entry with an IRI, or an IRI that ends with a path or id: `abide`, `dataset/abide`.

    Raises ExportRefused when there is none.
    """
    ending = name.replace(":", "/") if "//" not in name else name
    for iri in source.entry_iris:
        if iri.value == name or iri.value.endswith(f"/{ending}"):
            return source.read([iri])[0]
    raise ExportRefused(f"There is no entry {name!r}.{did_you_mean(ending, _ids(source.entry_iris))}")


def _ids(entries: Iterable[NamedNode]) -> list[str]:
    """Return the ids of entries, and the paths that end with them."""
    return [part for iri in entries for part in ("/".join(iri.value.rsplit("/", 2)[-2:]), iri.value.rpartition("/")[2])]


def list_orders() -> list[Listed]:
    """Return everything that can be ordered, in the order of the table."""
    return [Listed(name, offer.title, tuple(formats_of(name)), _kinds_of(name)) for name, offer in OFFERS.items()]


def _kinds_of(name: str) -> tuple[str, ...]:
    return next((profile.families for profile in profiles_of(name)), ())
