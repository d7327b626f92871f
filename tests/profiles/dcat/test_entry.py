"""An entry in DCAT-AP: which class it has, what is told of it, and that nothing is told that the graph does not say."""

import re
from collections.abc import Callable, Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from medkg.edition import Edition
from medkg.namespaces import ADMS, DCAT, DCT, FOAF, ODRL, OWL, PROV, RDF, RDFS, SKOS, XSD
from medkg.profiles.dcat.entry import class_of, describe_entry
from medkg.profiles.dcat.topics import make_tag
from medkg.profiles.entry import PAGES
from medkg.profiles.things import Thing
from medkg.profiles.value_lists import (
    ACCESS_RIGHTS,
    COUNTRIES,
    FILE_TYPES,
    LANGUAGES,
    MEDIA_TYPES,
    STANDARDS,
    THEMES,
)
from support import NAMES, REPOSITORY

Entries = Mapping[str, Thing]
MakeThing = Callable[[str, str], Thing]

X = NAMES("dataset/x")
TAG = re.compile(r"[\w .-]{2,100}")
"""What CKAN takes for a tag."""


def values(triples: Iterable[Triple], subject: NamedNode, property: NamedNode) -> list[object]:
    return [triple.object for triple in triples if triple.subject == subject and triple.predicate == property]


def described(make_thing: MakeThing, edition: Edition, told: str, more: str = "") -> list[Triple]:
    return describe_entry(make_thing("dataset/x", f'<dataset/x> dct:title "X"@en ; {told} . {more}'), edition)


@pytest.mark.parametrize(
    ("path", "told", "kind"),
    [
        ("dataset/x", "dct:title 'X'", "Dataset"),
        ("catalog/x", "medkg:hostedBy organization:o", "Catalog"),
        ("catalog/x", "medkg:createdBy organization:o", "Dataset"),
        ("service/x", "medkg:endpoint <https://api.example/>", "DataService"),
        ("service/x", "medkg:instructions <https://api.example/>", "Resource"),
        ("series/x", "a dcat:DatasetSeries", "DatasetSeries"),
        ("series/x", "a medkg:ChallengeSeries", "Resource"),
        ("challenge/x", "a medkg:Challenge", "Resource"),
    ],
)
def test_a_class_gives_way_where_its_mandatory_facts_are_not_known(
    make_thing: MakeThing, edition: Edition, path: str, told: str, kind: str
) -> None:
    thing = make_thing(path, f"<{path}> {told} .")
    assert class_of(thing, NAMES) == DCAT(kind)
    assert values(describe_entry(thing, edition), thing.iri, RDF("type")) == [DCAT(kind)]


def test_what_is_not_known_is_not_told(make_thing: MakeThing, edition: Edition) -> None:
    triples = described(make_thing, edition, "dct:accessRights access:not-stated")
    assert {triple.predicate for triple in triples if triple.subject == X} == {
        RDF("type"),
        DCT("identifier"),
        DCT("title"),
        DCAT("distribution"),
    }


@pytest.mark.parametrize(
    ("path", "themes"),
    [
        ("dataset/adni", [THEMES("HEAL")]),
        ("catalog/tcia", [THEMES("HEAL")]),
        ("catalog/usc-sipi", []),  # holds no medical images
        ("catalog/cvonline", []),
    ],
)
def test_the_theme_is_health_where_something_medical_is_known(
    entries: Entries, edition: Edition, path: str, themes: list[NamedNode]
) -> None:
    assert values(describe_entry(entries[path], edition), entries[path].iri, DCAT("theme")) == themes


@pytest.mark.parametrize(
    ("told", "role"),
    [
        ("organization:a", DCT("creator")),
        ("organization:a, organization:b", DCT("contributor")),
    ],
)
def test_one_maker_of_a_catalog_is_its_creator(
    make_thing: MakeThing, edition: Edition, told: str, role: NamedNode
) -> None:
    thing = make_thing("catalog/x", f"<catalog/x> medkg:createdBy {told} .")
    triples = describe_entry(thing, edition)
    makers = {triple.predicate for triple in triples if triple.object == NAMES("organization/a")}
    assert makers == {role}


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("dataset/scr", "PUBLIC"),
        ("dataset/mimic-iii", None),  # registration, and somebody decides
        ("dataset/nki-ccrt", "RESTRICTED"),
        ("dataset/drive", None),
        ("series/coding4cancer", None),
    ],
)
def test_access_is_a_value_of_the_eu_list_or_absent(
    entries: Entries, edition: Edition, path: str, right: str | None
) -> None:
    found = values(describe_entry(entries[path], edition), entries[path].iri, DCT("accessRights"))
    assert found == ([ACCESS_RIGHTS(right)] if right else [])


