"""Boxes joined by labelled arrows."""

from hypothesis import given
from hypothesis import strategies as st

from drawing.boxes import overlapping
from medkg.drawing import Diagram, Edge, Node
from medkg.drawing.diagram import draw_layers
from medkg.drawing.shapes import SIZE, SMALL, Box, Words
from medkg.drawing.text import measure

KEYS = st.sampled_from([*"abcdefgh", "other"])
NODES = [Node(key, key * 9, f"/{key}", index) for index, key in enumerate("abcdefgh")]
EDGES = st.lists(st.builds(Edge, KEYS, KEYS, st.text(max_size=40), st.none() | st.integers(0, 9999)), max_size=25)


def draw(*edges: Edge) -> Diagram:
    return draw_layers([Node("a", "A"), Node("b", "B"), Node("c", "C")], edges, label="Picture")


def box_of(words: Words, size: int) -> Box:
    return Box(words.x, words.y - size, round(measure(words.text, size)), size)


@given(EDGES)
def test_no_box_or_label_lies_on_another(edges: list[Edge]) -> None:
    picture = draw_layers(NODES, edges, label="Picture")
    boxes = [place.box for place in picture.places]
    boxes += [box_of(line, SMALL) for wire in picture.wires for line in wire.lines]
    assert overlapping(boxes) == []
    assert all(b.x >= 0 and b.y >= 0 and b.right <= picture.width and b.bottom <= picture.height for b in boxes)


@given(EDGES)
def test_what_is_written_in_a_box_has_room_there(edges: list[Edge]) -> None:
    for place in draw_layers(NODES, edges, label="Picture").places:
        written = [box_of(line, SIZE) for line in place.lines] + [box_of(line, SMALL) for line in place.notes]
        assert all(line.right <= place.box.right and line.bottom <= place.box.bottom for line in written)


@given(EDGES)
def test_every_pair_that_is_joined_has_one_line(edges: list[Edge]) -> None:
    known = {node.key for node in NODES}
    pairs = {frozenset((e.source, e.target)) for e in edges if e.source != e.target and {e.source, e.target} <= known}
    assert len(draw_layers(NODES, edges, label="Picture").wires) == len(pairs)


@given(EDGES)
def test_the_same_graph_makes_the_same_picture(edges: list[Edge]) -> None:
    assert draw_layers(NODES, edges, label="Picture") == draw_layers(NODES, edges, label="Picture")


def test_a_relation_both_ways_is_one_line_with_two_arrows() -> None:
    [wire] = draw(Edge("a", "b", "uses"), Edge("b", "a", "used in", 3)).wires
    assert wire.name == "A → uses → B; B → used in (3) → A"
    assert [line.text for line in wire.lines] == ["uses", "← used in (3)"]
    assert len(wire.arrows) == 2


def test_a_relation_to_itself_is_written_in_the_box() -> None:
    picture = draw(Edge("a", "a", "broader", 7))
    assert [note.text for note in picture.places[0].notes] == ["↻ broader (7)"]
    assert not picture.wires


def test_many_relations_are_counted() -> None:
    [wire] = draw(*(Edge("a", "b", f"relation {n}") for n in range(9))).wires
    assert [line.text for line in wire.lines] == ["relation 0", "relation 1", "relation 2", "and 6 more"]


def test_a_class_stands_left_of_its_subclasses() -> None:
    picture = draw(Edge("a", "b", "is a", is_subclass=True))
    a, b, _ = picture.places
    assert b.box.right < a.box.x
    assert picture.wires[0].is_subclass


def test_lines_that_have_no_room_are_counted() -> None:
    edges = [Edge("a", "b", "x"), Edge("b", "c", "x"), Edge("a", "c", "x")]
    picture = draw_layers([Node("a", "A"), Node("b", "B"), Node("c", "C")], edges, label="Picture", most_wires=2)
    assert (len(picture.wires), picture.more_wires) == (2, 1)


def test_a_count_is_never_cut_off() -> None:
    long = "a property with a name that has no room"
    [wire] = draw(*(Edge("a", "b", long, n) for n in (1234, 2, 3))).wires
    assert [line.text.split("…")[1] for line in wire.lines] == [" (1,234)", " (2)", " (3)"]


def test_classes_are_boxes_with_their_numbers() -> None:
    classes = [Node("c", "challenge", "?class=c", 33), Node("e", "event", "?class=e", 1234)]
    picture = draw_layers(classes, [Edge("c", "e", "held at", 30)], label="Classes")
    assert [(place.name, place.href) for place in picture.places] == [
        ("challenge: 33", "?class=c"),
        ("event: 1,234", "?class=e"),
    ]
    assert picture.wires[0].lines[0].text == "held at (30)"


def test_no_classes_make_an_empty_picture() -> None:
    assert draw_layers([], [], label="Classes").is_empty
