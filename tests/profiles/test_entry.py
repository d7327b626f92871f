"""What profiles ask of an entry."""

from collections.abc import Callable, Mapping

import pytest
from pyoxigraph import RdfFormat, parse

from medkg.edition import Edition
from medkg.namespaces import DCAT, DCT, RDFS
from medkg.profiles.entry import PAGES, Entry, Extent, Kind, Licence
from medkg.profiles.things import Thing
from support import NAMES, REPOSITORY

MakeThing = Callable[[str, str], Thing]


def made_up(make_thing: MakeThing, edition: Edition, told: str, path: str = "dataset/x") -> Entry:
    return Entry(make_thing(path, f"<{path}> {told} ."), edition)


def test_every_role_of_a_link_has_a_place_among_the_pages_but_what_only_programs_ask() -> None:
    triples = [quad.triple for quad in parse(path=REPOSITORY / "ontology/medkg.ttl", format=RdfFormat.TURTLE)]
    links, endpoint = {NAMES.term("link"), NAMES.term("dataLink")}, DCAT("endpointURL")
    told = {(triple.subject, triple.object) for triple in triples if triple.predicate == RDFS("subPropertyOf")}
    roles = {role for role, wider in told if wider in links and (role, endpoint) not in told} - links
    assert {NAMES.term(local) for local in PAGES} == roles


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("dataset/abide", "http://fcon_1000.projects.nitrc.org/indi/abide/"),
        ("dataset/kits19-data", "https://github.com/neheller/kits19/"),
        ("challenge/kits19", "https://kits19.grand-challenge.org/"),
        ("catalog/dermnet", None),
    ],
)
def test_an_entry_stands_at_its_own_page_rather_than_at_some_of_its_data(
    entries: Mapping[str, Thing], edition: Edition, path: str, page: str | None
) -> None:
    assert Entry(entries[path], edition).page == page


def test_a_link_that_no_browser_follows_is_no_page(make_thing: MakeThing, edition: Edition) -> None:
    entry = made_up(make_thing, edition, "medkg:website <javascript:alert(1)> ; medkg:dataPage <https://data.example/>")
    assert entry.page == "https://data.example/"
    assert entry.landing_pages == []


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("dataset/torgo", Kind("Dataset", "Dataset", "dataset", "DATA")),
        ("series/oasis", Kind("Dataset", "Collection", "dataset", "DATA")),
        ("series/brats", Kind("EventSeries", "Event", "event", "GEN")),
        ("challenge/kits19", Kind("Event", "Event", "event", "GEN")),
        ("service/pubmed-web-api", Kind("WebAPI", "Service", "software", "COMP")),
    ],
)
def test_each_standard_has_its_word_for_a_kind(
    entries: Mapping[str, Thing], edition: Edition, path: str, kind: Kind
) -> None:
    assert Entry(entries[path], edition).kind == kind


@pytest.mark.parametrize(
    ("path", "year"),
    [
        ("challenge/kits19", "2019"),
        ("challenge/digital-mammography-dream", None),  # of two years
        ("series/brats", None),
        ("catalog/usc-sipi", None),  # the year is that of its first edition
    ],
)
def test_only_a_challenge_of_one_year_was_held_in_it(
    entries: Mapping[str, Thing], edition: Edition, path: str, year: str | None
) -> None:
    entry = Entry(entries[path], edition)
    assert (entry.held, entry.published) == (year, None)


def test_the_day_of_issue_gives_the_year(make_thing: MakeThing, edition: Edition) -> None:
    entry = made_up(make_thing, edition, 'dct:issued "2019-03-15"^^xsd:date ; medkg:year "2018"^^xsd:gYear')
    assert (entry.issued, entry.published, entry.held) == ("2019-03-15", "2019", None)


def test_access_that_is_not_stated_is_not_told(entries: Mapping[str, Thing], edition: Edition) -> None:
    access = Entry(entries["dataset/abide"], edition).access
    assert access is not None
    assert access.name == "registration required"
    assert Entry(entries["dataset/kits19-data"], edition).access is None


def test_a_licence_is_named_by_its_own_address_before_any_list_of_licences(
    make_thing: MakeThing, edition: Edition
) -> None:
    told = """dct:license <license/cc-by-4.0>, <license/odd> .
    <license/cc-by-4.0> skos:prefLabel "CC BY 4.0"@en ; skos:exactMatch <http://spdx.org/licenses/CC-BY-4.0>,
      <http://publications.europa.eu/resource/authority/licence/CC_BY_4_0>,
      <https://creativecommons.org/licenses/by/4.0/> .
    <license/odd> skos:prefLabel "Odd"@en"""
    assert made_up(make_thing, edition, told).licences == [
        Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        Licence("Odd", f"{NAMES.base}license/odd"),
    ]


def test_counts_keep_their_units_and_parts(entries: Mapping[str, Thing], edition: Edition) -> None:
    iri = f"{NAMES.base}dataset/kits19-data"
    assert Entry(entries["dataset/kits19-data"], edition).extents == [
        Extent(f"{iri}#extent-1", "patient", 300),
        Extent(f"{iri}#extent-2", "patient", 210, part="training set"),
        Extent(f"{iri}#extent-3", "patient", 90, part="test set"),
    ]


def test_a_range_and_what_it_is_per_are_told() -> None:
    assert Extent("#1", "scan", 3, maximum=4, per="patient").text == "scan: 3 to 4 per patient"


def test_a_period_without_years_is_none(entries: Mapping[str, Thing], edition: Edition) -> None:
    assert Entry(entries["dataset/kits19-data"], edition).periods == ["2010/2018"]
    assert Entry(entries["dataset/adni"], edition).periods == ["2004/.."]
    assert Entry(entries["dataset/drive"], edition).periods == []


@pytest.mark.parametrize("path", ["catalog/grand-challenge", "catalog/gray-anatomy", "series/miccai-challenges"])
def test_a_period_of_existence_or_running_is_none_that_data_cover(
    entries: Mapping[str, Thing], edition: Edition, path: str
) -> None:
    assert entries[path].things(DCT("temporal"))
    assert Entry(entries[path], edition).periods == []


def test_papers_come_with_their_identifiers(entries: Mapping[str, Thing], edition: Edition) -> None:
    [paper] = Entry(entries["challenge/kits19"], edition).papers
    assert paper.links == [
        ("DOI", "10.1016/j.media.2020.101821", "https://doi.org/10.1016/j.media.2020.101821"),
        ("arXiv", "1912.01054", "https://arxiv.org/abs/1912.01054"),
    ]
    assert paper.year == "2021"
