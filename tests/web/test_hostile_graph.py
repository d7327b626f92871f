"""Pages of a graph whose names and links are an attack: nothing of it becomes markup, script, or a way to elsewhere."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from pyoxigraph import Literal, RdfFormat, parse

from http_client import Reply, ask
from made_up import write_made_up
from medkg.profiles.table import PROFILES
from servers import serving

EVIL = r"""</script></title><script>alert(1)</script><!--<script><img src=x onerror=alert(1)>\" onmouseover=\"a' x=' &lt;b&gt; {{7*7}}"""  # noqa: E501
"""In a string of Turtle: what ends a script, a title, an attribute, and begins a comment or a template."""

GRAPH = f"""
dcat:Dataset rdfs:subClassOf dcat:Resource ; rdfs:label "Dataset {EVIL}" .
dcat:Resource rdfs:label "Resource {EVIL}" .
medkg:Challenge rdfs:subClassOf dcat:Resource ; rdfs:label "Challenge {EVIL}" .
medkg:modality rdfs:label "modality {EVIL}" .
medkg:anatomicalSite rdfs:label "site {EVIL}" .
dct:accessRights rdfs:label "access {EVIL}" .
<https://w3id.org/medkg/modality> rdfs:label "Modalities {EVIL}" .
<https://w3id.org/medkg/anatomy> rdfs:label "Sites {EVIL}" .
modality:imaging a skos:Concept ; skos:inScheme <https://w3id.org/medkg/modality> ;
  rdfs:label "imaging {EVIL}" ; skos:prefLabel "imaging {EVIL}" .
modality:ct a skos:Concept ; skos:inScheme <https://w3id.org/medkg/modality> ; skos:broader modality:imaging ;
  skos:broaderTransitive modality:imaging ; rdfs:label "ct {EVIL}" ; skos:prefLabel "ct {EVIL}" ;
  skos:altLabel "scan {EVIL}" ; skos:definition "definition {EVIL}" ;
  skos:exactMatch <javascript:alert(1)>, <data:text/html,x>, <http://example.org/'onx=1&a=b;c> .
anatomy:body rdfs:label "body {EVIL}" .
anatomy:lung a skos:Concept ; skos:inScheme <https://w3id.org/medkg/anatomy> ; skos:broader anatomy:body ;
  rdfs:label "lung {EVIL}" .
access:open a skos:Concept ; rdfs:label "open {EVIL}" .
unit:patient rdfs:label "patient {EVIL}" ; skos:broaderTransitive unit:person .
dataset:one a dcat:Dataset, dcat:Resource ; rdfs:label "One {EVIL}" ; dct:title "One {EVIL}" ; dct:identifier "one" ;
  dct:description "description {EVIL}" ; dct:alternative "alias {EVIL}" ; medkg:modality modality:ct ;
  medkg:anatomicalSite anatomy:lung ; dct:accessRights access:open ; medkg:year "2019"^^xsd:gYear ;
  medkg:extent <https://w3id.org/medkg/dataset/one#extent> ; medkg:createdBy organization:o ;
  medkg:institution organization:o ; dct:isReferencedBy publication:p ; medkg:usedIn challenge:c ;
  medkg:event event:e ; dcat:keyword "keyword {EVIL}" ; medkg:accessNote "note {EVIL}" ;
  medkg:homepage <javascript:alert(1)>, <https://w3id.org/medkg//example.org/x> ;
  medkg:link <javascript:alert(1)> ; medkg:dataLink <javascript:alert(1)> ; <javascript:alert(2)> <javascript:x> .
<https://w3id.org/medkg/dataset/one#extent> medkg:unit unit:patient ; medkg:count 5 ; medkg:part "part {EVIL}" .
dataset:two a dcat:Dataset, dcat:Resource ; rdfs:label "=1+1" ; dct:title "=1+1" ; dct:identifier "two" ;
  dct:alternative "+1", "-1", "@SUM(1)" ; medkg:modality modality:ct ; medkg:anatomicalSite anatomy:lung .
<https://w3id.org/medkg//example.org/x> a dcat:Dataset, dcat:Resource ; rdfs:label "Elsewhere" ; dct:title "Else" .
<https://w3id.org/medkg/dataset/x%0d%0aSet-Cookie:a> a dcat:Dataset, dcat:Resource ; rdfs:label "CR" ; dct:title "CR" .
<https://w3id.org/medkg/dataset/a'b(c);d,e&f=g> a dcat:Dataset, dcat:Resource ; rdfs:label "Odd" ; dct:title "Odd" .
challenge:c a medkg:Challenge, dcat:Resource ; rdfs:label "Challenge {EVIL}" ; dct:title "Challenge {EVIL}" ;
  medkg:usesDataset dataset:one ; medkg:heldAt event:e ; medkg:event event:e .
event:e a medkg:Event ; rdfs:label "Meeting {EVIL}" ; medkg:year "2019"^^xsd:gYear ; medkg:inEventSeries event:s .
event:s a medkg:EventSeries ; rdfs:label "Meetings {EVIL}" ; dct:alternative "<b>x" .
organization:o a foaf:Organization ; rdfs:label "Organization {EVIL}" ; foaf:name "Organization {EVIL}" .
organization:bell a foaf:Organization ; rdfs:label "Bell \\u0007" .
publication:p a schema:ScholarlyArticle ; rdfs:label "Paper {EVIL}" ; dct:title "Paper {EVIL}" ; medkg:doi "10.1/<b>" .
dataset:gone owl:deprecated true ; dct:isReplacedBy <javascript:alert(1)>, dataset:one ; rdfs:label "Gone {EVIL}" .
GRAPH <https://w3id.org/medkg/graph/stated/one> {{
  dataset:one medkg:modality modality:ct ; rdfs:label "One {EVIL}" ; medkg:homepage <javascript:alert(1)> ;
    dct:title "One {EVIL}" ; dct:description "description {EVIL}" ; dct:alternative "alias {EVIL}" ;
    dcat:keyword "keyword {EVIL}" ; medkg:createdBy organization:o ; dct:isReferencedBy publication:p ;
    medkg:accessNote "note {EVIL}" .
  dataset:two medkg:modality modality:ct .
}}
GRAPH <https://w3id.org/medkg/graph/provenance> {{
  <https://w3id.org/medkg/graph/stated/one> medkg:describesGraphOf dataset:one ;
    prov:wasDerivedFrom <https://w3id.org/medkg/source/x#L1> .
  <https://w3id.org/medkg/source/x#L1> a medkg:SourcePassage ; medkg:firstLine 1 ; medkg:lastLine 2 ;
    dct:isPartOf <https://w3id.org/medkg/source/x> ; medkg:section "Section {EVIL}" .
  <https://w3id.org/medkg/source/x> a medkg:SourceDocument ; dct:title "Source {EVIL}" ; dct:source <javascript:x> .
  <urn:statement> rdf:subject dataset:one ; rdf:predicate medkg:modality ; rdf:object modality:imaging ;
    medkg:reason "reason {EVIL}" ; dct:references <javascript:alert(1)> .
  <urn:repair> dct:subject dataset:one ; medkg:line 3 ; medkg:reason "repair {EVIL}" ;
    medkg:found "found {EVIL}" ; medkg:repaired "repaired {EVIL}" .
}}
GRAPH <https://w3id.org/medkg/graph/void> {{
  <https://w3id.org/medkg/void#default-graph> void:classPartition <urn:part> .
  <urn:part> void:class <javascript:alert(1)> ; void:entities 2 ; void:propertyPartition <urn:property> .
  <urn:property> void:property medkg:homepage ; void:triples 3 .
}}
GRAPH <https://w3id.org/medkg/graph/ontology> {{
  <javascript:alert(1)> rdfs:label "Class {EVIL}" ; skos:definition "definition {EVIL}" .
}}
"""

EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o }"
NAMED = 'SELECT ?name ("2019" AS ?year) (5 AS ?n) { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?name }'
TYPED = quote('"><script>alert(1)</script>')
PAGES = [
    *("/", "/browse", "/browse?view=table&sort=people", "/browse?modality=ct&anatomy=lung&event=e&institution=o"),
    *(f"/browse?modality={TYPED}&find-institution={TYPED}", f"/search?q={TYPED}", "/search?q=one", "/search?q=ct"),
    *(
        "/compare",
        f"/compare?q={TYPED}",
        f"/compare?id=dataset/one&id=dataset/two&id={TYPED}",
        "/schema",
        "/about",
        "/changes",
    ),
    *("/quality", "/quality?field=papers&kind=dataset", "/quality?scheme=modality", f"/queries?q={TYPED}"),
    *("/dataset/one", "/dataset/two", "/dataset/a'b(c);d,e&f=g", "/dataset/x%250d%250aSet-Cookie:a", "/dataset/gone"),
    *("/challenge/c", "/event/e", "/event/s", "/organization/o", "/publication/p", "/modality/ct", "/anatomy/lung"),
    *("/access/open", "/unit/patient", "/source/x", f"/dataset/{TYPED}", f"/quality?field={TYPED}"),
    *(f"/sparql?query={quote(EVERYTHING)}&view={view}" for view in ("table", "bar", "graph", "pivot", "raw")),
    *(f"/sparql?query={quote(NAMED)}&view={view}" for view in ("table", "bar", "year", "pivot")),
    f"/sparql?query={TYPED}",
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on the hostile graph."""
    with serving(write_made_up(tmp_path_factory.mktemp("hostile"), GRAPH).parent, {"client-seconds": 1000}) as server:
        yield server.url


class Markup(HTMLParser):
    """What a browser would run, load, or follow in a page."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.structured: list[str] = []
        self._is_structured = False
        self.feed(reply.text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self._is_structured = tag == "script" and given.get("type") == "application/ld+json"
        if tag in ("img", "iframe", "style", "object", "base") or (tag == "script" and not self._is_ours(given)):
            self.faults.append(tag)
        self.faults += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        links = [given[name] for name in ("href", "src", "action") if name in given]
        self.faults += [link for link in links if not re.match(r"(https?://|/(?!/)|[?#]|$)", link)]

    def _is_ours(self, given: dict[str, str]) -> bool:
        return self._is_structured or given.get("src", "").startswith("/static/")

    def handle_data(self, data: str) -> None:
        if self._is_structured:
            self.structured.append(data)
        self._is_structured = False


@pytest.mark.parametrize("path", PAGES)
def test_what_a_graph_says_is_only_ever_text(hostile: str, path: str) -> None:
    reply = ask(hostile, path, headers={"Accept": "text/html"})
    assert reply.type == "text/html"
    assert reply.status in (200, 400, 404, 410)
    assert Markup(reply).faults == []
    assert reply.headers["Set-Cookie"] is None


def test_structured_data_say_what_the_graph_says(hostile: str) -> None:
    (text,) = Markup(ask(hostile, "/dataset/one", headers={"Accept": "text/html"})).structured
    assert json.loads(text)["name"] == "One " + EVIL.replace(r"\"", '"')


@pytest.mark.parametrize("suffix", [profile.suffix for profile in PROFILES.values()])
def test_a_document_for_others_is_whole_whatever_it_says(hostile: str, suffix: str) -> None:
    reply = ask(hostile, f"/dataset/one{suffix}")
    assert reply.status == 200
    assert "alert(1)" in reply.text
    if "json" in suffix:
        assert json.loads(reply.text)
    if suffix.endswith(".ttl"):
        assert list(parse(reply.body, RdfFormat.TURTLE))


@pytest.mark.parametrize("key", ["ttl", "nt", "rdf", "jsonld"])
def test_a_page_of_the_catalog_is_whole_whatever_it_says(hostile: str, key: str) -> None:
    reply = ask(hostile, f"/catalog.{key}?page=1")
    title = Literal("One " + EVIL.replace(r"\"", '"'))
    assert title in {quad.object for quad in parse(reply.body, RdfFormat.from_extension(key))}


def test_what_xml_cannot_hold_is_told_and_other_formats_hold_it(hostile: str) -> None:
    assert ask(hostile, "/organization/bell.rdf").status == 406
    assert "Bell \\u0007" in ask(hostile, "/organization/bell.nt").text


def test_a_table_to_take_away_holds_no_formula(hostile: str) -> None:
    reply = ask(hostile, "/compare.csv?id=dataset/one&id=dataset/two")
    cells = [cell for row in csv.reader(io.StringIO(reply.text)) for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