def test_conditions_are_rights_in_words_and_terms_of_the_data_use_ontology(entries: Entries, edition: Edition) -> None:
    abide = entries["dataset/abide"].iri
    triples = describe_entry(entries["dataset/abide"], edition)
    [rights], [distribution] = values(triples, abide, DCT("rights")), values(triples, abide, DCAT("distribution"))
    assert isinstance(rights, NamedNode)
    assert isinstance(distribution, NamedNode)
    words = Literal("Requires registration; non-commercial use only", language="en")
    assert values(triples, rights, RDFS("label")) == [words]
    assert values(triples, distribution, DCT("rights")) == [rights]
    assert len(values(triples, distribution, ODRL("hasPolicy"))) == 1
    terms = [triple.object for triple in triples if triple.predicate == ODRL("rightOperand")]
    assert terms == [NamedNode("http://purl.obolibrary.org/obo/DUO_0000046")]


BY = "https://creativecommons.org/licenses/by/4.0/"
LICENSES = f"""
license:by skos:prefLabel "CC BY 4.0"@en ; skos:exactMatch <{BY}>,
  <http://publications.europa.eu/resource/authority/licence/CC_BY_4_0> . license:own skos:prefLabel "Own terms"@en ."""


@pytest.mark.parametrize(("keys", "address"), [("license:by", BY), ("license:own", NAMES("license/own").value)])
def test_the_licence_is_told_of_dataset_and_distribution_by_its_own_address(
    make_thing: MakeThing, edition: Edition, keys: str, address: str
) -> None:
    triples = described(make_thing, edition, f"dct:license {keys}", LICENSES)
    license = NamedNode(address)
    for subject in (X, NAMES("dataset/x#access")):
        assert values(triples, subject, DCT("license")) == [license]
    assert values(triples, license, RDF("type")) == [DCT("LicenseDocument")]
    assert values(triples, license, DCT("title"))


def test_of_two_licences_none_is_the_licence(make_thing: MakeThing, edition: Edition) -> None:
    triples = described(make_thing, edition, "dct:license license:by, license:own", LICENSES)
    assert DCT("license") not in {triple.predicate for triple in triples}


def test_one_host_publishes_and_the_others_contribute(make_thing: MakeThing, edition: Edition) -> None:
    told = """medkg:hostedBy organization:a, organization:b ; medkg:createdBy organization:c"""
    more = """organization:a foaf:name "A" ; skos:exactMatch <https://ror.org/00f54p054>, <http://other.example/Q1> .
      organization:b foaf:name "B" ; foaf:homepage <https://b.example/> . organization:c foaf:name "C" ."""
    triples = described(make_thing, edition, told, more)
    one, two, three = (NAMES(f"organization/{letter}") for letter in "abc")
    assert values(triples, X, DCT("publisher")) == [one]
    assert values(triples, X, DCT("contributor")) == [two]
    assert values(triples, X, DCT("creator")) == [three]
    assert values(triples, one, OWL("sameAs")) == [NamedNode("https://ror.org/00f54p054")]
    assert values(triples, two, FOAF("homepage")) == [NamedNode("https://b.example/")]
    for agent, name in ((one, "A"), (two, "B"), (three, "C")):
        assert FOAF("Agent") in values(triples, agent, RDF("type"))
        assert values(triples, agent, FOAF("name")) == [Literal(name)]


@pytest.mark.parametrize(
    ("told", "url", "title"),
    [
        ("medkg:website <https://x.example/>", "https://x.example/", "X: landing page"),
        ("medkg:informationPage <https://x.example/>", "https://x.example/", "X: information page"),
        ("medkg:relatedLink <https://x.example/>", "https://x.example/", "X: related page"),
        ("dct:issued 1", X.value, "X: no link to the data is known; this page describes them"),
    ],
)
def test_a_dataset_without_distribution_has_the_page_where_access_begins(
    make_thing: MakeThing, edition: Edition, told: str, url: str, title: str
) -> None:
    triples = described(make_thing, edition, told)
    [node] = values(triples, X, DCAT("distribution"))
    assert isinstance(node, NamedNode)
    assert values(triples, node, DCAT("accessURL")) == [NamedNode(url)]
    assert values(triples, node, DCT("title")) == [Literal(title, language="en")]


