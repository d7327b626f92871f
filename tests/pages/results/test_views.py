"""Which pictures fit which results, and what they are drawn of."""

import pytest

from medkg.drawing import Bars, Diagram, HeatGrid, Timeline
from medkg.pages.results.columns import find_columns
from medkg.pages.results.labels import ask_labels, iris_of
from medkg.pages.results.result import read_result
from medkg.pages.results.views import PICTURES, Material
from medkg.saved_query import View
from medkg.sparql.engine import Engine, Request
from support import NAMES


def material(engine: Engine, text: str) -> Material:
    written = NAMES.with_prefixes(text)
    result = read_result(engine.query(Request(written)), written)
    labels = ask_labels(engine, iris_of(result.rows))
    return Material(result, find_columns(result, labels), labels, lambda iri: iri.removeprefix(NAMES.base))


def fitting(engine: Engine, text: str) -> set[str]:
    made = material(engine, text)
    return {key for key, picture in PICTURES.items() if picture.draw(made) is not None}


@pytest.mark.parametrize(
    ("text", "views"),
    [
        ('SELECT ?a ?n { VALUES (?a ?n) { ("x" 1) ("y" 2.5) } }', {"bar"}),
        ('SELECT ?n ?a { VALUES (?a ?n) { ("x" 1) ("y" 0) } }', {"bar"}),
        ('SELECT ?a ?n { VALUES (?a ?n) { ("x" 1) ("x" 2) } }', set()),
        ('SELECT ?a ?n { VALUES (?a ?n) { ("x" 1) } }', set()),
        (f'SELECT ?a ?n {{ VALUES (?a ?n) {{ ("{"x" * 90}" 1) ("y" 2) }} }}', set()),
        ('SELECT ?a ?n { VALUES (?a ?n) { ("x" 1) ("y" UNDEF) } }', set()),
        ('SELECT ?a ?n { VALUES (?a ?n) { ("x" 1) ("y" -1) } }', set()),
        ('SELECT ?a ?n { VALUES (?a ?n) { ("x" 1) ("y" "INF"^^xsd:double) } }', set()),
        ("SELECT ?year ?n { VALUES (?year ?n) { (2001 1) (2003 2) } }", {"year"}),
        ("SELECT ?year { VALUES ?year { 2001 2001 2003 } }", {"year"}),
        ("SELECT ?year { VALUES ?year { 2001 2001 } }", set()),
        ('SELECT ?a ?b ?n { VALUES (?a ?b ?n) { ("x" "u" 1) ("x" "v" 2) ("y" "u" 3) } }', {"pivot"}),
        ('SELECT ?a ?b ?n { VALUES (?a ?b ?n) { ("x" "u" 1) ("y" "v" 2) } }', {"bar"}),
        ('SELECT ?a ?b ?n { VALUES (?a ?b ?n) { ("x" "u" 1) ("x" "u" 2) ("y" "v" 3) } }', set()),
        ("CONSTRUCT { <urn:a> <urn:p> <urn:b> } WHERE {}", {"graph"}),
        ('CONSTRUCT { <urn:a> <urn:p> "b" } WHERE {}', set()),
        ("SELECT ?a ?b { VALUES (?a ?b) { (anatomy:lung anatomy:chest) (anatomy:heart anatomy:chest) } }", {"graph"}),
        ("SELECT ?a ?b { VALUES (?a ?b) { (anatomy:lung <https://example.org/1>) } }", set()),
        ("SELECT ?s ?o { ?s a ?o } LIMIT 400", set()),
        ("SELECT ?s { ?s a dcat:Dataset }", set()),
        ("ASK {}", set()),
    ],
)
def test_a_picture_is_offered_where_it_fits(engine: Engine, text: str, views: set[str]) -> None:
    assert fitting(engine, text) == views


def test_bars_have_the_names_of_things_and_lead_to_them(engine: Engine) -> None:
    text = "SELECT ?site ?n { VALUES (?site ?n) { (anatomy:lung 3) (anatomy:heart 5) } }"
    picture = PICTURES[View.BAR].draw(material(engine, text))
    assert isinstance(picture, Bars)
    assert [(bar.label, bar.href, bar.text) for bar in picture.bars] == [
        ("lung", "anatomy/lung", "3"),
        ("heart", "anatomy/heart", "5"),
    ]
    assert picture.label == "n by site"


def test_years_without_a_number_count_their_rows(engine: Engine) -> None:
    picture = PICTURES[View.YEAR].draw(material(engine, "SELECT ?year { VALUES ?year { 2001 2003 2001 } }"))
    assert isinstance(picture, Timeline)
    assert [(column.year.text, column.count.text) for column in picture.columns] == [
        ("2001", "2"),
        ("2002", "0"),
        ("2003", "1"),
    ]


def test_years_with_one_number_each_show_it(engine: Engine) -> None:
    text = "SELECT ?year ?n { VALUES (?year ?n) { (2001 10) (2002 7) } }"
    picture = PICTURES[View.YEAR].draw(material(engine, text))
    assert isinstance(picture, Timeline)
    assert [column.count.text for column in picture.columns] == ["10", "7"]


def test_a_grid_leads_to_its_rows_and_columns(engine: Engine) -> None:
    text = """SELECT ?modality ?site ?n { VALUES (?modality ?site ?n) {
        (modality:ct anatomy:lung 4) (modality:ct anatomy:heart 1) (modality:mri anatomy:heart 2) } }"""
    picture = PICTURES[View.PIVOT].draw(material(engine, text))
    assert isinstance(picture, HeatGrid)
    assert [(heading.label, heading.href) for heading in picture.columns] == [
        ("heart", "anatomy/heart"),
        ("lung", "anatomy/lung"),
    ]


def test_a_graph_takes_names_from_its_own_triples(engine: Engine) -> None:
    text = "CONSTRUCT { <urn:a> dct:source <urn:b> . <urn:a> rdfs:label 'Name of a' } WHERE {}"
    picture = PICTURES[View.GRAPH].draw(material(engine, text))
    assert isinstance(picture, Diagram)
    assert "Name of a" in {place.name for place in picture.places}
    assert len(picture.wires) == 1


def test_each_saved_query_with_a_picture_has_the_shape_for_it(engine: Engine) -> None:
    from test_saved_queries import QUERIES

    pinned = [query for query in QUERIES if query.view in PICTURES]
    assert len(pinned) >= 15
    for query in pinned:
        assert query.view in fitting(engine, query.text()), query.slug
