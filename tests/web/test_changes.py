"""How the graph came to be what it is: as a page, as JSON, as a feed, and as patches for those who keep a copy."""

import gzip
import json
import re
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import pytest

from http_client import ask
from made_up import write_made_up
from medkg.changes.patch import PATCH_TYPE
from medkg.snapshot.history import HISTORY
from medkg.snapshot.manifest import CURRENT, QUADS
from servers import serving

BROWSER = {"Accept": "text/html"}
ATOM = "{http://www.w3.org/2005/Atom}"
EVIL = "<b>&amp; \\u0001"


def graph(title: str, *others: str) -> str:
    told = [("kept", title), *((each, each.title()) for each in others)]
    entries = "".join(
        f"GRAPH <https://w3id.org/medkg/graph/stated/{name}> {{\n"
        f'  dataset:{name} a dcat:Dataset ; dct:title "{text}"@en .\n}}\n'
        f'dataset:{name} a dcat:Dataset ; rdfs:label "{text}"@en .\n'
        for name, text in told
    )
    return entries + '\ndct:title rdfs:label "title"@en .'


@dataclass(frozen=True)
class Running:
    """A server on the last of three snapshots."""

    url: str
    places: list[Path]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("changes")
    texts = (graph("First"), graph(EVIL, "gone"), graph("Third", *(f"new-{number}" for number in range(40))))
    places = [write_made_up(folder, text) for text in texts]
    with serving(folder, {"client-seconds": 1000}) as server:
        yield Running(server.url, places)


def steps_of(server: str) -> list[dict[str, Any]]:
    return list(json.loads(ask(server, "/changes.json").text)["steps"])


def test_the_steps_lead_from_the_served_snapshot_back(running: Running) -> None:
    steps = steps_of(running.url)
    assert [step["digest"] for step in steps] == [place.name for place in reversed(running.places)]
    assert [step["before"] for step in steps] == [running.places[1].name, running.places[0].name, None]
    assert steps[0]["comparison"]["things"] == {"dataset": {"added": 40, "changed": 1, "removed": 1}}
    assert steps[0]["summary"] == (
        "Added: 40 datasets. Changed: 1 dataset. Removed: 1 dataset. Statements: 81 added, 3 removed."
    )


def test_the_page_links_what_is_there_and_counts_what_it_leaves_out(running: Running) -> None:
    page = ask(running.url, "/changes", headers=BROWSER).text
    assert "Added: 40 datasets" in page
    assert '<a href="/dataset/new-0">New-0</a>' in page
    assert "and 28 more" in page
    assert 'href="/dataset/gone"' not in page.split("<section")[1]
    assert "Gone" in page.split("<section")[1]
    assert re.search(r"<span class=\"hidden\">removed: </span> title: &lt;b&gt;&amp;amp; ", page)


def test_no_link_of_the_page_is_dead(running: Running) -> None:
    page = ask(running.url, "/changes", headers=BROWSER).text.split("<section")[1]
    found = set(re.findall(r'href="(/[^"]+)"', page))
    assert len(found) > 12
    for href in found:
        assert ask(running.url, href, headers=BROWSER).status == 200, href


def test_programs_get_json(running: Running) -> None:
    assert (
        ask(running.url, "/changes", headers={"Accept": "application/json"}).text
        == ask(running.url, "/changes.json").text
    )


def test_a_step_can_be_had_whole(running: Running) -> None:
    files = steps_of(running.url)[0]["files"]
    reply = ask(running.url, files["json"].removeprefix(running.url))
    assert (reply.status, reply.type) == (200, "application/json")
    assert len(json.loads(reply.text)["changes"]) == 42


def test_a_copy_of_the_graph_is_brought_up_to_date_by_the_patch(running: Running) -> None:
    files = steps_of(running.url)[0]["files"]
    old, new = (set((place / QUADS).read_bytes().splitlines()) for place in running.places[1:])
    reply = ask(running.url, files["rdfp"].removeprefix(running.url))
    assert (reply.status, reply.type) == (200, PATCH_TYPE)
    rows = reply.body.splitlines()
    added, removed = ({row[2:] for row in rows if row.startswith(sign)} for sign in (b"A ", b"D "))
    assert (old - removed) | added == new


def test_a_patch_is_sent_compressed_to_those_who_read_that(running: Running) -> None:
    path = steps_of(running.url)[0]["files"]["rdfp"].removeprefix(running.url)
    reply = ask(running.url, path, headers={"Accept-Encoding": "gzip"})
    assert reply.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(reply.body) == ask(running.url, path).body


@pytest.mark.parametrize("path", ["/changes", "/changes.json", "/changes.atom"])
def test_each_has_a_tag(running: Running, path: str) -> None:
    reply = ask(running.url, path, headers=BROWSER)
    tag = str(reply.headers["ETag"])
    assert ask(running.url, path, headers=BROWSER | {"If-None-Match": tag}).status == 304


@pytest.mark.parametrize("name", ["x", "x.json", "../history.json", f"{'a' * 64}-{'b' * 64}.rdfp", ".."])
def test_there_are_no_other_files(running: Running, name: str) -> None:
    assert ask(running.url, f"/changes/{name}").status == 404


