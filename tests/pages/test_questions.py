"""The gallery of questions and the forms with slots."""

import pytest

from medkg.errors import ParameterInvalid
from medkg.namespaces import Names
from medkg.pages.panel import ask_panel
from medkg.pages.questions import (
    ALL_QUESTIONS,
    EXAMPLES,
    GROUPS,
    Field,
    default_text,
    options_text,
    read_form,
    read_gallery,
    slots_of,
)
from medkg.saved_query import Group, Parameter, ParameterType, SavedQuery
from medkg.snapshot.reader import Snapshot
from medkg.sparql.ask import OnBehalf
from medkg.sparql.caller import Caller
from medkg.sparql.engine import Engine
from support import NAMES


@pytest.fixture
def asking(engine: Engine) -> Engine:
    """The engine as pages have it."""
    return OnBehalf(engine, Caller(), NAMES)


def fields(asking: Engine, query: SavedQuery, values: dict[str, str], names: Names = NAMES) -> dict[str, Field]:
    form = read_form(asking, names, query, values)
    return {part.parameter.name: part for part in form if isinstance(part, Field)}


def test_the_query_of_the_gallery_finds_its_questions(asking: Engine, real_snapshot: Snapshot) -> None:
    rows = ask_panel(asking, ALL_QUESTIONS).rows
    titles = [query.title for _, _, found in read_gallery(real_snapshot.queries.values()).groups for query in found]
    assert sorted(row["title"]["value"] for row in rows) == sorted(titles)


def test_each_question_has_its_place_in_the_gallery(real_snapshot: Snapshot) -> None:
    gallery = read_gallery(real_snapshot.queries.values())
    assert gallery.found == gallery.total == len(real_snapshot.queries)
    assert Group.OTHER not in {group for group, _, _ in gallery.groups}
    assert all(len(queries) > 3 for _, _, queries in gallery.groups)
    assert set(GROUPS) == set(Group)


def test_each_parameter_stands_in_the_sentence_of_its_question(real_snapshot: Snapshot) -> None:
    for query in real_snapshot.queries.values():
        assert bool(query.sentence) == bool(query.parameters), query.slug
        assert set(query.sentence_parts[1::2]) == {parameter.name for parameter in query.parameters}


def test_the_examples_of_the_editor_are_there(real_snapshot: Snapshot) -> None:
    assert set(EXAMPLES) <= set(real_snapshot.queries)


@pytest.mark.parametrize(
    ("sought", "slug"),
    [
        ("PEOPLE disease", "large-datasets-about-a-disease"),
        ("pubmed", "papers"),
        ("narrower one", "data-about-a-disease"),
        ("  what is missing ", "datasets-without-a-size"),
    ],
)
def test_a_search_finds_all_words_in_any_order(real_snapshot: Snapshot, sought: str, slug: str) -> None:
    gallery = read_gallery(real_snapshot.queries.values(), sought)
    assert slug in {query.slug for _, _, queries in gallery.groups for query in queries}
    assert gallery.found < gallery.total


def test_a_search_for_what_no_question_has_finds_none(real_snapshot: Snapshot) -> None:
    assert read_gallery(real_snapshot.queries.values(), "disease zebra").found == 0


def test_a_sentence_has_slots_with_short_names(real_snapshot: Snapshot) -> None:
    assert slots_of(real_snapshot.queries["large-datasets-about-a-disease"]) == [
        ("Datasets about ", False),
        ("disease", True),
        (" with at least ", False),
        ("n", True),
        (" people", False),
    ]
    assert ("DOI, PubMed or arXiv identifier", True) in slots_of(real_snapshot.queries["data-by-paper-id"])
    assert ("id of the entry", True) in slots_of(real_snapshot.queries["overview-of-an-entry"])


def test_a_form_offers_the_things_of_the_graph_and_chooses_the_default(asking: Engine, real_snapshot: Snapshot) -> None:
    found = fields(asking, real_snapshot.queries["large-datasets-about-a-disease"], {})
    disease = found["disease"]
    assert [option.key for option in disease.options if option.is_chosen] == ["nervous-system-disease"]
    assert [option.label for option in disease.options] == sorted(
        (option.label for option in disease.options), key=str.casefold
    )
    assert len(disease.options) > 100
    assert found["minimum"] == Field(found["minimum"].parameter, "100")


@pytest.mark.parametrize("value", ["cancer", "disease:cancer", "https://w3id.org/medkg/disease/cancer"])
def test_a_thing_is_chosen_however_it_is_named(asking: Engine, real_snapshot: Snapshot, value: str) -> None:
    disease = fields(asking, real_snapshot.queries["data-about-a-disease"], {"disease": value})["disease"]
    assert [option.label for option in disease.options if option.is_chosen] == ["cancer"]


def test_a_thing_that_is_not_offered_stays_chosen(asking: Engine, real_snapshot: Snapshot) -> None:
    value = NAMES("anatomy/lung").value
    disease = fields(asking, real_snapshot.queries["data-about-a-disease"], {"disease": value})["disease"]
    assert [option.label for option in disease.options if option.is_chosen] == ["lung"]


def test_a_value_that_names_nothing_leaves_the_default(asking: Engine, real_snapshot: Snapshot) -> None:
    query = real_snapshot.queries["data-about-a-disease"]
    with pytest.raises(ParameterInvalid):
        query.text({"disease": "a b> {"}, NAMES)
    assert fields(asking, query, {"disease": "a b> {"})["disease"].value == "cancer"


def test_texts_are_offered_as_they_are_typed(asking: Engine, real_snapshot: Snapshot) -> None:
    query = real_snapshot.queries["overview-of-an-entry"]
    assert fields(asking, query, {})["id"].value == "kits19"
    assert fields(asking, query, {"id": 'a "b"'})["id"].value == 'a "b"'


def test_every_default_is_offered(asking: Engine, real_snapshot: Snapshot) -> None:
    for query in real_snapshot.queries.values():
        for field in fields(asking, query, {}).values():
            chosen = [option for option in field.options if option.is_chosen]
            assert len(chosen) == bool(field.parameter.scheme), query.slug
            assert field.value


def test_the_query_for_options_gives_each_thing_once(asking: Engine) -> None:
    rows = ask_panel(asking, options_text(NAMES, "anatomy")).rows
    values = [row["value"]["value"] for row in rows]
    assert len(values) == len(set(values)) > 40


@pytest.mark.parametrize(
    ("type", "value", "typed"),
    [
        (ParameterType.TEXT, 'a "quoted" \\ word', 'a "quoted" \\ word'),
        (ParameterType.INTEGER, "12", "12"),
        (ParameterType.YEAR, "2019", "2019"),
    ],
)
def test_a_term_is_typed_again_as_it_was(type: ParameterType, value: str, typed: str) -> None:
    assert default_text(Parameter("p", type, "P", "1").term(value, NAMES)) == typed