@pytest.mark.parametrize("role", PAGES)
@pytest.mark.parametrize("path", ["dataset/x", "challenge/x"])
def test_a_link_in_any_role_is_told(make_thing: MakeThing, edition: Edition, path: str, role: str) -> None:
    triples = describe_entry(make_thing(path, f"<{path}> medkg:{role} <https://x.example/> ."), edition)
    assert NamedNode("https://x.example/") in {triple.object for triple in triples}


@pytest.mark.parametrize("property", [DCAT("landingPage"), FOAF("page")], ids=["landing page", "page"])
def test_the_roles_of_pages_are_those_of_the_ontology(
    make_thing: MakeThing, edition: Edition, property: NamedNode
) -> None:
    triples = [quad.triple for quad in parse(path=REPOSITORY / "ontology/medkg.ttl", format=RdfFormat.TURTLE)]
    roles = {t.subject for t in triples if t.predicate == RDFS("subPropertyOf") and t.object == property}
    links = {role: f"https://x.example/{role}" for role in PAGES}
    told = " ; ".join(f"medkg:{role} <{address}>" for role, address in links.items())
    found = values(describe_entry(make_thing("dataset/x", f"<dataset/x> {told} ."), edition), X, property)
    assert set(found) == {NamedNode(address) for role, address in links.items() if NAMES.term(role) in roles}
    assert found


@pytest.mark.parametrize(
    ("told", "pages"),
    [
        ("medkg:accessPage <https://access.example/>", ["https://access.example/"]),
        ("medkg:accessPage <https://access.example/> ; medkg:website <https://x.example/>", ["https://x.example/"]),
        ("medkg:dataPage <https://x.example/all.zip>", []),
        ("medkg:informationPage <https://x.example/>", []),
    ],
)
def test_where_access_begins_is_the_landing_page_of_a_dataset_that_has_no_other(
    make_thing: MakeThing, edition: Edition, told: str, pages: list[str]
) -> None:
    triples = described(make_thing, edition, told)
    assert values(triples, X, DCAT("landingPage")) == [NamedNode(page) for page in pages]


def test_files_of_one_format_are_told_by_the_lists_of_the_eu_and_of_iana(entries: Entries, edition: Edition) -> None:
    found = {}
    for path, thing in entries.items():
        if thing.family == "dataset":
            triples = describe_entry(thing, edition)
            nodes = [node for node in values(triples, thing.iri, DCAT("distribution")) if isinstance(node, NamedNode)]
            found[path] = {
                value
                for node in nodes
                for name in (DCT("format"), DCAT("mediaType"))
                for value in values(triples, node, name)
            }
    assert found["dataset/kits19-data"] == set()
    assert MEDIA_TYPES("application/dicom") in found["dataset/ct-colonography"]
    assert found["dataset/inbreast"] == set(), "DICOM and XML: which distribution has which is not stated"
    conforming = values(
        describe_entry(entries["dataset/inbreast"], edition), entries["dataset/inbreast"].iri, DCT("conformsTo")
    )
    assert conforming == [STANDARDS("DICOM")]


def test_bit_depth_is_no_format_of_files(make_thing: MakeThing, edition: Edition) -> None:
    more = f"""format:xml skos:prefLabel "XML"@en ; skos:exactMatch <{FILE_TYPES("XML").value}> ."""
    triples = described(make_thing, edition, "dct:format format:xml, format:image-8bit", more)
    assert values(triples, NAMES("dataset/x#access"), DCT("format")) == [FILE_TYPES("XML")]


def test_places_languages_and_times_are_told(entries: Entries, edition: Edition) -> None:
    torgo = describe_entry(entries["dataset/torgo"], edition)
    assert values(torgo, entries["dataset/torgo"].iri, DCT("spatial")) == [COUNTRIES("CAN")]
    assert values(torgo, COUNTRIES("CAN"), SKOS("prefLabel")) == [Literal("Canada", language="en")]
    [time] = values(torgo, entries["dataset/torgo"].iri, DCT("temporal"))
    assert isinstance(time, NamedNode)
    assert values(torgo, time, DCAT("endDate")) == [Literal("2010", datatype=XSD("gYear"))]
    assert not values(
        describe_entry(entries["catalog/gastrolab"], edition), entries["catalog/gastrolab"].iri, DCT("temporal")
    ), "since when a gallery exists is no period that it covers"
    spoken = {
        value
        for thing in entries.values()
        for value in values(describe_entry(thing, edition), thing.iri, DCT("language"))
    }
    assert LANGUAGES("DEU") in spoken