def text_of(element: Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


def check_common(element: Element) -> None:
    """What RFC 4287 demands of a feed and of each entry (4.1.1, 4.1.2)."""
    for name in ("id", "title", "updated"):
        assert len(element.findall(f"{ATOM}{name}")) == 1
        assert text_of(element, name).strip()
    assert re.match(r"(https?://|urn:uuid:)", text_of(element, "id"))
    assert datetime.fromisoformat(text_of(element, "updated")).tzinfo
    links = [(link.get("rel"), link.get("type")) for link in element.findall(f"{ATOM}link")]
    assert links.count(("alternate", "text/html")) == 1


def test_the_feed_is_one_of_atom(running: Running) -> None:
    reply = ask(running.url, "/changes.atom")
    assert (reply.status, reply.type) == (200, "application/atom+xml")
    feed = fromstring(reply.body)
    assert feed.tag == f"{ATOM}feed"
    check_common(feed)
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "medkg"
    assert [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"] == [
        f"{running.url}/changes.atom"
    ]
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 3
    for entry in entries:
        check_common(entry)
    assert len({text_of(entry, "id") for entry in entries}) == 3
    times = [text_of(entry, "updated") for entry in entries]
    assert times == sorted(times, reverse=True)
    assert text_of(feed, "updated") == times[0]
    assert [text_of(entry, "summary") for entry in entries] == [step["summary"] for step in steps_of(running.url)]


def test_the_feed_lists_things_whatever_they_are_called(running: Running) -> None:
    newest, second, _ = fromstring(ask(running.url, "/changes.atom").body).findall(f"{ATOM}entry")
    assert f'<a href="{running.url}/dataset/new-0">New-0</a> (dataset)' in text_of(newest, "content")
    assert "Removed: Gone (dataset)" in text_of(newest, "content")
    assert "&lt;b&gt;&amp;amp; \N{REPLACEMENT CHARACTER}</a>" in text_of(second, "content")


def test_the_feed_leads_to_places_of_the_page(running: Running) -> None:
    page = ask(running.url, "/changes", headers=BROWSER).text
    feed = fromstring(ask(running.url, "/changes.atom").body)
    anchors = [
        link.get("href", "").partition("#")[2] for link in feed.findall(f"{ATOM}entry/{ATOM}link[@rel='alternate']")
    ]
    assert len(anchors) == 3
    assert all(f'id="{anchor}"' in page for anchor in anchors)


def test_a_reload_tells_of_what_is_new_with_other_tags(tmp_path: Path) -> None:
    write_made_up(tmp_path, graph("First"))
    with serving(tmp_path) as server:
        before = [ask(server.url, "/changes", headers=BROWSER) for _ in range(3)][-1]
        assert "There is nothing to compare" in before.text
        place = write_made_up(tmp_path, graph("Second"))
        assert ask(server.url, "/changes", headers=BROWSER).body == before.body
        server.process.send_signal(signal.SIGHUP)
        assert server.next_digest() == place.name[:12]
        after = ask(server.url, "/changes", headers=BROWSER)
    assert "Changed: 1 dataset" in after.text
    assert after.headers["ETag"] != before.headers["ETag"]


def test_the_tag_depends_on_the_history_too(running: Running, tmp_path: Path) -> None:
    """The same snapshot with another past is told of in another way."""
    folder = tmp_path / "copy"
    shutil.copytree(running.places[0].parent, folder, symlinks=True)
    history = json.loads((folder / HISTORY).read_text())
    (folder / HISTORY).write_text(json.dumps([history[0], history[2]]))
    shutil.rmtree(folder / history[1]["digest"])
    with serving(folder) as server:
        other = ask(server.url, "/changes", headers=BROWSER)
    assert "It was not compared with the snapshot before" in other.text
    assert other.headers["ETag"] != ask(running.url, "/changes", headers=BROWSER).headers["ETag"]


def test_a_snapshot_without_others_has_nothing_to_compare(running: Running, tmp_path: Path) -> None:
    shutil.copytree(running.places[0], tmp_path / "alone" / "snapshot")
    with serving(tmp_path / "alone" / "snapshot") as server:
        assert "There is nothing to compare" in ask(server.url, "/changes", headers=BROWSER).text
        [step] = steps_of(server.url)
        check_common(fromstring(ask(server.url, "/changes.atom").body))
    assert (step["digest"], step["before"], step["comparison"], step["files"]) == (
        running.places[0].name,
        None,
        None,
        {},
    )


def test_back_to_an_older_snapshot_what_came_later_is_not_told(running: Running, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(running.places[0].parent, folder, symlinks=True)
    (folder / CURRENT).unlink()
    (folder / CURRENT).symlink_to(running.places[1].name)
    with serving(folder) as server:
        assert [step["digest"] for step in steps_of(server.url)] == [running.places[1].name, running.places[0].name]


def test_a_file_that_was_removed_is_no_more_there(running: Running, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(running.places[0].parent, folder, symlinks=True)
    with serving(folder) as server:
        paths = [urlsplit(address).path for address in steps_of(server.url)[0]["files"].values()]
        assert [ask(server.url, path).status for path in paths] == [200, 200]
        for path in (folder / "changes").glob("*.gz"):
            path.unlink()
        assert [ask(server.url, path).status for path in paths] == [404, 404]
