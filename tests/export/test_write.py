"""Exports are the same bytes whenever and wherever they are written, and nothing is made that nobody wants."""

from pathlib import Path

import pytest

from medkg.export.product import Outputs, Product, Recipe
from medkg.export.source import Source
from medkg.export.table import OFFERS, PRODUCTS, RECIPES
from medkg.export.write import write_exports
from medkg.snapshot.reader import Snapshot


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_writing_again_gives_the_same_bytes(exports: Path, real_source: Source, tmp_path: Path) -> None:
    written = write_exports(tmp_path / "elsewhere", real_source, RECIPES)
    assert files_below(tmp_path / "elsewhere") == files_below(exports)
    assert set(written) == set(files_below(exports))


def test_the_manifest_lists_every_export(exports: Path, real_snapshot: Snapshot) -> None:
    manifest = real_snapshot.manifest
    assert set(manifest.exports) == set(files_below(exports))
    for path, content in files_below(exports).items():
        assert manifest.files[f"exports/{path}"].bytes == len(content)
    found = manifest.exports["mappings/anatomy.sssom.tsv"]
    assert (found.title, found.format, found.group) == (
        "Matches of anatomy with other vocabularies",
        "SSSOM",
        "mappings",
    )
    assert (manifest.exports["catalog.ttl.gz"].media_type, manifest.exports["catalog.ttl.gz"].group) == (
        "text/turtle",
        "catalog",
    )


def test_no_compressed_file_tells_when_it_was_made(exports: Path) -> None:
    for path, content in files_below(exports).items():
        if path.endswith(".gz"):
            assert content[:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # neither name nor time, RFC 1952 2.3


@pytest.mark.parametrize("product", [p for p in PRODUCTS if "{name}" not in p.path], ids=lambda product: product.path)
def test_each_product_can_be_written_alone(product: Product, source: Source, tmp_path: Path) -> None:
    write_exports(tmp_path, source, RECIPES, product.__eq__)
    there_are_none = product.path.startswith("shapes.")  # in the small snapshot
    assert set(files_below(tmp_path)) == (set() if there_are_none else {product.path})


def test_every_product_has_a_path_of_its_own_and_a_name_to_order_it() -> None:
    assert len({product.path for product in PRODUCTS}) == len(PRODUCTS)
    assert {product for offer in OFFERS.values() for product in offer.products} == set(PRODUCTS)


def test_files_are_closed_and_what_was_put_aside_is_gone_when_writing_fails(source: Source, tmp_path: Path) -> None:
    product = Product("a.gz", "text/plain", "A")

    def write(_: Source, outputs: Outputs) -> None:
        outputs.open(product).write(b"begun")
        (outputs.scratch() / "large").write_bytes(b"1")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_exports(tmp_path, source, [Recipe("a", "a", (product,), write)])
    assert list(files_below(tmp_path)) == ["a.gz"]
