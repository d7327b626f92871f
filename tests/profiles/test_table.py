"""The profiles together: each can be told from the others, and writes whatever a graph says."""

import pytest
from pyoxigraph import Literal, NamedNode

from medkg.edition import Edition
from medkg.namespaces import DCAT, DCT, PROV
from medkg.profiles.profile import Profile
from medkg.profiles.table import PROFILES
from medkg.profiles.things import Term, Thing
from support import NAMES

PROPERTIES = (
    *map(DCT, ("accessRights", "format", "isPartOf", "isReferencedBy", "issued", "language", "license", "spatial")),
    *(DCT("temporal"), DCAT("distribution"), DCAT("inSeries"), PROV("wasDerivedFrom")),
    *map(
        NAMES.term, ("createdBy", "extent", "heldAt", "hostedBy", "inCatalog", "modality", "usageCondition", "usedIn")
    ),
)

VALUES: tuple[Term, ...] = (
    NamedNode("urn:isbn:0451450523"),
    NamedNode("https://other.example/"),
    NAMES("organization/o"),
    NAMES("catalog"),
    Literal("soon"),
)
"""What other programs may have put where entries, concepts, dates and numbers are expected."""


def test_suffixes_are_not_shared() -> None:
    assert len({profile.suffix for profile in PROFILES.values()}) == len(PROFILES)


@pytest.mark.parametrize("property", PROPERTIES, ids=lambda value: value.value)
@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.key)
def test_no_value_that_is_out_of_place_stops_a_profile(profile: Profile, property: NamedNode) -> None:
    for family in profile.families:
        iri = NAMES(f"{family}/x")
        for value in VALUES:
            assert profile.write(Thing(iri, {iri: {property: [value]}}), Edition(NAMES, "0123abcd"))


@pytest.mark.parametrize("count", ["many", "12.5", "9" * 5000, "-1"])
@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.key)
def test_what_is_no_count_is_not_told(profile: Profile, count: str) -> None:
    iri, extent = NAMES("dataset/x"), NAMES("dataset/x#extent-1")
    counted = {NAMES.term("count"): [Literal(count)], NAMES.term("unit"): [NAMES("unit/patient")]}
    thing = Thing(iri, {iri: {NAMES.term("extent"): [extent]}, extent: counted})
    assert count.encode() not in profile.write(thing, Edition(NAMES, ""))
