"""What crawlers are told: where the pages are, and which addresses have no end."""

import re
from urllib.robotparser import RobotFileParser
from xml.etree.ElementTree import Element, fromstring

import pytest
from flask.testing import FlaskClient

from http_client import ask
from medkg.settings import Limits, ServerSettings
from medkg.snapshot.reader import Snapshot
from medkg.sparql.local import LocalEngine
from medkg.web.app import create_app
from medkg.web.site import Site
from medkg.web.views import crawlers
from support import NAMES

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BROWSER = {"Accept": "text/html"}


def locations(root: Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SPACE}loc")]


def test_the_sitemap_lists_pages_that_are_there(server: str) -> None:
    reply = ask(server, "/sitemap.xml")
    assert (reply.status, reply.type) == (200, "application/xml")
    root = fromstring(reply.text)
    found = locations(root)
    assert root.tag == f"{SPACE}urlset"
    assert len(found) == len(set(found))
    for path in ("", "browse", "queries/funders", "dataset/abide", "anatomy/chest", "event/miccai-2019"):
        assert f"{server}/{path}" in found
    for address in found[:: len(found) // 20]:
        assert ask(server, address.removeprefix(server), headers=BROWSER).status == 200, address


def test_a_page_names_itself_as_the_sitemap_does(server: str) -> None:
    page = ask(server, "/dataset/abide", headers=BROWSER).text
    [address] = re.findall(r'<link rel="canonical" href="([^"]+)">', page)
    assert address in locations(fromstring(ask(server, "/sitemap.xml").text))


def test_the_sitemap_has_a_tag(server: str) -> None:
    tag = str(ask(server, "/sitemap.xml").headers["ETag"])
    assert ask(server, "/sitemap.xml", headers={"If-None-Match": tag}).status == 304


def is_left_alone(server: str, path: str) -> bool:
    """Tell whether robots.txt keeps crawlers off a path, by RFC 9309, which lets * stand for anything."""
    rules = re.findall(r"(?m)^Disallow: (\S+)$", ask(server, "/robots.txt").text)
    return any(re.match(re.escape(rule).replace(r"\*", ".*"), path) for rule in rules)


def test_robots_are_led_to_the_sitemap(server: str) -> None:
    reply = ask(server, "/robots.txt")
    assert (reply.status, reply.type) == (200, "text/plain")
    assert parsed(reply.text).site_maps() == [f"{server}/sitemap.xml"]


def parsed(text: str) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    return parser


@pytest.mark.parametrize("path", ["/", "/browse", "/sparql", "/queries", "/queries/funders", "/challenge/kits19"])
def test_robots_may_read_pages(server: str, path: str) -> None:
    assert not is_left_alone(server, path)


@pytest.mark.parametrize(
    "path",
    [
        "/sparql?query=ASK%20%7B%7D",
        "/check",
        "/complete?text=a",
        "/browse?modality=ct",
        "/search?q=ct",
        "/compare?id=dataset/abide",
        "/compare.csv?id=dataset/abide",
        "/queries?q=ct",
        "/queries/papers?sort=year",
    ],
)
def test_robots_leave_alone_what_has_no_end(server: str, path: str) -> None:
    assert is_left_alone(server, path)


@pytest.fixture
def client(real_snapshot: Snapshot, engine: LocalEngine, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A client of an application whose files may have a hundred addresses each."""
    monkeypatch.setattr(crawlers, "MOST_ADDRESSES", 100)
    return create_app(Site(real_snapshot, engine, NAMES, Limits(), ServerSettings())).test_client()


def test_what_does_not_fit_into_one_file_stands_in_several(client: FlaskClient) -> None:
    root = fromstring(client.get("/sitemap.xml").text)
    assert root.tag == f"{SPACE}sitemapindex"
    parts = [locations(fromstring(client.get(file).text)) for file in locations(root)]
    assert {len(part) for part in parts[:-1]} == {100}
    assert 0 < len(parts[-1]) <= 100
    assert len({address for part in parts for address in part}) == sum(map(len, parts)) > 600


@pytest.mark.parametrize("name", ["sitemap-0.xml", "sitemap-1000.xml", "sitemap-x.xml"])
def test_there_are_no_other_files(client: FlaskClient, name: str) -> None:
    assert client.get(f"/{name}").status_code == 404
