"""Pages about things, as they come over HTTP."""

import json
import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from http_client import ask
from medkg.sparql.formats import Shape, formats_of
from support import NAMES

BROWSER = {"Accept": "text/html"}
PAGES = [
    "dataset/kits19-data",
    "dataset/abide",
    "challenge/kits19",
    "series/brats",
    "catalog/tcia",
    "service/pubmed-web-api",
    "disease/kidney-neoplasm",
    "country/us",
    "organization/stanford-university",
    "event/miccai-2019",
    "event/miccai",
    "publication/abide-paper",
    "source/medical-data-for-machine-learning",
    "modality",
]


class Page(HTMLParser):
    """Gathers what the tests ask of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.hrefs: list[str] = []
        self.named_by: list[str] = []
        self.headings: list[int] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        self.ids.update([found["id"]] if found.get("id") else [])
        self.hrefs += [found["href"]] if found.get("href") else []
        self.named_by += [found["aria-labelledby"]] if found.get("aria-labelledby") else []
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        assert "style" not in found
        assert not any(name.startswith("on") for name in found)


def page(server: str, path: str) -> str:
    reply = ask(server, f"/{path}", headers=BROWSER)
    assert (reply.status, reply.type) == (200, "text/html")
    return reply.text


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_together(server: str, path: str) -> None:
    found = Page(page(server, path))
    assert [id for id, number in found.ids.items() if number > 1] == []
    assert {href[1:] for href in found.hrefs if href.startswith("#")} <= found.ids.keys()
    assert set(found.named_by) <= found.ids.keys()
    assert found.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(found.headings, found.headings[1:], strict=False))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_describes_its_thing_for_search_engines(server: str, path: str) -> None:
    text = page(server, path)
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert json.loads(block)["@id"] == f"https://w3id.org/medkg/{path}"
    assert f'<link rel="canonical" href="{server}/{path}">' in text
    assert re.search(r'<meta name="description" content="[^"]+">', text)


@pytest.mark.parametrize("path", ["dataset/kits19-data", "challenge/kits19", "series/brats", "catalog/tcia"])
def test_a_page_and_the_document_for_search_engines_say_the_same(server: str, path: str) -> None:
    """The page knows its address; a document is the same on every server, and knows its IRI."""
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page(server, path))
    assert json.loads(block)["url"] == f"{server}/{path}"
    assert json.loads(block.replace(f"{server}/", NAMES.base)) == json.loads(ask(server, f"/{path}.schema.jsonld").text)


def test_a_page_cites_its_entry(server: str) -> None:
    assert "@misc{kits19," in page(server, "challenge/kits19")
    assert "@misc{abide-paper," in page(server, "publication/abide-paper")


@pytest.mark.parametrize("path", PAGES)
def test_other_formats_are_told_in_the_page_and_in_its_header(server: str, path: str) -> None:
    reply = ask(server, f"/{path}", headers=BROWSER)
    for format in formats_of(Shape.GRAPH):
        assert (
            f'</{path}.{format.key}>; rel="alternate describedby"; type="{format.media_type}"' in reply.headers["Link"]
        )
        assert f'<link rel="alternate" type="{format.media_type}" href="/{path}.{format.key}">' in reply.text


@pytest.mark.parametrize("path", PAGES)
def test_every_list_of_a_page_leads_to_its_query(server: str, path: str) -> None:
    text = page(server, path)
    asked = set(re.findall(r'class="query-link" href="(/sparql\?query=[^"#]+)"', text))
    assert asked
    for address in asked:
        reply = ask(server, f"{address}&format=csv".replace("&amp;", "&"))
        assert reply.status == 200, reply.text


def test_a_page_tells_stated_from_curated_and_inferred(server: str) -> None:
    told, inferred = page(server, "dataset/kits19-data").split("What follows from these")
    assert 'class="origin stated" href="#lines"' in told
    assert re.search(r'class="origin curated" href="#reason-\d+"', told)
    assert "<dt>meeting</dt>" in inferred
    assert "<dt>meeting</dt>" not in told
    assert "lines 327 to 331" in inferred


def facts_of(text: str) -> dict[str, str]:
    """Return the first value of each fact of a page, with its markup."""
    return dict(re.findall(r"<dt>([^<]+)</dt>\s*<dd[^>]*>(.*?)</dd>", text, re.DOTALL))


def test_the_doi_of_an_entry_is_told_with_where_it_comes_from(server: str) -> None:
    found = facts_of(page(server, "dataset/mias"))["DOI of the entry itself"]
    assert '<a href="https://doi.org/10.17863/CAM.105113">10.17863/CAM.105113</a>' in found
    assert 'class="origin curated"' in found
    assert "DOI of the entry itself" not in page(server, "dataset/abide")


def test_what_is_not_stated_is_not_called_stated(server: str) -> None:
    found = facts_of(page(server, "dataset/kits19-data"))["access condition"]
    assert "Not stated" in found
    assert "origin" not in found


def test_time_spans_are_told_with_or_without_years(server: str) -> None:
    assert "<span>2001 to 2012: admissions of adult patients" in page(server, "dataset/mimic-iii")
    assert "<span>origin of the photographs" in page(server, "catalog/old-medical-pictures")


@pytest.mark.parametrize("path", ["catalog/omnimedicalsearch-image-databases", "series/brats", "anatomy/chest"])
def test_a_link_within_a_page_leads_somewhere(server: str, path: str) -> None:
    text = page(server, path)
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(re.findall(r'\bid="([^"]+)"', text))


def test_a_thing_without_a_description_is_told_by_its_kind(server: str) -> None:
    [told] = re.findall(r'<meta name="description" content="([^"]*)">', page(server, "event/miccai-2019"))
    assert told.startswith("MICCAI 2019: meeting in medkg")


@pytest.mark.parametrize(
    "path", ["dataset/kits-19", "modality/", "dataset/%00", "nothing", "dataset/a%20b", "disease/%22"]
)
def test_what_is_not_there_is_not_found(server: str, path: str) -> None:
    assert ask(server, f"/{path}", headers=BROWSER).status == 404
