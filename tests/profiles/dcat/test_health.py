"""A dataset in HealthDCAT-AP: facts of the graph only, and an honest count of what is missing."""

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from rdflib import Graph, URIRef

from medkg.edition import Edition
from medkg.namespaces import DCAT, DCATAP, DCT, HEALTH, RDF, XSD, local_name
from medkg.profiles.dcat.health import ELEMENTS, describe_dataset, describe_datasets, missing_elements
from medkg.profiles.rdf_text import write_triples
from medkg.profiles.things import Thing
from medkg.profiles.value_lists import HEALTH_CATEGORIES, HEALTH_THEMES
from support import NAMES, REPOSITORY

Entries = Mapping[str, Thing]
MakeThing = Callable[[str, str], Thing]

X = NAMES("dataset/x")
SHAPES = REPOSITORY.parent / "shared" / "validators" / "shapes"
VALIDATOR = SHAPES.parent / "healthdcat_ap.py"
SH = "http://www.w3.org/ns/shacl#"

ALWAYS = {DCT("title"), DCT("description"), DCT("identifier"), DCAT("theme"), DCAT("distribution")}
"""What every dataset has."""

OTHER_NAMES = {
    "geographical coverage": "spatial coverage",
    "has personal data": "personal data",
    "hdab": "health data access body",
    "is structured": "structured data",
}
"""What the validator calls an element → our name of it."""


def numbers(triples: list[Triple], subject: NamedNode, name: str) -> list[Literal]:
    found = [triple.object for triple in triples if triple.subject == subject and triple.predicate == HEALTH(name)]
    assert all(isinstance(number, Literal) and number.datatype == XSD("nonNegativeInteger") for number in found)
    return [number for number in found if isinstance(number, Literal)]


@pytest.mark.parametrize(
    ("extents", "people"),
    [
        (["medkg:count 300 ; medkg:unit unit:patient"], "300"),
        (["medkg:count 31 ; medkg:unit unit:person"], "31"),
        (
            [
                "medkg:count 300 ; medkg:unit unit:patient",
                "medkg:count 90 ; medkg:unit unit:patient ; medkg:part 'test'@en",
            ],
            "300",
        ),
        (["medkg:count 90 ; medkg:unit unit:patient ; medkg:part 'test set'@en"], None),
        (["medkg:count 6500 ; medkg:unit unit:patient ; medkg:countQualifier 'more-than'"], None),
        (["medkg:count 3 ; medkg:maximumCount 4 ; medkg:unit unit:patient"], None),
        (["medkg:count 2 ; medkg:unit unit:patient ; medkg:perUnit unit:centre"], None),
        (["medkg:count 300 ; medkg:unit unit:patient", "medkg:count 310 ; medkg:unit unit:person"], None),
        (["medkg:count 500 ; medkg:unit unit:image"], None),
    ],
)
def test_people_are_counted_where_all_are_known_exactly(
    make_thing: MakeThing, edition: Edition, extents: list[str], people: str | None
) -> None:
    told = "".join(
        f"<dataset/x> medkg:extent <dataset/x#e{i}> . <dataset/x#e{i}> {e} . " for i, e in enumerate(extents)
    )
    thing = make_thing("dataset/x", told + "unit:patient skos:broader unit:person .")
    found = numbers(describe_dataset(thing, edition), X, "numberOfUniqueIndividuals")
    assert [number.value for number in found] == ([people] if people else [])


def test_real_numbers_are_those_of_the_source(entries: Entries, edition: Edition) -> None:
    told = {
        path: describe_dataset(entries[path], edition) for path in ("dataset/abide", "dataset/lidc", "dataset/cpsd")
    }
    abide = NAMES("dataset/abide")
    assert [n.value for n in numbers(told["dataset/abide"], abide, "numberOfUniqueIndividuals")] == ["1112"]
    assert [n.value for n in numbers(told["dataset/abide"], abide, "minTypicalAge")] == ["7"]
    assert [n.value for n in numbers(told["dataset/abide"], abide, "maxTypicalAge")] == ["64"]
    assert [n.value for n in numbers(told["dataset/lidc"], NAMES("dataset/lidc"), "numberOfUniqueIndividuals")] == [
        "1010"
    ]
    assert numbers(told["dataset/cpsd"], NAMES("dataset/cpsd"), "minTypicalAge") == [], "ages of one part only"


