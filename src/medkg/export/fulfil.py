"""Fulfils an order: writes many files into a folder, or one file."""

from pathlib import Path

from medkg.errors import ExportRefused
from medkg.export.order import ALL, Order, find_entry, find_products, find_profile, format_of, profiles_of
from medkg.export.product import Product
from medkg.export.source import Source
from medkg.export.table import RECIPES
from medkg.export.write import write_exports
from medkg.profiles.profile import Profile
from medkg.profiles.things import Thing
from medkg.stages import StageListener, stage


def write_many(source: Source, order: Order, folder: Path, tell: StageListener) -> None:
    """Write what is ordered into a folder: for a profile a file for each entry, else what `/exports/` has.

    Raises ExportRefused when the order cannot be fulfilled.
    """
    if order.entry:
        write_one(source, order, folder, tell)
    elif order.name != ALL and profiles_of(order.name):
        profile = find_profile(order.name, order.format)
        with stage(profile.key, tell):
            _write_entries(source, profile, folder)
    else:
        wanted = find_products(order.name, order.format)
        write_exports(folder, source, RECIPES, wanted.__contains__, tell)


def _write_entries(source: Source, profile: Profile, folder: Path) -> None:
    for thing in source.entries(profile.families):
        path = folder / thing.family / f"{thing.id}{profile.suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(profile.write(thing, source.edition))


def write_one(source: Source, order: Order, folder: Path, tell: StageListener) -> Path:
    """Return the one file that is ordered, written into a folder: an entry, or the whole of something.

    Raises ExportRefused when the order cannot be fulfilled, or makes several files.
    """
    if order.entry:
        profile, thing = find_profile(order.name, order.format), find_entry(source, order.entry)
        return _write_entry(source, profile, thing, folder)
    product = _only(find_products(order.name, order.format), order)
    write_exports(folder, source, RECIPES, product.__eq__, tell)
    return folder / product.path


def _write_entry(source: Source, profile: Profile, thing: Thing, folder: Path) -> Path:
    if thing.family not in profile.families:
        kinds = " or ".join(f"a {family}" for family in profile.families)
        raise ExportRefused(f"There is no {profile.key} of a {thing.family}: it is for {kinds}.")
    path = folder / f"{thing.id}{profile.suffix}"
    path.write_bytes(profile.write(thing, source.edition))
    return path


def _only(products: list[Product], order: Order) -> Product:
    """Return the product in the usual format, if there is one file of each format."""
    formats = [format_of(product.path) for product in products]
    if len(set(formats)) < len(formats) or "{name}" in products[0].path:
        raise ExportRefused(f"{order.name} makes several files. Name a folder with --out, such as --out exports/.")
    return products[0]
