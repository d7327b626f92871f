"""What is ordered arrives whole, in the form in which it was ordered, or not at all."""

import gzip
import os
import tempfile
from io import BytesIO
from pathlib import Path
from typing import NoReturn

import pytest

from medkg.errors import ExportRefused, OutputUnwritable
from medkg.export.deliver import export_to_path, export_to_stream
from medkg.export.order import Order
from medkg.export.source import Source
from medkg.profiles.table import PROFILES
from medkg.stages import tell_nobody


def deliver(source: Source, order: Order, out: Path | str, *, force: bool = False) -> list[str]:
    return [str(path) for path in export_to_path(source, order, str(out), tell_nobody, force=force)]


def test_a_folder_gets_a_file_for_each_entry_to_which_the_profile_applies(source: Source, tmp_path: Path) -> None:
    written = deliver(source, Order("croissant"), tmp_path / "out")
    assert written == [str(tmp_path / "out/dataset/a.croissant.json")]
    written = deliver(source, Order("bibtex"), tmp_path / "out")
    assert written == [str(tmp_path / "out/challenge/c.bib"), str(tmp_path / "out/dataset/a.bib")]
    profile, (thing,) = PROFILES["bibtex"], source.read(source.entry_iris[1:])
    assert Path(written[1]).read_bytes() == profile.write(thing, source.edition)


def test_a_folder_gets_everything_as_it_is_in_the_snapshot(real_source: Source, exports: Path, tmp_path: Path) -> None:
    deliver(real_source, Order("ontology"), f"{tmp_path}/out.d/")
    for path in ("ontology.ttl", "ontology.jsonld", "ontology.rdf"):
        assert (tmp_path / "out.d" / path).read_bytes() == (exports / path).read_bytes()
    assert len(list((tmp_path / "out.d").iterdir())) == 3


@pytest.mark.parametrize(
    ("name", "order"),
    [("catalog.ttl", Order("dcat")), ("x.rdf", Order("dcat")), ("x.unknown", Order("dcat", "nt"))],
)
def test_the_end_of_a_file_chooses_the_format(source: Source, tmp_path: Path, name: str, order: Order) -> None:
    deliver(source, order, tmp_path / name)
    begin = {"catalog.ttl": b"@prefix", "x.rdf": b"<?xml", "x.unknown": b"<http"}[name]
    assert (tmp_path / name).read_bytes().startswith(begin)


@pytest.mark.parametrize("order", [Order("dcat"), Order("bibtex"), Order("ontology"), Order("bibtex", entry="a")])
def test_a_file_is_compressed_as_its_name_says(source: Source, tmp_path: Path, order: Order) -> None:
    deliver(source, order, tmp_path / "plain.x")
    deliver(source, order, tmp_path / "packed.x.gz")
    content = (tmp_path / "plain.x").read_bytes()
    assert content == gzip.decompress((tmp_path / "packed.x.gz").read_bytes())
    assert not content.startswith(b"\x1f\x8b")
    stream = BytesIO()
    export_to_stream(source, order, stream, tell_nobody)
    assert stream.getvalue() == content


def test_what_makes_several_files_wants_a_folder(source: Source, tmp_path: Path) -> None:
    for name in ("all", "tables", "vocabularies", "graphs"):
        with pytest.raises(ExportRefused, match="Name a folder"):
            deliver(source, Order(name), tmp_path / "file.x")
    assert list(tmp_path.iterdir()) == []


def test_an_entry_to_which_the_profile_does_not_apply_is_refused(source: Source, tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match=r"There is no croissant of a challenge: it is for a dataset\."):
        deliver(source, Order("croissant", entry="c"), tmp_path / "c.json")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_stays_unless_forced(source: Source, tmp_path: Path) -> None:
    old = tmp_path / "out/dataset/a.bib"
    old.parent.mkdir(parents=True)
    old.write_text("old")
    with pytest.raises(ExportRefused, match=r"a\.bib would be replaced\. Allow it with --force"):
        deliver(source, Order("bibtex"), tmp_path / "out")
    assert old.read_text() == "old"
    assert not (tmp_path / "out/challenge").exists()
    deliver(source, Order("bibtex"), tmp_path / "out", force=True)
    assert old.read_text().startswith("@")


def test_what_cannot_be_written_is_named(source: Source, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no directory")
    with pytest.raises(OutputUnwritable, match=r"Cannot write to .*file: .*--out\."):
        deliver(source, Order("bibtex"), tmp_path / "file" / "out.bib")


def test_no_room_for_what_is_not_yet_printed_is_said(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(OutputUnwritable, match=r"Cannot write to the folder for temporary files: No such .*TMPDIR\."):
        export_to_stream(source, Order("bibtex"), BytesIO(), tell_nobody)


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_nothing_is_left_half_written(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    def fail(*_: object) -> NoReturn:
        raise fault

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises((OutputUnwritable, KeyboardInterrupt)):
        deliver(source, Order("dcat"), tmp_path / "catalog.ttl")
    assert list(tmp_path.iterdir()) == []
