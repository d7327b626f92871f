"""/schema and /ontology: what the graph is made of."""

import re
from urllib.parse import quote

import pytest
import rdflib
from pyshacl import validate

from http_client import ask

BROWSER = {"Accept": "text/html"}


def test_the_schema_is_drawn_with_links_and_told_in_tables(server: str) -> None:
    reply = ask(server, "/schema", headers=BROWSER)
    assert (reply.status, reply.type) == (200, "text/html")
    assert 'role="group" aria-label="Classes and what joins them"' in reply.text
    assert 'href="?class=dcat:Dataset"' in reply.text
    assert "A collection of data that can be obtained as a whole." in reply.text
    assert reply.text.count('class="query-link"') >= 4


def test_every_class_has_a_page(server: str) -> None:
    text = ask(server, "/schema", headers=BROWSER).text
    names = {name.replace("%3A", ":") for name in re.findall(r'href="/schema\?class=([^"]+)"', text)}
    assert len(names) > 40
    for name in names:
        assert ask(server, f"/schema?class={quote(name)}", headers=BROWSER).status == 200, name


def test_the_number_of_instances_leads_to_them(server: str) -> None:
    text = ask(server, "/schema?class=medkg:EventSeries", headers=BROWSER).text
    found = re.search(r'href="(/sparql\?[^"]+)">5 in the graph', text)
    assert found
    assert "Interspeech" in ask(server, found[1].replace("&amp;", "&"), headers=BROWSER).text


@pytest.mark.parametrize("name", ["medkg:Nothing", "", "%00", "<script>"])
def test_a_class_that_is_not_there_is_not_found(server: str, name: str) -> None:
    assert ask(server, f"/schema?class={quote(name)}", headers=BROWSER).status == 404


@pytest.mark.parametrize("path", ["/schema", "/schema?class=dcat:Dataset", "/ontology"])
def test_no_id_comes_twice_and_no_style_is_inline(server: str, path: str) -> None:
    text = ask(server, path, headers=BROWSER).text
    ids = re.findall(r'\sid="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    assert 'style="' not in text
    assert "<style" not in text


def test_a_property_leads_to_its_definition(server: str) -> None:
    ids = set(re.findall(r'\sid="([^"]*)"', ask(server, "/ontology", headers=BROWSER).text))
    wanted = set(
        re.findall(r'href="/ontology#([^"]+)"', ask(server, "/schema?class=dcat:Dataset", headers=BROWSER).text)
    )
    assert {"disease", "dcat:landingPage"} <= wanted <= ids


def test_the_shapes_that_it_leads_to_find_faults(server: str) -> None:
    """What holds of the graph can be checked by others, with the shapes as they are served."""
    [href] = re.findall(r'href="([^"]+)">SHACL shapes', ask(server, "/schema", headers=BROWSER).text)
    shapes = rdflib.Graph().parse(data=ask(server, href, headers={"Accept": "text/turtle"}).text, format="turtle")
    text = "<https://w3id.org/medkg/dataset/x> a <http://www.w3.org/ns/dcat#Resource> ."
    conforms, _, report = validate(rdflib.Graph().parse(data=text, format="turtle"), shacl_graph=shapes)
    assert not conforms
    assert "An entry has one title, in English." in report
