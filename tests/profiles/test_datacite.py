"""DataCite JSON: the mandatory properties, and the standard's own words for what is not known."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from medkg.edition import Edition
from medkg.profiles.datacite import DATACITE, describe
from medkg.profiles.things import Thing
from support import NAMES

Entries = Mapping[str, Thing]
MakeThing = Callable[[str, str], Thing]


def test_every_entry_has_what_is_mandatory(entries: Entries, edition: Edition) -> None:
    assert len(entries) > 140
    for thing in entries.values():
        found: Any = json.loads(DATACITE.write(thing, edition))
        assert found["creators"][0]["name"]
        assert found["publisher"]["name"]
        assert found["titles"][0]["title"] == thing.name
        assert found["schemaVersion"] == "http://datacite.org/schema/kernel-4"
        assert found["types"]["resourceTypeGeneral"] in {"Dataset", "Collection", "Event", "Service"}
        assert found["alternateIdentifiers"][0]["alternateIdentifier"] == thing.iri.value


def test_a_maker_that_is_not_known_is_unavailable_and_a_year_is_left_out(
    make_thing: MakeThing, edition: Edition
) -> None:
    found = describe(make_thing("dataset/x", '<dataset/x> dct:title "X"@en .'), edition)
    assert found["creators"] == [{"name": ":unav"}]
    assert found["publisher"] == {"name": ":unav"}
    assert not {"publicationYear", "doi", "dates", "rightsList"} & found.keys()


def test_organizations_have_their_identifiers(entries: Entries, edition: Edition) -> None:
    found: Any = describe(entries["dataset/lidc"], edition)
    assert found["publisher"] == {
        "name": "The Cancer Imaging Archive",
        "publisherIdentifier": "https://ror.org/02qyzaf42",
        "publisherIdentifierScheme": "ROR",
        "schemeUri": "https://ror.org",
    }
    assert found["doi"] == "10.7937/K9/TCIA.2015.LO9QL9SX"
    assert {"name": "The Cancer Imaging Archive"}.items() <= found["contributors"][0].items()


def test_papers_are_told_by_the_best_identifier_that_they_have(make_thing: MakeThing, edition: Edition) -> None:
    told = """<dataset/x> dct:isReferencedBy publication:a, publication:b, publication:c, publication:d .
    publication:a medkg:doi "10.1/a" ; medkg:pmid "1" . publication:b medkg:arxiv "1909.06146" ; medkg:pmid "2" .
    publication:c medkg:pmid "3" . publication:d schema:url <https://d.example/> ."""
    related: Any = describe(make_thing("dataset/x", told), edition)["relatedIdentifiers"]
    assert [(each["relatedIdentifierType"], each["relatedIdentifier"]) for each in related] == [
        ("DOI", "10.1/a"),
        ("arXiv", "arXiv:1909.06146"),
        ("PMID", "3"),
        ("URL", "https://d.example/"),
    ]
    assert {each["relationType"] for each in related} == {"IsDescribedBy"}


def test_licence_and_conditions_are_rights(make_thing: MakeThing, edition: Edition) -> None:
    told = """<dataset/x> dct:license <license/mit> ; dct:accessRights access:open ; dct:issued "2019-03-15"^^xsd:date .
    <license/mit> skos:prefLabel "MIT License"@en ; skos:exactMatch <https://opensource.org/license/mit> .
    access:open skos:prefLabel "open access"@en ."""
    found = describe(make_thing("dataset/x", told), edition)
    assert found["rightsList"] == [
        {"rights": "MIT License", "lang": "en", "rightsUri": "https://opensource.org/license/mit"},
        {"rights": "open access", "lang": "en", "rightsUri": f"{NAMES.base}access/open"},
    ]
    assert found["publicationYear"] == "2019"
    assert found["dates"] == [{"date": "2019-03-15", "dateType": "Issued"}]


@pytest.mark.parametrize(
    ("path", "dates"),
    [
        ("dataset/kits19-data", [{"date": "2010/2018", "dateType": "Coverage"}]),
        ("dataset/adni", None),
    ],
)
def test_a_period_with_both_ends_is_the_coverage(entries: Entries, edition: Edition, path: str, dates: Any) -> None:
    told: Any = describe(entries[path], edition).get("dates")
    assert [date for date in told or [] if date["dateType"] == "Coverage"] == (dates or [])


def test_the_year_of_a_challenge_is_none_of_publication(entries: Entries, edition: Edition) -> None:
    found = describe(entries["challenge/kits19"], edition)
    assert "publicationYear" not in found
    assert found["dates"] == [{"date": "2019", "dateType": "Other", "dateInformation": "held"}]


def test_of_several_languages_none_is_the_primary_one(entries: Entries, edition: Edition) -> None:
    assert describe(entries["dataset/nki-ccrt"], edition)["language"] == "nl"
    assert "language" not in describe(entries["catalog/pozemedicale"], edition)
