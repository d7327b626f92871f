"""A small graph, such as the answer to a CONSTRUCT query."""

from collections import Counter
from collections.abc import Iterable, Sequence

from medkg.drawing.diagram import Diagram, Edge, Node, draw_layers


def draw_graph(nodes: Sequence[Node], edges: Iterable[Edge], *, label: str, limit: int = 40) -> Diagram:
    """Return the picture of a graph; of more nodes than the limit those that are joined to most, in their order."""
    given = list(edges)
    degree = Counter(key for edge in given for key in {edge.source, edge.target})
    kept = {node.key for node in sorted(nodes, key=lambda node: -degree[node.key])[:limit]}
    shown = [node for node in nodes if node.key in kept]
    return draw_layers(shown, given, label=label, more=len(nodes) - len(shown))
