"""Pages and documents: every IRI of the graph is answered, for people and for programs."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from pyoxigraph import RdfFormat, parse

from http_client import ask, sparql
from medkg.snapshot.reader import Snapshot
from medkg.sparql.formats import FORMATS, Shape, formats_of

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
BASE = "https://w3id.org/medkg/"
THINGS = [
    "dataset/kits19-data",
    "challenge/kits19",
    "series/oasis",
    "catalog/tcia",
    "service/pubmed-web-api",
    "organization/stanford-university",
    "event/miccai-2019",
    "publication/abide-paper",
    "modality/mri",
    "anatomy/eye",
    "disease/cancer",
    "task/segmentation",
    "access/registration",
    "data-type/image",
    "unit/patient",
    "country/by",
]


@pytest.mark.parametrize("path", THINGS)
def test_a_thing_has_a_page(server: str, path: str) -> None:
    reply = ask(server, f"/{path}", headers=BROWSER)
    assert (reply.status, reply.type) == (200, "text/html")
    assert f"<code>{BASE}{path}</code>" in reply.text


@pytest.mark.parametrize("path", THINGS)
def test_a_thing_has_a_document(server: str, path: str) -> None:
    reply = ask(server, f"/{path}", headers={"Accept": "text/turtle"})
    subjects = {quad.subject.value for quad in parse(reply.body, RdfFormat.TURTLE)}
    assert BASE + path in subjects


@pytest.mark.parametrize("path", ["", "browse", "queries", "queries/funders", "sparql", "about", *THINGS])
def test_a_page_has_one_title_and_one_description(server: str, path: str) -> None:
    text = ask(server, f"/{path}", headers=BROWSER).text
    assert len(re.findall(r"<title>[^<]+</title>", text.partition("</head>")[0])) == 1
    [description] = re.findall(r'<meta name="description" content="([^"]*)">', text)
    assert len(description) > 15


def test_numbers_of_challenges_lead_to_as_many(server: str) -> None:
    home = ask(server, "/", headers=BROWSER).text
    links = set(re.findall(r'href="(/browse\?event=[^"]+)"', home))
    assert links
    for link in links:
        assert "kind=medkg:Challenge&amp;kind=medkg:ChallengeSeries" in link
    [number] = re.findall(r'href="/browse\?event=miccai-2019&[^"]*"[^>]*aria-label="[^"]*: (\d+) ', home)
    listed = ask(server, "/browse?event=miccai-2019&kind=medkg:Challenge&kind=medkg:ChallengeSeries", headers=BROWSER)
    assert f"{number} entries" in listed.text


@pytest.mark.parametrize("key", [format.key for format in formats_of(Shape.GRAPH)])
def test_suffix_and_accept_give_the_same(server: str, key: str) -> None:
    by_suffix = ask(server, f"/challenge/kits19.{key}")
    by_accept = ask(server, "/challenge/kits19", headers={"Accept": FORMATS[key].media_type})
    assert (by_suffix.status, by_suffix.type) == (200, FORMATS[key].media_type)
    assert by_suffix.body == by_accept.body


def test_an_extent_stands_in_the_document_of_its_entry(server: str) -> None:
    reply = ask(server, "/dataset/kits19-data.nt")
    assert "dataset/kits19-data#extent-1> <https://w3id.org/medkg/ontology#count>" in reply.text


class Links(HTMLParser):
    """Gathers the local links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        href = dict(attributes).get("href")
        if tag in ("a", "link") and href and href.startswith("/"):
            self.found.append(href)


@pytest.mark.parametrize(
    "path", ["/", "/queries", "/ontology", "/sparql", "/challenge/kits19", "/anatomy/chest", "/event/miccai"]
)
def test_no_local_link_of_a_page_is_dead(server: str, path: str) -> None:
    for href in sorted(set(Links(ask(server, path, headers=BROWSER).text).found)):
        reply = ask(server, href.split("#")[0], headers=BROWSER)
        assert reply.status in (200, 303), href


