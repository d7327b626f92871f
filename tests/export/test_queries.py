"""The saved queries leave in an archive, a file for each."""

from pathlib import Path
from zipfile import ZipFile

from pyoxigraph import Literal, RdfFormat, parse

from medkg.namespaces import SH
from medkg.snapshot.reader import Snapshot
from support import NAMES


def test_each_query_is_a_file_with_its_text(exports: Path, real_snapshot: Snapshot) -> None:
    with ZipFile(exports / "sparql-examples.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert set(files) == {f"{slug}.ttl" for slug in real_snapshot.queries}
    for slug, query in real_snapshot.queries.items():
        told = {quad.triple for quad in parse(files[f"{slug}.ttl"], RdfFormat.TURTLE)}
        assert {triple.subject for triple in told} == {NAMES(f"query/{slug}")}
        texts = {SH(form) for form in ("select", "ask", "construct")}
        assert [t.object for t in told if t.predicate in texts] == [Literal(query.text())]


def test_nothing_in_the_archive_depends_on_the_clock(exports: Path) -> None:
    with ZipFile(exports / "sparql-examples.zip") as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
