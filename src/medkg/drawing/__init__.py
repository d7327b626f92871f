"""Pictures from plain data: what stands where, and what is written there. Templates turn them into SVG and tables."""

from medkg.drawing.bars import Amount, Bars, draw_bars
from medkg.drawing.diagram import Diagram, Edge, Node, draw_layers
from medkg.drawing.graph import draw_graph
from medkg.drawing.heat_grid import Cell, Heading, HeatGrid, draw_heat_grid
from medkg.drawing.neighbourhood import Neighbour, Neighbourhood, Relation, draw_neighbourhood
from medkg.drawing.timeline import Timeline, Year, draw_event_grid, draw_timeline

__all__ = [
    "Amount",
    "Bars",
    "Cell",
    "Diagram",
    "Edge",
    "Heading",
    "HeatGrid",
    "Neighbour",
    "Neighbourhood",
    "Node",
    "Relation",
    "Timeline",
    "Year",
    "draw_bars",
    "draw_event_grid",
    "draw_graph",
    "draw_heat_grid",
    "draw_layers",
    "draw_neighbourhood",
    "draw_timeline",
]
