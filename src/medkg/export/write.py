"""Writes exports into a folder."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from medkg.export.product import Outputs, Product, Recipe
from medkg.export.source import Source
from medkg.snapshot.manifest import Export
from medkg.stages import StageListener, stage, tell_nobody


def write_exports(
    folder: Path,
    source: Source,
    recipes: Sequence[Recipe],
    is_wanted: Callable[[Product], bool] = lambda _: True,
    tell: StageListener = tell_nobody,
) -> Mapping[str, Export]:
    """Return what was written into a folder, by path, in the order of the recipes.

    The same snapshot gives the same bytes. Of what the recipes make, only the products that are wanted are written.
    """
    written: dict[str, Export] = {}
    for recipe in recipes:
        wanted = tuple(filter(is_wanted, recipe.products))
        if wanted:
            with stage(recipe.name, tell), Outputs(folder, wanted) as outputs:
                recipe.write(source, outputs)
            written |= {path: _describe(product, recipe) for path, product in outputs.written.items()}
    return written


def _describe(product: Product, recipe: Recipe) -> Export:
    return Export(product.title, product.format, product.media_type, product.standard, recipe.group)
