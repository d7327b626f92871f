"""Descriptions in the terms of schema.org, with what the graph says and nothing else."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rdflib import BNode, Graph

from medkg.edition import Edition
from medkg.namespaces import DCAT, DCT, SCHEMA
from medkg.profiles.profile import Profile
from medkg.profiles.schema_org import SCHEMA_ORG, describe
from medkg.profiles.table import PROFILES
from medkg.profiles.things import Thing
from support import NAMES

Entries = Mapping[str, Thing]
MakeThing = Callable[[str, str], Thing]

JSON_LD = [PROFILES["schema"], PROFILES["croissant"]]


def made_up(make_thing: MakeThing, edition: Edition, told: str, path: str = "dataset/x") -> Any:
    return describe(make_thing(path, f"<{path}> {told} ."), edition)


def test_a_dataset_is_told_with_its_makers_techniques_and_diseases(entries: Entries, edition: Edition) -> None:
    found: Any = describe(entries["dataset/kits19-data"], replace(edition, site="https://here.example/"))
    assert (found["@type"], found["@id"]) == ("Dataset", f"{NAMES.base}dataset/kits19-data")
    assert found["url"] == "https://here.example/dataset/kits19-data"
    assert found["creator"]["name"] == "University of Minnesota"
    assert "https://ror.org/017zqws13" in found["creator"]["sameAs"]
    assert found["measurementTechnique"]["name"] == "contrast-enhanced CT"
    assert [condition["name"] for condition in found["healthCondition"]] == ["kidney cancer", "kidney neoplasm"]
    assert found["subjectOf"]["@id"] == f"{NAMES.base}challenge/kits19"
    assert "kidney" in found["keywords"]


def test_papers_meetings_and_series_have_names(entries: Entries, edition: Edition) -> None:
    abide: Any = describe(entries["dataset/abide"], edition)
    assert abide["citation"]["name"].startswith("The autism brain imaging data exchange")
    assert "https://doi.org/10.1038/mp.2013.78" in abide["citation"]["identifier"]
    kits: Any = describe(entries["challenge/kits19"], edition)
    meeting = {"@type": "Event", "@id": f"{NAMES.base}event/miccai-2019", "name": "MICCAI 2019"}
    assert meeting in [kits["superEvent"], *kits["superEvent"]]
    oasis: Any = describe(entries["dataset/oasis-longitudinal"], edition)
    assert oasis["isPartOf"]["name"] == "Open Access Series of Imaging Studies"


def test_what_is_not_stated_is_left_out(entries: Entries, edition: Edition) -> None:
    found = describe(entries["dataset/kits19-data"], edition)
    assert not {"conditionsOfAccess", "isAccessibleForFree", "distribution", "version"} & found.keys()
    assert describe(entries["dataset/abide"], edition)["conditionsOfAccess"] == "Requires registration"


@pytest.mark.parametrize(
    ("told", "is_free"),
    [
        ("dct:accessRights access:open", True),
        ("medkg:usageCondition usage:free-of-charge", True),
        ("dct:accessRights access:registration", None),
        ("dct:accessRights access:not-stated", None),
    ],
)
def test_only_what_is_said_to_be_free_is_free(
    make_thing: MakeThing, edition: Edition, told: str, is_free: bool | None
) -> None:
    assert made_up(make_thing, edition, told).get("isAccessibleForFree") is is_free


def test_a_page_is_no_file_to_download(entries: Entries, edition: Edition) -> None:
    assert entries["dataset/drive"].things(DCAT("distribution"))
    assert "distribution" not in describe(entries["dataset/drive"], edition)


def test_a_file_is_told_with_its_address_and_format(make_thing: MakeThing, edition: Edition) -> None:
    told = """dcat:distribution <dataset/x#distribution-1> ; dct:format format:dicom .
    format:dicom skos:closeMatch <https://www.iana.org/assignments/media-types/application/dicom> .
    <dataset/x#distribution-1> dct:title "All"@en ; dcat:downloadURL <https://files.example/all.zip>"""
    assert made_up(make_thing, edition, told)["distribution"] == {
        "@type": "DataDownload",
        "@id": f"{NAMES.base}dataset/x#distribution-1",
        "name": "All",
        "contentUrl": "https://files.example/all.zip",
        "encodingFormat": "application/dicom",
    }


def test_licence_date_and_doi_are_those_of_the_data(make_thing: MakeThing, edition: Edition) -> None:
    told = """dct:license <license/mit> ; dct:issued "2019-03-15"^^xsd:date ; medkg:doi "10.1/x" .
    <license/mit> skos:exactMatch <https://opensource.org/license/mit>"""
    found = made_up(make_thing, edition, told)
    assert found["license"] == "https://opensource.org/license/mit"
    assert found["datePublished"] == "2019-03-15"
    assert found["identifier"] == [f"{NAMES.base}dataset/x", "https://doi.org/10.1/x"]
    assert found["sameAs"] == "https://doi.org/10.1/x"
    assert found["sdLicense"] == edition.licence.value


