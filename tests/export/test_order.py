"""Orders name what there is; what there is not is refused with what there is."""

import pytest

from medkg.errors import ExportRefused
from medkg.export.order import ALL, NAMES, find_entry, find_products, find_profile, formats_of, list_orders
from medkg.export.source import Source
from medkg.export.table import PRODUCTS
from support import NAMES as IRIS


def test_all_is_every_product() -> None:
    assert find_products(ALL, None) == list(PRODUCTS)


def test_everything_that_can_be_ordered_is_listed_with_formats() -> None:
    listed = {order.name: order for order in list_orders()}
    assert {ALL, *listed} == set(NAMES)
    assert listed["dcat"].formats == ("ttl", "jsonld", "rdf", "nt")
    assert listed["croissant"].kinds == ("dataset",)
    assert listed["graph"].kinds == ()


def test_a_format_chooses_among_products() -> None:
    assert [product.path for product in find_products("dcat", "rdf")] == ["catalog.rdf.gz"]
    assert formats_of("mappings")[0] == "tsv"


def test_a_format_chooses_among_profiles_of_one_name() -> None:
    assert find_profile("dcat", None).suffix == ".dcat.ttl"
    assert find_profile("dcat", "jsonld").suffix == ".dcat.jsonld"


@pytest.mark.parametrize(
    ("name", "format", "sentence"),
    [
        ("croisant", None, r"There is no export 'croisant'\. Did you mean 'croissant'\?"),
        ("dcat", "csv", r"no dcat as 'csv'\. Formats: ttl, jsonld, rdf, nt\."),
    ],
)
def test_what_there_is_not_is_refused(name: str, format: str | None, sentence: str) -> None:
    with pytest.raises(ExportRefused, match=sentence):
        find_products(name, format)


@pytest.mark.parametrize(
    ("name", "format", "sentence"),
    [("tables", None, "'tables' is no profile of entries"), ("dcat", "rdf", "cannot be written in dcat as 'rdf'")],
)
def test_no_profile_is_refused(name: str, format: str | None, sentence: str) -> None:
    with pytest.raises(ExportRefused, match=sentence):
        find_profile(name, format)


@pytest.mark.parametrize("name", ["a", "dataset/a", "dataset:a", "https://w3id.org/medkg/dataset/a"])
def test_an_entry_is_found_by_its_iri_and_its_ends(source: Source, name: str) -> None:
    assert find_entry(source, name).iri == IRIS("dataset/a")


@pytest.mark.parametrize(
    "name", ["", "dataset", "challenge/a", "b", "https://w3id.org/medkg/dataset/", "https://x.org/a"]
)
def test_an_unknown_entry_is_refused(source: Source, name: str) -> None:
    with pytest.raises(ExportRefused, match="There is no entry"):
        find_entry(source, name)


def test_a_misspelt_entry_is_refused_with_the_nearest(real_source: Source) -> None:
    with pytest.raises(ExportRefused, match=r"Did you mean 'dataset/abide'\?"):
        find_entry(real_source, "dataset/abdie")
