"""Class diagrams."""

from medkg.drawing import Edge, Node, draw_class_diagram


def test_classes_are_boxes_with_their_numbers() -> None:
    classes = [Node("c", "challenge", "?class=c", 33), Node("e", "event", "?class=e", 1234)]
    picture = draw_class_diagram(classes, [Edge("c", "e", "held at", 30)], label="Classes")
    assert [(place.name, place.href) for place in picture.places] == [
        ("challenge: 33", "?class=c"),
        ("event: 1,234", "?class=e"),
    ]
    assert picture.wires[0].lines[0].text == "held at (30)"


def test_no_classes_make_an_empty_picture() -> None:
    assert draw_class_diagram([], [], label="Classes").is_empty