def test_dates_versions_origins_and_identifiers_are_those_of_the_graph(make_thing: MakeThing, edition: Edition) -> None:
    day = Literal("2019-03-15", datatype=XSD("date"))
    told = """dct:issued "2019-03-15"^^xsd:date ; medkg:doi "10.5061/dryad.jp917" ; prov:wasDerivedFrom dataset:y ;
      medkg:usedIn challenge:c"""
    triples = described(make_thing, edition, told)
    assert values(triples, X, DCT("issued")) == [day]
    assert values(triples, X, PROV("wasDerivedFrom")) == [NAMES("dataset/y")]
    assert values(triples, X, DCT("relation")) == [NAMES("challenge/c")]
    assert values(triples, X, ADMS("identifier")) == [NAMES("dataset/x#doi")]
    notation = Literal("https://doi.org/10.5061/dryad.jp917", datatype=XSD("anyURI"))
    assert values(triples, NAMES("dataset/x#doi"), SKOS("notation")) == [notation]


def test_a_paper_is_told_by_the_address_of_its_best_identifier(entries: Entries, edition: Edition) -> None:
    triples = describe_entry(entries["dataset/abide"], edition)
    paper = NamedNode("https://doi.org/10.1038/mp.2013.78")
    assert values(triples, entries["dataset/abide"].iri, DCT("isReferencedBy")) == [paper]
    assert values(triples, paper, DCT("title"))


def test_only_a_series_of_datasets_is_a_series(entries: Entries, edition: Edition) -> None:
    oasis = describe_entry(entries["dataset/oasis-longitudinal"], edition)
    assert values(oasis, entries["dataset/oasis-longitudinal"].iri, DCAT("inSeries")) == [NAMES("series/oasis")]
    assert values(oasis, NAMES("series/oasis"), DCT("description")), "DCAT-AP demands it of each series"
    edition_of = entries["challenge/trec-cds-2014"]
    told = describe_entry(edition_of, edition)
    assert values(told, edition_of.iri, DCAT("inSeries")) == []
    assert NAMES("series/trec-cds") in values(told, edition_of.iri, DCT("relation"))


def test_no_other_entry_is_told_of_as_a_dataset(entries: Entries, edition: Edition) -> None:
    """CKAN would take the few words about it for the whole, and write them over the entry itself."""
    for thing in entries.values():
        datasets = {
            triple.subject
            for triple in describe_entry(thing, edition)
            if triple.predicate == RDF("type") and triple.object in (DCAT("Dataset"), DCAT("Catalog"))
        }
        assert datasets <= {thing.iri}


def test_ckan_takes_every_entry(entries: Entries, edition: Edition) -> None:
    taken = 0
    for thing in entries.values():
        triples = describe_entry(thing, edition)
        keywords = [word.value for word in values(triples, thing.iri, DCAT("keyword")) if isinstance(word, Literal)]
        [description] = [
            text.value for text in values(triples, thing.iri, DCT("description")) if isinstance(text, Literal)
        ]
        assert len(values(triples, thing.iri, DCT("title"))) == 1
        assert 50 <= len(description) <= 5000
        assert all(map(TAG.fullmatch, keywords))
        assert len(keywords) == len(set(keywords))
        assert {make_tag(topic.name) for topic in thing.things(NAMES.term("disease"))} <= set(keywords)
        if DCAT("Dataset") in values(triples, thing.iri, RDF("type")):
            taken += 1
            nodes = [node for node in values(triples, thing.iri, DCAT("distribution")) if isinstance(node, NamedNode)]
            assert nodes
            assert all(len(values(triples, node, DCAT("accessURL"))) == 1 for node in nodes)
    assert taken > 60


@given(st.text(max_size=300))
def test_any_text_becomes_a_tag_that_ckan_takes(text: str) -> None:
    tag = make_tag(text)
    assert len(tag) < 2 or TAG.fullmatch(tag)


@given(st.from_regex(r"[A-Za-z0-9]{1,9}( [A-Za-z0-9._-]{1,9}){0,9}", fullmatch=True))
def test_a_text_that_is_a_tag_stays_as_it_is(text: str) -> None:
    assert make_tag(text) == text
