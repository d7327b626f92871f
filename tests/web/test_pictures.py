"""Pictures as SVG and tables: well-formed, nameable, nothing taken for markup."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader

import medkg.web
from medkg.drawing import (
    Amount,
    Cell,
    Edge,
    Neighbour,
    Node,
    Relation,
    Year,
    draw_bars,
    draw_graph,
    draw_heat_grid,
    draw_layers,
    draw_neighbourhood,
    draw_timeline,
)

TEMPLATES = Environment(loader=FileSystemLoader(Path(medkg.web.__path__[0]) / "templates"), autoescape=True)
SVG = ("neighbourhood", "class_diagram", "graph", "timeline")

PICTURES: dict[str, Callable[[str, str | None], Any]] = {
    "bars": lambda text, href: draw_bars([Amount(text, 3, href), Amount("b", 5)], label=text, limit=1),
    "timeline": lambda text, href: draw_timeline([Year(2019, 3, href), Year(2016, 1)], label=text),
    "heat_grid": lambda text, href: draw_heat_grid([Cell(text, "x", 3, href), Cell("b", "y", 1)], label=text),
    "neighbourhood": lambda text, href: draw_neighbourhood(
        Neighbour(text), [Relation(text, [Neighbour(text, href)], total=9, href=href)]
    ),
    "class_diagram": lambda text, href: draw_layers(
        [Node("a", text, href, 3), Node("b", text, href)], [Edge("a", "b", text, 2), Edge("a", "a", text)], label=text
    ),
    "graph": lambda text, href: draw_graph(
        [Node("a", text, href), Node("b", text)], [Edge("b", "a", text)], label=text
    ),
}


def write(macro: str, picture: Any) -> ET.Element:
    template = TEMPLATES.from_string(
        f'{{% from "pictures.html" import {macro} %}}<div>{{{{ {macro}(picture) }}}}</div>'
    )
    return ET.fromstring(template.render(picture=picture))


@pytest.mark.parametrize("macro", PICTURES)
def test_no_text_is_taken_for_markup(macro: str) -> None:
    text = """<a href="x" onclick='y'>&"""
    root = write(macro, PICTURES[macro](text, '/x?a=1&b="2"'))
    assert not root.findall(".//*[@onclick]")
    assert {link.get("href") for link in root.iter("a")} == {'/x?a=1&b="2"'}


@given(st.sampled_from(sorted(PICTURES)), st.text(st.characters(exclude_categories=("C",)), max_size=60))
def test_any_text_makes_a_picture(macro: str, text: str) -> None:
    write(macro, PICTURES[macro](text, "/x"))


@pytest.mark.parametrize("macro", PICTURES)
def test_nothing_needs_what_a_page_must_not_have(macro: str) -> None:
    root = write(macro, PICTURES[macro]("Text", "/x"))
    assert not [node for node in root.iter() if {"id", "style", "fill"} & {*node.keys()}]


@pytest.mark.parametrize("macro", PICTURES)
def test_every_link_has_a_name(macro: str) -> None:
    root = write(macro, PICTURES[macro]("Text", "/x"))
    assert list(root.iter("a"))
    assert all(link.get("aria-label") or "".join(link.itertext()).strip() for link in root.iter("a"))


@pytest.mark.parametrize("macro", SVG)
def test_a_picture_with_links_is_a_group_with_a_name(macro: str) -> None:
    svg = write(macro, PICTURES[macro]("Text", "/x")).find(".//svg")
    assert svg is not None
    assert svg.get("role") == "group"
    assert "Text" in svg.get("aria-label", "")


def test_a_chart_without_links_says_what_it_shows() -> None:
    svg = write("timeline", PICTURES["timeline"]("By year", None)).find(".//svg")
    assert svg is not None
    assert (svg.get("role"), svg.get("aria-label")) == ("img", "By year. 2016: 1; 2017: 0; 2018: 0; 2019: 3")


def test_a_grid_is_a_table_with_headings() -> None:
    root = write("heat_grid", PICTURES["heat_grid"]("CT", "/x"))
    assert [heading.get("scope") for heading in root.iter("th")] == ["col", "col", "row", "row"]
    assert [cell.get("class") for cell in root.findall(".//tbody/tr/td")] == [
        "level-5",
        "level-0",
        "level-0",
        "level-1",
    ]


def test_what_is_left_out_is_said() -> None:
    assert "And 1 more row." in "".join(write("bars", PICTURES["bars"]("CT", None)).itertext())
    assert "and 8 more" in "".join(write("neighbourhood", PICTURES["neighbourhood"]("CT", None)).itertext())


@pytest.mark.parametrize(
    ("macro", "picture"),
    [
        ("bars", draw_bars([], label="Nothing")),
        ("timeline", draw_timeline([], label="Nothing")),
        ("heat_grid", draw_heat_grid([], label="Nothing")),
        ("neighbourhood", draw_neighbourhood(Neighbour("Alone"), [])),
        ("graph", draw_graph([], [], label="Nothing")),
    ],
)
def test_nothing_makes_an_empty_picture(macro: str, picture: Any) -> None:
    assert picture.is_empty
    assert not list(write(macro, picture).iter("a"))