def test_a_count_with_one_bound_has_one_bound(make_thing: MakeThing, edition: Edition) -> None:
    told = """medkg:extent <dataset/x#extent-1>, <dataset/x#extent-2> .
    <dataset/x#extent-1> medkg:count 20 ; medkg:countQualifier "at-least" ; medkg:unit unit:scan .
    <dataset/x#extent-2> medkg:count 3 ; medkg:maximumCount 4 ; medkg:unit unit:scan"""
    lowest, range = made_up(make_thing, edition, told)["size"]
    assert (lowest.get("value"), lowest["minValue"], lowest.get("maxValue")) == (None, 20, None)
    assert (range["minValue"], range["maxValue"]) == (3, 4)


def test_who_made_a_challenge_organizes_it_rather_than_its_platform(entries: Entries, edition: Edition) -> None:
    kits19: Any = describe(entries["challenge/kits19"], edition)
    assert kits19["organizer"]["name"] == "University of Minnesota"
    trec: Any = describe(entries["challenge/trec-cds-2014"], edition)
    assert trec["organizer"]["@id"] == f"{NAMES.base}organization/nist"
    melbourne: Any = describe(entries["challenge/melbourne-seizure-prediction"], edition)
    assert {one["name"] for one in melbourne["contributor"]} == {"Mayo Clinic", "University of Pennsylvania"}


def test_a_catalog_is_no_part_of_an_index_that_lists_it(entries: Entries, edition: Edition) -> None:
    found: Any = describe(entries["catalog/dermnet"], edition)
    assert "isPartOf" not in found
    assert found["subjectOf"]["@id"] == f"{NAMES.base}catalog/omnimedicalsearch-image-databases"


def test_a_challenge_has_its_years_and_a_series_none(entries: Entries, edition: Edition) -> None:
    found = describe(entries["challenge/digital-mammography-dream"], edition)
    assert (found["startDate"], found["endDate"]) == ("2016", "2017")
    assert not {"startDate", "endDate"} & describe(entries["series/brats"], edition).keys()


@pytest.mark.parametrize(
    ("path", "type"),
    [
        ("dataset/torgo", "Dataset"),
        ("series/oasis", "Dataset"),
        ("series/brats", "EventSeries"),
        ("challenge/kits19", "Event"),
        ("catalog/tcia", "DataCatalog"),
        ("service/pubmed-web-api", "WebAPI"),
    ],
)
def test_each_kind_has_its_type(entries: Entries, edition: Edition, path: str, type: str) -> None:
    assert describe(entries[path], edition)["@type"] == type


def test_every_dataset_has_what_search_engines_require(entries: Entries, edition: Edition) -> None:
    described = [describe(thing, edition) for thing in entries.values()]
    datasets = [found for found in described if found["@type"] == "Dataset"]
    assert len(datasets) > 60
    assert [found["@id"] for found in datasets if not found["name"]] == []
    assert [found["@id"] for found in datasets if not 50 <= len(str(found["description"])) <= 5000] == []


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib warns of itself
@pytest.mark.parametrize("profile", JSON_LD, ids=lambda profile: profile.key)
def test_two_parsers_read_the_same_and_nothing_from_elsewhere(
    entries: Entries, edition: Edition, profile: Profile
) -> None:
    written = [profile.write(thing, edition) for thing in entries.values() if thing.family in profile.families]
    assert len(written) > 60
    for body in written:
        assert isinstance(json.loads(body)["@context"], dict)
        ours = {str(quad.triple) for quad in parse(body, RdfFormat.JSON_LD)}
        graph = Graph().parse(data=body, format="json-ld")
        assert not any(isinstance(term, BNode) for triple in graph for term in triple)
        assert ours == {str(quad.triple) for quad in parse(graph.serialize(format="nt"), RdfFormat.N_TRIPLES)}


@given(title=st.text(min_size=1), keyword=st.text(min_size=1))
def test_any_text_comes_through_whole(title: str, keyword: str) -> None:
    iri = NAMES("dataset/x")
    thing = Thing(iri, {iri: {DCT("title"): [Literal(title)], DCAT("keyword"): [Literal(keyword)]}})
    quads = list(parse(SCHEMA_ORG.write(thing, Edition(NAMES, "")), RdfFormat.JSON_LD))
    said = {(quad.predicate, quad.object) for quad in quads if quad.subject == iri}
    assert {(SCHEMA("name"), Literal(title)), (SCHEMA("keywords"), Literal(keyword))} <= said


def test_what_is_no_web_address_is_no_link(make_thing: MakeThing, edition: Edition) -> None:
    told = """medkg:createdBy organization:o ; medkg:website <javascript:alert(1)> .
    organization:o foaf:name "O" ; foaf:homepage <data:text/html,x> ; skos:exactMatch <javascript:alert(2)>"""
    assert "javascript" not in json.dumps(made_up(make_thing, edition, told))
    assert "data:" not in json.dumps(made_up(make_thing, edition, told))


def test_the_description_names_its_publisher_and_its_catalog(entries: Entries, edition: Edition) -> None:
    found: Any = describe(entries["dataset/abide"], edition)
    assert found["sdPublisher"]["name"] == "medkg"
    assert NamedNode(found["includedInDataCatalog"]["@id"]) == NAMES("catalog")
    assert found["sdDatePublished"] == "2026-11-27"
