"""The files for others, as they come over HTTP: listed, whole, in part, known by their checksums."""

import base64
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from http_client import ask
from made_up import write_made_up
from medkg.snapshot.manifest import EXPORTS, File
from medkg.snapshot.reader import Snapshot
from servers import serving

BROWSER = {"Accept": "text/html"}
NAME = "ontology.ttl"
"""A file that is stored as it is read."""


@pytest.fixture(scope="session")
def content(real_snapshot: Snapshot) -> bytes:
    return (real_snapshot.exports / NAME).read_bytes()


@pytest.fixture(scope="session")
def tag(real_snapshot: Snapshot) -> str:
    return f'"{known(real_snapshot, NAME).sha256}"'


def known(snapshot: Snapshot, name: str) -> File:
    return snapshot.manifest.files[f"{EXPORTS}/{name}"]


def test_all_exports_of_the_snapshot_are_listed(server: str, real_snapshot: Snapshot) -> None:
    listed = json.loads(ask(server, "/exports/").body)
    assert listed["digest"] == real_snapshot.manifest.digest
    assert {each["name"] for each in listed["exports"]} == real_snapshot.manifest.exports.keys()
    for each in listed["exports"]:
        assert each["url"] == f"{server}/exports/{each['name']}"
        assert File(each["bytes"], each["sha256"]) == known(real_snapshot, each["name"])
        assert each["title"]
        assert ("compression" in each) == each["name"].endswith(".gz")


def test_the_page_leads_to_every_file(server: str, real_snapshot: Snapshot) -> None:
    text = ask(server, "/exports/", headers=BROWSER).text
    for name in real_snapshot.manifest.exports:
        assert f'href="/exports/{name}"' in text
        assert f"{known(real_snapshot, name).sha256}  {name}\n" in text.replace("</code>", "\n")


def test_the_address_without_its_slash_leads_to_the_page(server: str) -> None:
    for host in ({}, {"Host": "no host"}):
        reply = ask(server, "/exports", headers={**BROWSER, **host})
        assert (reply.status, reply.headers["Location"]) == (308, "/exports/")


def test_every_file_has_its_checksum(server: str, real_snapshot: Snapshot) -> None:
    for name in real_snapshot.manifest.exports:
        reply = ask(server, f"/exports/{name}", headers={"Accept-Encoding": "gzip"})
        digest = hashlib.sha256(reply.body)
        assert (reply.status, digest.hexdigest()) == (200, known(real_snapshot, name).sha256), name
        assert reply.headers["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
        assert reply.headers["ETag"] == f'"{digest.hexdigest()}"'
        assert reply.headers["Content-Length"] == str(len(reply.body))
        assert reply.headers["Content-Encoding"] is None
        assert (reply.type == "application/gzip") == name.endswith(".gz")


def test_who_has_a_file_is_told_so(server: str, tag: str) -> None:
    for known_tags in (tag, f'"x", W/{tag}'):
        reply = ask(server, f"/exports/{NAME}", headers={"If-None-Match": known_tags})
        assert (reply.status, reply.body, reply.headers["ETag"]) == (304, b"", tag)
    assert ask(server, f"/exports/{NAME}", headers={"If-None-Match": '"x"'}).status == 200


def test_who_has_any_answer_is_told_which_there_would_be(server: str, tag: str) -> None:
    """See https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2."""
    reply = ask(server, f"/exports/{NAME}", headers={"If-None-Match": " * "})
    assert (reply.status, reply.body, reply.headers["ETag"]) == (304, b"", tag)
    for coding, end in (("gzip", '-gzip"'), ("identity", '"')):
        known_content = {"If-None-Match": "*", "Accept-Encoding": coding}
        content = ask(server, "/catalog.ttl", headers=known_content)
        assert (content.status, content.body) == (304, b"")
        assert (
            content.headers["ETag"] == ask(server, "/catalog.ttl", headers={"Accept-Encoding": coding}).headers["ETag"]
        )
        assert str(content.headers["ETag"]).endswith(end)


def test_head_tells_all_but_the_file(server: str, content: bytes) -> None:
    for headers in ({}, {"Range": "bytes=0-9"}):
        reply = ask(server, f"/exports/{NAME}", headers=headers, method="HEAD")
        assert (reply.status, reply.body, reply.headers["Content-Length"]) == (200, b"", str(len(content)))
        assert reply.headers["Accept-Ranges"] == "bytes"


@given(st.data())
def test_any_part_can_be_had(server: str, content: bytes, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(content) - 1))
    last = data.draw(st.integers(first, len(content) + 10))
    reply = ask(server, f"/exports/{NAME}", headers={"Range": f"bytes={first}-{last}"})
    assert (reply.status, reply.body) == (206, content[first : last + 1])
    assert reply.headers["Content-Range"] == f"bytes {first}-{min(last, len(content) - 1)}/{len(content)}"
    assert reply.headers["Content-Length"] == str(len(reply.body))


