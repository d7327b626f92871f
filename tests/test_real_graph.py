"""The graph of the whole list: complete, right where it is easily misread, found as a physician would look for it."""

import csv
import re
from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode, QuerySolutions, Store

from medkg.build import Graph
from support import NAMES, TESTS

BASE = NAMES.base


@pytest.fixture(scope="module")
def store(real_graph: Graph) -> Store:
    made = Store()
    made.bulk_extend(real_graph.quads)
    return made


def rows(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a query, IRIs without the base."""
    found = store.query(query, prefixes=NAMES.prefixes)
    assert isinstance(found, QuerySolutions)
    for row in found:
        yield tuple(term.value.removeprefix(BASE) if term is not None else "" for term in row)


def column(store: Store, query: str) -> set[str]:
    return {row[0] for row in rows(store, query)}


def table(name: str) -> list[dict[str, str]]:
    with (TESTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_all_entries_are_there(store: Store) -> None:
    """128 by the list's own reckoning; a challenge and the data that it names are two."""
    entries = column(store, "SELECT ?e { ?e a dcat:Resource }")
    assert 128 <= len(entries) <= 150


@pytest.mark.parametrize("row", table("source-urls.tsv"), ids=lambda row: f"line-{row['line']}")
def test_each_url_is_stated_by_an_entry_that_cites_its_line(store: Store, row: dict[str, str]) -> None:
    query = f"""SELECT ?first ?last {{
        GRAPH ?stated {{ ?s ?p <{row["url"]}> }}
        GRAPH <{BASE}graph/provenance> {{ ?stated prov:wasDerivedFrom ?passage .
            ?passage medkg:firstLine ?first ; medkg:lastLine ?last }} }}"""
    line = int(row["line"])
    assert any(int(first) <= line <= int(last) for first, last in rows(store, query)), row


def test_the_table_of_urls_is_whole() -> None:
    assert len({row["url"] for row in table("source-urls.tsv")}) == 114
    assert len(table("source-counts.tsv")) == 75


@pytest.mark.parametrize("row", table("source-counts.tsv"), ids=lambda row: f"{row['entry']}-{row['count']}")
def test_each_count_is_stated_with_what_it_counts(store: Store, row: dict[str, str]) -> None:
    query = f"""SELECT ?unit ?part ?first ?last {{
        GRAPH ?stated {{ <{BASE}{row["entry"]}> medkg:extent ?x . ?x medkg:count {row["count"]} ; medkg:unit ?unit
            OPTIONAL {{ ?x medkg:part ?part }} }}
        GRAPH <{BASE}graph/provenance> {{ ?stated prov:wasDerivedFrom ?passage .
            ?passage medkg:firstLine ?first ; medkg:lastLine ?last }} }}"""
    found = [
        (unit, part) for unit, part, first, last in rows(store, query) if int(first) <= int(row["line"]) <= int(last)
    ]
    fitting = [unit for unit, part in found if row["part"] in part and unit.endswith(row["unit"])]
    assert fitting, f"{row} among {found}"


EPIDEMIOLOGY = {899_000, 258_100, 13}


def test_epidemiology_is_no_extent(store: Store) -> None:
    assert not EPIDEMIOLOGY & {int(n) for n in column(store, "SELECT ?n { ?x medkg:count ?n }")}


@pytest.mark.parametrize(
    ("entry", "access"),
    [
        ("catalog/medpix", "registration"),
        ("dataset/abide", "registration"),
        ("dataset/adni", "registration"),
        ("dataset/mimic-iii", "registration"),
        ("dataset/ct-colonography", "not-stated"),
        ("dataset/drive", "not-stated"),
        ("dataset/nki-ccrt", "contact-authors"),
        ("series/coding4cancer", "not-yet-available"),
        ("dataset/uci-heart-disease", "not-stated"),
        ("catalog/adam-encyclopedia", "open"),
    ],
)
def test_access_is_what_the_words_say(store: Store, entry: str, access: str) -> None:
    assert column(store, f"SELECT ?a {{ <{BASE}{entry}> dct:accessRights ?a }}") == {f"access/{access}"}


@pytest.mark.parametrize(
    ("entry", "license"),
    [
        ("dataset/kits19-data", "cc-by-nc-sa-4-0"),
        ("dataset/abide", "cc-by-nc-sa-3-0"),
        ("dataset/lidc", "cc-by-3-0"),
        ("dataset/sunnybrook-cardiac", "cc0-1-0"),
        ("dataset/pubmedqa", "mit"),
        ("dataset/mimic-iii", "physionet-credentialed-1-5-0"),
    ],
)
def test_a_licence_is_that_of_the_data(store: Store, entry: str, license: str) -> None:
    assert column(store, f"SELECT ?l {{ <{BASE}{entry}> dct:license ?l }}") == {f"license/{license}"}


def test_no_licence_is_made_of_conditions(store: Store) -> None:
    """Terms of use that are no public licence, and lists that contradict the page of the data, give none."""
    unlicensed = {"dataset/adni", "dataset/mura", "dataset/scr", "dataset/mini-mias", "dataset/oasis-cross-sectional"}
    assert not unlicensed & column(store, "SELECT ?e { ?e dct:license ?l }")


def test_each_licence_leads_to_its_own_address(store: Store) -> None:
    query = """SELECT ?l (COUNT(?own) AS ?n) { ?l a medkg:License
        OPTIONAL { ?l skos:exactMatch ?own FILTER(STRSTARTS(STR(?own), "https://")) } } GROUP BY ?l"""
    assert {n for _, n in rows(store, query)} == {"1"}


def test_a_day_of_publication_is_given_where_a_record_gives_it(store: Store) -> None:
    days = dict(rows(store, "SELECT ?e ?day { ?e a dcat:Resource ; dct:issued ?day }"))
    assert days["dataset/kits19-data"] == "2019-03-15"
    assert days["dataset/uci-breast-cancer"] == "1988-07-11"
    assert not {"dataset/uci-thyroid-disease", "dataset/uci-lymphography"} & days.keys()  # known by year, by month
    assert "dataset/uci-parkinsons" not in days  # donated in 2008, cited as of 2007


@pytest.mark.parametrize(
    ("concept", "entries"),
    [
        ("anatomy:eye", {"dataset/drive", "challenge/kaggle-diabetic-retinopathy"}),
        ("anatomy:brain", {"dataset/adni", "dataset/oasis-cross-sectional", "series/brats", "dataset/abide"}),
        ("anatomy:heart", {"dataset/echonet-dynamic", "dataset/sunnybrook-cardiac", "dataset/amrg-cardiac-atlas"}),
        ("anatomy:chest", {"dataset/lidc", "dataset/scr", "catalog/belarus-tuberculosis", "dataset/echonet-dynamic"}),
        ("anatomy:abdomen", {"dataset/kits19-data", "challenge/kits19", "dataset/ct-colonography"}),
        ("disease:nervous-system-disease", {"dataset/adni", "dataset/uci-parkinsons", "dataset/torgo"}),
        (
            "disease:cancer",
            {
                "dataset/uci-breast-cancer",
                "catalog/tcia",
                "dataset/i2cvb-prostate",
                "series/brats",
                "dataset/kits19-data",
            },
        ),
        ("disease:cardiovascular-disease", {"dataset/uci-heart-disease", "dataset/mesa", "dataset/determine"}),
        ("disease:infectious-disease", {"catalog/belarus-tuberculosis"}),
        ("disease:neoplasm", {"dataset/kits19-data", "dataset/uci-primary-tumor", "series/brats"}),
        ("modality:imaging", {"dataset/drive", "dataset/echonet-dynamic", "dataset/inbreast", "challenge/anhir"}),
        ("modality:mri", {"dataset/adni", "dataset/abide", "dataset/sunnybrook-cardiac", "dataset/i2cvb-prostate"}),
        ("modality:radiography", {"dataset/ddsm", "dataset/mini-mias", "dataset/scr", "dataset/mura"}),
        ("modality:ultrasound", {"dataset/echonet-dynamic"}),
        ("task:segmentation", {"dataset/drive", "challenge/kits19", "dataset/scr"}),
    ],
)
def test_a_broad_concept_finds_what_a_physician_expects(store: Store, concept: str, entries: set[str]) -> None:
    found = column(store, f"SELECT ?e {{ ?e medkg:modality|medkg:anatomicalSite|medkg:disease|medkg:task {concept} }}")
    assert entries <= found, entries - found


@pytest.mark.parametrize(
    ("concept", "entries"),
    [
        ("modality:radiography", {"dataset/lidc", "dataset/ct-colonography", "dataset/adni"}),
        ("modality:imaging", {"series/kaggle-eeg", "dataset/mimic-iii", "dataset/torgo"}),
        ("anatomy:eye", {"dataset/adni", "dataset/torgo"}),
        ("anatomy:abdomen", {"dataset/drive", "dataset/lidc"}),
        ("anatomy:chest", {"dataset/ddsm", "dataset/inbreast"}),
        ("disease:sexually-transmitted-disease", {"catalog/belarus-tuberculosis"}),
        ("disease:cancer", {"dataset/drive", "dataset/mimic-iii", "dataset/adni"}),
        ("disease:heart-disease", {"dataset/amrg-cardiac-atlas"}),
        ("modality:imaging", {"dataset/uci-liver-disorders"}),
    ],
)
def test_a_concept_does_not_find_what_has_nothing_to_do_with_it(store: Store, concept: str, entries: set[str]) -> None:
    found = column(store, f"SELECT ?e {{ ?e medkg:modality|medkg:anatomicalSite|medkg:disease|medkg:task {concept} }}")
    assert not entries & found


def test_kits19_reaches_its_meeting_from_both_sides(store: Store) -> None:
    for entry in ("challenge/kits19", "dataset/kits19-data"):
        assert column(store, f"SELECT ?e {{ <{BASE}{entry}> medkg:event ?e }}") == {"event/miccai-2019"}
    assert column(store, f"SELECT ?y {{ <{BASE}challenge/kits19> medkg:heldAt/medkg:year ?y }}") == {"2019"}


def test_the_two_mentions_of_medpix_are_one_resource(store: Store) -> None:
    for one, other in (("medpix", "medpix-library-listing"), ("medpix-library-listing", "medpix")):
        same = column(store, f"SELECT ?o {{ <{BASE}catalog/{one}> medkg:sameResourceAs ?o }}")
        assert f"catalog/{other}" in same


def test_every_entry_links_to_lines_and_has_a_description_of_our_own(store: Store) -> None:
    entries = column(store, "SELECT ?e { ?e a dcat:Resource }")
    with_lines = column(
        store,
        f"SELECT ?e {{ GRAPH <{BASE}graph/provenance> {{ ?g medkg:describesGraphOf ?e ; prov:wasDerivedFrom ?p }} }}",
    )
    described = column(store, "SELECT ?e { ?e dct:description ?d FILTER(STRLEN(?d) >= 50) ?e a dcat:Resource }")
    assert entries <= with_lines
    assert entries <= described


def test_every_curated_statement_has_a_reason_and_every_curated_triple_is_one(store: Store) -> None:
    reasoned = {
        (s, p, o)
        for s, p, o in rows(
            store,
            f"""SELECT ?s ?p ?o {{ GRAPH <{BASE}graph/provenance> {{
                ?x rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; medkg:reason ?why }} }}""",
        )
    }
    curated = set(rows(store, 'SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), "graph/curated/")) }'))
    assert len(curated) > 1000
    assert curated == reasoned


def test_every_concept_with_a_counterpart_is_mapped(store: Store) -> None:
    mapped = "skos:exactMatch|skos:closeMatch|skos:broadMatch|skos:narrowMatch|skos:relatedMatch"
    for scheme, least in (("Disease", 0.95), ("AnatomicalSite", 0.95), ("Modality", 0.6)):
        every = column(store, f"SELECT ?c {{ ?c a medkg:{scheme} }}")
        found = column(store, f"SELECT ?c {{ ?c a medkg:{scheme} ; {mapped} ?x }}")
        assert len(found) >= least * len(every), (scheme, every - found)


def test_iris_of_urls_are_iris(store: Store) -> None:
    links = store.query("SELECT ?u { ?e medkg:link ?u }", prefixes=NAMES.prefixes)
    assert isinstance(links, QuerySolutions)
    assert all(isinstance(row["u"], NamedNode) for row in links)


def test_the_examples_of_the_ontology_are_true(store: Store) -> None:
    """An example that reads like a triple, or like the path of a thing, holds in the graph."""
    checked = 0
    for term, example in rows(store, "SELECT ?t ?e { ?t skos:example ?e }"):
        statement = re.fullmatch(r"(\S+/\S+) ([\w-]+:\w+) (\S.*)", example)
        thing = re.fullmatch(r"[\w-]+/\S+", example)
        if statement is None and thing is None:
            continue
        subject, predicate, value = statement.groups() if statement else (example, "?p", "?o")
        shown = value if value[0] in '"<?' else f"<{BASE}{value}>"
        pattern = f"{{ <{BASE}{subject}> {predicate} {shown} }}"
        assert store.query(f"ASK {{ {pattern} UNION {{ GRAPH ?g {pattern} }} }}", prefixes=NAMES.prefixes), (
            term,
            example,
        )
        checked += 1
    assert checked > 70


def test_provenance_describes_every_graph(store: Store) -> None:
    graphs = column(store, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    made = column(store, f"SELECT ?g {{ GRAPH <{BASE}graph/provenance> {{ ?g prov:wasGeneratedBy ?activity }} }}")
    assert len(graphs) > 300
    assert graphs == made
