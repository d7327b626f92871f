"""Small graphs."""

from medkg.drawing import Edge, Node, draw_graph


def test_of_many_nodes_those_that_are_joined_to_most_are_shown() -> None:
    nodes = [Node(str(n), f"Node {n}") for n in range(60)]
    picture = draw_graph(nodes, [Edge("59", str(n), "part") for n in range(59)], label="Graph")
    assert (len(picture.places), picture.more) == (40, 20)
    assert "Node 59" in {place.name for place in picture.places}


def test_a_complete_graph_is_bounded() -> None:
    nodes = [Node(str(n), f"Node {n}") for n in range(40)]
    picture = draw_graph(nodes, [Edge(a.key, b.key, "x") for a in nodes for b in nodes], label="Graph")
    assert len(picture.wires) == 100
    assert picture.more_wires == 40 * 39 // 2 - 100
