"""The page about the service: what it promises is what the server does."""

import re
from html import unescape

from http_client import ask
from medkg.snapshot.reader import Snapshot
from medkg.sparql.formats import FORMATS

BROWSER = {"Accept": "text/html"}


def test_the_limits_are_those_of_the_running_server(server: str) -> None:
    text = ask(server, "/about", headers=BROWSER).text
    assert re.search(r'<code>seconds</code></th><td class="number">5</td>', text)
    assert re.search(r'<code>client_seconds</code></th><td class="number">100,000</td>', text)


def test_all_formats_are_listed(server: str) -> None:
    text = ask(server, "/about", headers=BROWSER).text
    assert all(f"<code>{format.media_type}</code>" in text for format in FORMATS.values())


def test_the_citation_names_the_data_that_are_served(server: str, real_snapshot: Snapshot) -> None:
    text = ask(server, "/about", headers=BROWSER).text
    assert f"note = {{Data version {real_snapshot.manifest.digest}}}" in text


def test_no_link_of_the_page_is_dead(server: str) -> None:
    text = ask(server, "/about", headers=BROWSER).text
    for href in sorted(set(re.findall(r'href="([^"]+)"', text))):
        if href.startswith("#"):
            assert f'id="{href[1:]}"' in text, href
        elif href.startswith("/"):
            assert ask(server, unescape(href).split("#")[0], headers=BROWSER).status in (200, 303), href


def test_no_cookie_is_set(server: str) -> None:
    assert ask(server, "/about", headers=BROWSER).headers["Set-Cookie"] is None
