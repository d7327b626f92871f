"""The classes of a graph and the properties between their instances."""

from collections.abc import Iterable, Sequence

from medkg.drawing.diagram import Diagram, Edge, Node, draw_layers


def draw_class_diagram(classes: Sequence[Node], edges: Iterable[Edge], *, label: str) -> Diagram:
    """Return the picture of all classes; a property between instances of one class stands in its box."""
    return draw_layers(classes, edges, label=label)