def test_every_saved_query_has_a_page_and_data(server: str, real_snapshot: Snapshot) -> None:
    for slug, query in real_snapshot.queries.items():
        page = ask(server, f"/queries/{slug}", headers=BROWSER)
        assert page.status == 200, slug
        suffix = "ttl" if query.form == "construct" else "json"
        assert ask(server, f"/queries/{slug}.{suffix}").type == FORMATS[suffix].media_type
    assert len(json.loads(ask(server, "/queries", headers={"Accept": "application/json"}).body)) >= 40


def test_a_parameter_of_a_saved_query_is_a_parameter_of_its_url(server: str) -> None:
    reply = ask(server, "/queries/challenges-at-a-meeting.csv?event=isbi-2018")
    assert "isbi-challenges-2018" in reply.text
    assert "kits19" not in reply.text
    for value in ("event:isbi-2018", "https://w3id.org/medkg/event/isbi-2018"):
        assert ask(server, f"/queries/challenges-at-a-meeting.csv?event={value}").body == reply.body


@pytest.mark.parametrize("value", ["event=x%3E+%7D+DROP+ALL", "event=", "nothing=1", "event=%22", "event=miccai-1999"])
def test_a_wrong_parameter_is_an_error_and_never_part_of_the_query(server: str, value: str) -> None:
    reply = ask(server, f"/queries/challenges-at-a-meeting.csv?{value}")
    assert reply.status == 400
    assert "DROP" not in reply.text or "wants" in reply.text


def test_the_ontology_is_a_page_and_a_document(server: str) -> None:
    assert 'id="heldAt"' in ask(server, "/ontology", headers=BROWSER).text
    reply = ask(server, "/ontology", headers={"Accept": "text/turtle"})
    assert len(list(parse(reply.body, RdfFormat.TURTLE))) > 3000


def test_the_ontology_has_suffixes_as_everything_has(server: str) -> None:
    assert ask(server, "/ontology.ttl").body == ask(server, "/ontology", headers={"Accept": "text/turtle"}).body
    assert ask(server, "/ontology.csv").status == 406


def test_a_named_graph_can_be_had(server: str) -> None:
    reply = ask(server, "/graph/stated/kits19.nt")
    assert "heldAt" in reply.text
    assert ask(server, "/graph/stated/nothing").status == 404


def test_the_iri_of_a_query_leads_to_its_page(server: str) -> None:
    reply = ask(server, "/query/challenges-at-a-meeting")
    assert (reply.status, urlsplit(str(reply.headers["Location"])).path) == (303, "/queries/challenges-at-a-meeting")


def test_a_query_typed_in_the_page_is_answered_in_the_page(server: str) -> None:
    reply = sparql(server, "SELECT ('<b>x</b>' AS ?x) {}", **BROWSER)
    assert reply.type == "text/html"
    assert "&lt;b&gt;x&lt;/b&gt;" in reply.text
    assert "<b>x</b>" not in reply.text


def test_answers_carry_the_headers_that_keep_browsers_safe(server: str) -> None:
    headers = ask(server, "/", headers=BROWSER).headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Accept" in headers["Vary"]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/sparql?query=SELECT", 400, "Not a SPARQL query"),
        ("/queries/challenges-at-a-meeting?nothing=1", 400, "A parameter is wrong"),
        ("/queries/nothing", 404, "There is no such query"),
        ("/nothing", 404, "There is nothing at this address"),
    ],
)
def test_a_person_gets_a_page_about_what_went_wrong(server: str, path: str, status: int, words: str) -> None:
    reply = ask(server, path, headers=BROWSER)
    assert (reply.status, reply.type) == (status, "text/html")
    assert words in reply.text


def test_a_query_that_fails_stays_in_the_form_with_what_is_wrong(server: str) -> None:
    reply = ask(server, "/sparql?query=SELECT+%2A+WHERE+%7B+%3Fthing", headers={"Accept": "text/html"})
    assert reply.status == 400
    assert "?thing</textarea>" in reply.text
    assert "Line 1, column" in reply.text


def test_the_numbers_of_the_first_page_lead_to_what_they_count(server: str) -> None:
    text = ask(server, "/", headers=BROWSER).text
    [(path, number)] = re.findall(r'href="([^"]*kind=dcat:Dataset)"><strong>(\d+)', text)
    assert f"{number} entries" in ask(server, path, headers=BROWSER).text
