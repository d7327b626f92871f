"""The page about classes and properties."""

from medkg.pages.panel import ask_panel
from medkg.pages.schema import SchemaPage, read_schema_page
from page_engine import CountingEngine
from support import NAMES


def read(asking: CountingEngine, chosen: str | None = None) -> SchemaPage:
    page = read_schema_page(asking, NAMES, chosen)
    assert page is not None
    return page


def test_the_number_of_a_class_is_that_of_its_instances(asking: CountingEngine) -> None:
    for counted in read(asking).classes:
        assert len(ask_panel(asking, counted.instances).rows) == counted.number, counted.term.name


def test_the_number_of_a_link_is_that_of_its_statements(asking: CountingEngine) -> None:
    links = {(link.source.label, link.property.name, link.target.label): link.number for link in read(asking).links}
    text = "SELECT (COUNT(*) AS ?n) WHERE { ?s medkg:disease ?o . ?s a dcat:Resource . ?o a medkg:Disease }"
    assert links["resource", "medkg:disease", "disease"] == int(ask_panel(asking, text).rows[0]["n"]["value"])


def test_a_property_joins_the_narrowest_classes_that_have_all_of_it(asking: CountingEngine) -> None:
    pairs = {(link.source.name, link.property.name, link.target.name) for link in read(asking).links}
    assert ("dcat:Dataset", "dcat:distribution", "dcat:Distribution") in pairs
    assert ("dcat:Resource", "dcat:distribution", "dcat:Distribution") not in pairs
    assert ("medkg:Extent", "medkg:unit", "medkg:Unit") in pairs


def test_what_the_ontology_does_not_describe_stands_apart(asking: CountingEngine) -> None:
    page = read(asking)
    assert {counted.term.name for counted in page.others} >= {"void:Dataset", "owl:Class"}
    assert all(counted.term.definition for counted in page.classes)


def test_the_picture_shows_what_the_tables_say(asking: CountingEngine) -> None:
    page = read(asking)
    joined = {term.label for link in page.links for term in (link.source, link.target)}
    numbers = {counted.term.label: counted.number for counted in page.classes}
    assert {place.name for place in page.picture.places} == {f"{label}: {numbers[label]:,}" for label in joined}


def test_a_class_has_its_properties_with_the_classes_of_their_values(asking: CountingEngine) -> None:
    page = read(asking, "dcat:Dataset")
    assert page.chosen is not None
    assert page.chosen.term.label == "dataset"
    found = {counted.term.name: counted for counted in page.properties}
    assert found["dct:title"].number == page.chosen.number
    assert [range_.term.name for range_ in found["medkg:disease"].ranges] == ["medkg:Disease"]
    assert found["medkg:disease"].term.definition
    assert found["dct:title"].ranges[0].term.name == "rdf:langString"


def test_a_class_is_drawn_with_its_neighbours_and_told_what_leads_to_it(asking: CountingEngine) -> None:
    page = read(asking, "medkg:Event")
    assert {link.target.name for link in page.links} == {"medkg:Event"}
    assert all(
        "meeting: " in wire.name or "meeting →" in wire.name or "→ meeting" in wire.name for wire in page.picture.wires
    )


def test_a_class_that_is_not_there_has_no_page(asking: CountingEngine) -> None:
    assert read_schema_page(asking, NAMES, "medkg:Nothing") is None
    assert read_schema_page(asking, NAMES, "") is None


def test_the_page_asks_four_queries_whatever_it_shows(asking: CountingEngine) -> None:
    read(asking)
    assert len(asking.texts) == 4
