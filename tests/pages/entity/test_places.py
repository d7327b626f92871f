"""Where a page leads to."""

import pytest

from medkg.pages.entity.places import DIMENSIONS, Places
from support import NAMES


def test_entries_of_several_things_are_listed_by_the_facets_of_each(places: Places) -> None:
    iris = (NAMES.base + "modality/ct", NAMES.base + "organization/x", NAMES.base + "event/miccai")
    assert places.browse(*iris) == "/at/browse?modality=ct&institution=x&event=miccai"


@pytest.mark.parametrize("iri", [NAMES.base + "unit/patient", "https://example.org/modality/ct"])
def test_what_is_no_facet_leads_nowhere(places: Places, iri: str) -> None:
    assert places.browse(NAMES.base + "modality/ct", iri) is None


@pytest.mark.parametrize(
    ("path", "family"), [("dataset/abide#extent-1", "dataset"), ("modality", "modality"), ("ontology#year", "ontology")]
)
def test_the_family_of_a_thing_is_the_start_of_its_path(places: Places, path: str, family: str) -> None:
    assert places.family(NAMES.base + path) == family
    assert places.family("https://example.org/" + path) == ""


def test_each_dimension_is_a_property_of_the_table_of_prefixes() -> None:
    for dimension in DIMENSIONS:
        for step in dimension.property.split("/"):
            assert NAMES.expand(step).value
