"""A thing and what is around it."""

from hypothesis import given
from hypothesis import strategies as st

from drawing.boxes import overlapping
from medkg.drawing import Neighbour, Neighbourhood, Relation, draw_neighbourhood
from medkg.drawing.shapes import SIZE, Place
from medkg.drawing.text import measure

CENTRE = Neighbour("KiTS19")
NAMES = st.text(max_size=80)
RELATIONS = st.lists(
    st.builds(Relation, NAMES, st.lists(st.builds(Neighbour, NAMES), max_size=30), st.booleans()), max_size=25
)


def places(picture: Neighbourhood) -> list[Place]:
    return [place for group in picture.groups for place in group.places] + [picture.centre]


def relation(label: str, count: int) -> Relation:
    return Relation(label, [Neighbour(f"{label} {n}", f"/{label}/{n}") for n in range(count)])


@given(RELATIONS)
def test_nothing_overlaps_and_all_is_in_the_picture(relations: list[Relation]) -> None:
    picture = draw_neighbourhood(CENTRE, relations)
    assert overlapping(place.box for place in places(picture)) == []
    for place in places(picture):
        assert place.box.x >= 0
        assert place.box.right <= picture.width
        assert place.box.y >= 0
        assert place.box.bottom <= picture.height
        assert all(line.x + measure(line.text, SIZE) <= place.box.right for line in place.lines)


@given(RELATIONS)
def test_headings_stand_above_their_places_and_below_others(relations: list[Relation]) -> None:
    picture = draw_neighbourhood(CENTRE, relations)
    for group in picture.groups:
        assert group.heading.y < group.places[0].box.y
        above = [p.box.bottom for p in places(picture) if p.box.x == group.heading.x and p.box.y < group.heading.y]
        assert all(bottom < group.heading.y - 10 for bottom in above)


@given(RELATIONS)
def test_what_is_left_out_is_counted(relations: list[Relation]) -> None:
    picture = draw_neighbourhood(CENTRE, relations)
    shown = len(places(picture)) - 1
    assert shown <= 14
    assert shown + picture.more == sum(len(relation.neighbours) for relation in relations)


def test_each_relation_has_its_turn() -> None:
    picture = draw_neighbourhood(CENTRE, [relation("similar", 30), relation("held at", 1), relation("disease", 2)])
    assert {group.relation: len(group.places) for group in picture.groups} == {
        "similar": 11,
        "held at": 1,
        "disease": 2,
    }


def test_there_may_be_more_than_is_given() -> None:
    picture = draw_neighbourhood(CENTRE, [Relation("used in", [Neighbour("A")], total=56, href="/all")])
    [group] = picture.groups
    assert group.more is not None
    assert (group.more.text, group.more_href, picture.more) == ("and 55 more", "/all", 55)


def test_a_place_says_its_relation() -> None:
    picture = draw_neighbourhood(CENTRE, [Relation("held at", [Neighbour("MICCAI 2019", "/e")])])
    place = picture.groups[0].places[0]
    assert (place.name, place.href) == ("MICCAI 2019 (held at)", "/e")


def test_both_sides_are_used() -> None:
    picture = draw_neighbourhood(CENTRE, [relation(str(n), 2) for n in range(6)])
    lefts = sorted({place.box.x for place in places(picture)})
    assert len(lefts) == 3


def test_an_arrow_points_to_what_is_pointed_to() -> None:
    outgoing = draw_neighbourhood(CENTRE, [Relation("held at", [Neighbour("A")])])
    incoming = draw_neighbourhood(CENTRE, [Relation("used in", [Neighbour("A")], is_incoming=True)])
    assert outgoing.groups[0].arrow.startswith(f"M{outgoing.groups[0].places[0].box.x} ")
    assert incoming.groups[0].arrow.startswith(f"M{incoming.centre.box.right} ")