@given(st.text("-,0123456789 =bytes", max_size=16), st.sampled_from(["bytes=", "bytes", ""]))
def test_any_text_as_a_part_gives_the_whole_the_part_that_is_told_or_none(
    server: str, content: bytes, text: str, start: str
) -> None:
    reply = ask(server, f"/exports/{NAME}", headers={"Range": start + text})
    if reply.status == 206:
        first, last = str(reply.headers["Content-Range"]).removeprefix("bytes ").split("/")[0].split("-")
        assert reply.body == content[int(first) : int(last) + 1]
    else:
        assert reply.status == 416 or (reply.status, reply.body) == (200, content)


@pytest.mark.parametrize(("wanted", "start"), [("bytes=-10", -10), ("bytes=7-", 7)])
def test_a_part_may_be_open(server: str, content: bytes, wanted: str, start: int) -> None:
    reply = ask(server, f"/exports/{NAME}", headers={"Range": wanted})
    assert (reply.status, reply.body) == (206, content[start:])


@pytest.mark.parametrize("wanted", ["bytes=0-1,5-6", "lines=1-2", "bytes=5-2", "bytes", "bytes=x-y"])
def test_a_part_that_is_not_understood_is_the_whole(server: str, content: bytes, wanted: str) -> None:
    reply = ask(server, f"/exports/{NAME}", headers={"Range": wanted})
    assert (reply.status, reply.body) == (200, content)


@pytest.mark.parametrize("wanted", ["bytes={end}-", "bytes=-0", "Bytes=-00 "])
def test_a_part_that_no_file_has_is_refused_with_the_size(server: str, content: bytes, wanted: str) -> None:
    reply = ask(server, f"/exports/{NAME}", headers={"Range": wanted.format(end=len(content))})
    assert (reply.status, reply.type) == (416, "application/problem+json")
    assert reply.headers["Content-Range"] == f"bytes */{len(content)}"


def test_a_part_of_another_version_is_the_whole(server: str, content: bytes, tag: str) -> None:
    wanted = {"Range": "bytes=1-2"}
    assert ask(server, f"/exports/{NAME}", headers={**wanted, "If-Range": tag}).body == content[1:3]
    assert ask(server, f"/exports/{NAME}", headers={"Range": "bytes=-0", "If-Range": '"x"'}).body == content
    for other in ('"x"', f"W/{tag}", "Fri, 27 Nov 2026 22:30:37 GMT"):
        assert ask(server, f"/exports/{NAME}", headers={**wanted, "If-Range": other}).body == content


@pytest.mark.parametrize(
    "name", ["nothing", "../manifest.json", "..%2Fmanifest.json", "%2e%2e/quads.nq", "graphs", "graphs/"]
)
def test_nothing_else_can_be_had(server: str, name: str) -> None:
    assert ask(server, f"/exports/{name}").status == 404


def test_who_asks_for_another_file_is_led_to_the_list(server: str) -> None:
    told = json.loads(ask(server, "/exports/graphs/nothing.ttl.gz").body)
    assert told["detail"] == "There is no export graphs/nothing.ttl.gz. Those that there are, are listed at /exports/."


def test_a_snapshot_without_exports_says_so(tmp_path: Path) -> None:
    with serving(write_made_up(tmp_path, "dataset:a a dcat:Resource .")) as running:
        assert json.loads(ask(running.url, "/exports/").body)["exports"] == []
        assert "made without exports" in ask(running.url, "/exports/", headers=BROWSER).text
        assert ask(running.url, "/catalog.ttl").status == 404