def test_themes_and_categories_follow_the_mappings(make_thing: MakeThing, edition: Edition) -> None:
    theme, category = HEALTH_THEMES("CANCER_DISEASE"), HEALTH_CATEGORIES("EHRS")
    mapped = f"""disease:melanoma skos:broadMatch <{theme.value}> . disease:fracture skos:prefLabel "fracture"@en .
      modality:ehr skos:broadMatch <{category.value}> ."""
    told = "<dataset/x> medkg:disease disease:melanoma, disease:fracture ; medkg:modality modality:ehr . "
    triples = describe_dataset(make_thing("dataset/x", told + mapped), edition)
    assert [triple.object for triple in triples if triple.predicate == HEALTH("healthTheme")] == [theme]
    assert [triple.object for triple in triples if triple.predicate == HEALTH("healthCategory")] == [category]
    computed = "<dataset/x> medkg:dataType data-type:embedding . data-type:embedding skos:prefLabel 'embedding'@en ."
    triples = describe_dataset(make_thing("dataset/x", told + mapped + computed), edition)
    assert HEALTH("healthCategory") not in {triple.predicate for triple in triples}, "vectors are no health records"


def test_nothing_is_made_up_and_there_is_no_catalog(entries: Entries, edition: Edition) -> None:
    triples = list(describe_datasets(entries.values(), edition))
    assert not {triple.predicate for triple in triples} & {HEALTH("hdab"), DCATAP("applicableLegislation")}
    types = {triple.object for triple in triples if triple.predicate == RDF("type")}
    assert DCAT("Dataset") in types
    assert DCAT("Catalog") not in types
    assert len(triples) == len(set(triples))


def test_what_is_missing_is_counted_in_what_is_written(entries: Entries, edition: Edition) -> None:
    rows = {row.element.name: row for row in missing_elements(entries.values(), edition)}
    datasets = [thing for thing in entries.values() if thing.family == "dataset"]
    assert {row.total for row in rows.values()} == {len(datasets)}
    stated = [thing for thing in datasets if thing.things(DCT("accessRights"))[0].id in ("open", "contact-authors")]
    assert rows["access rights"].present == len(stated)
    assert rows["publisher"].present == sum(1 for thing in datasets if thing.things(NAMES.term("hostedBy")))
    assert rows["health data access body"].present == 0


def test_what_no_dataset_misses_is_not_listed(make_thing: MakeThing, edition: Edition) -> None:
    thing = make_thing(
        "dataset/x", "<dataset/x> dct:format format:xml ; dct:spatial country:de ; dct:temporal <dataset/x#t> ."
    )
    names = {row.element.name for row in missing_elements([thing], edition)}
    assert "temporal coverage" not in names
    assert "spatial coverage" in names, "a country that is in no list of the EU"
    assert "format of distributions" in names


@pytest.mark.skipif(not SHAPES.exists(), reason="the shapes are not beside the repository")
def test_the_elements_are_all_that_the_shapes_ask_of_a_dataset() -> None:
    asked: set[str] = set()
    for file in (
        "dcat-ap-3.0.1_shapes.ttl",
        "dcat-ap-3.0.1_shapes_recommended.ttl",
        "healthdcat-ap-r8/shapes/public-shapes.ttl",
        "healthdcat-ap-r8/shapes/restricted-shapes.ttl",
        "healthdcat-ap-r8/recommended/public-shapes_recommended.ttl",
        "healthdcat-ap-r8/recommended/restricted-shapes_recommended.ttl",
    ):
        graph = Graph().parse(SHAPES / file)
        for shape in graph.subjects(URIRef(SH + "targetClass"), URIRef(DCAT("Dataset").value)):
            for rule in graph.objects(shape, URIRef(SH + "property")):
                least, path = graph.value(rule, URIRef(SH + "minCount")), graph.value(rule, URIRef(SH + "path"))
                if least is not None and least.toPython() >= 1:
                    asked.add(str(path))
    assert len(asked) > 25
    own = {element.property.value for element in ELEMENTS if element.of is None}
    assert asked <= own | {property.value for property in ALWAYS}


@pytest.mark.skipif(not VALIDATOR.exists(), reason="the validators are not beside the repository")
def test_the_validator_reports_nothing_that_is_not_listed(entries: Entries, edition: Edition, tmp_path: Path) -> None:
    file = tmp_path / "healthdcat.ttl"
    with file.open("wb") as output:
        write_triples(describe_datasets(entries.values(), edition), output, "ttl", NAMES)
    done = subprocess.run([sys.executable, VALIDATOR, file], capture_output=True, text=True, check=False)
    reported = set(re.findall(r"^  (?:VIOL|WARN) x\d+ +\w+:(\w+)", done.stdout, re.MULTILINE))
    assert len(reported) > 25
    rows = {row.element.name: row for row in missing_elements(entries.values(), edition)}
    listed = {local_name(row.element.property.value) for row in rows.values()}
    assert reported - {"distribution"} <= listed, "a distribution is faulty by what it lacks, which is listed"
    [coverage] = re.findall(r"^coverage of .*?: (.*)$", done.stdout, re.MULTILINE)
    counts = {OTHER_NAMES.get(name, name): int(n) for name, n in re.findall(r"(\w[\w ]*) (\d+)/", coverage)}
    incomplete = {name: count for name, count in counts.items() if count < rows["access rights"].total}
    assert incomplete == {name: rows[name].present for name in incomplete}
    assert len(incomplete) > 20
