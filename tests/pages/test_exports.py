"""The list of files for others: ordered, grouped, and only what is known of each."""

from medkg.pages.exports import HEADINGS, find_export, group_exports, list_exports
from medkg.snapshot.manifest import EXPORTS, Export, File, Manifest
from medkg.snapshot.reader import Snapshot
from support import NAMES

NQUADS = "https://www.w3.org/TR/n-quads/"
EXPORTED = {
    "tables/b.csv": Export("B", "CSV", "text/csv", "", "tables"),
    "tables/b.parquet": Export("B", "Parquet", "application/vnd.apache.parquet", "", "tables"),
    "tables/a.csv": Export("A", "CSV", "text/csv", "", "tables"),
    "medkg.ttl.gz": Export("The default graph", "Turtle", "text/turtle", "", "graph"),
    "medkg.nq.gz": Export("The whole graph", "N-Quads", "application/n-quads", NQUADS, "graph"),
    "other/x.ttl": Export("X", "", "text/turtle", "", "other"),
}
FILES = {f"{EXPORTS}/{name}": File(1234, "ab" * 32) for name in EXPORTED}
MANIFEST = Manifest("5a2b", NAMES.base, {}, {}, {}, FILES, EXPORTED)


def test_files_that_hold_the_same_stand_together_in_the_order_in_which_they_were_made() -> None:
    groups = group_exports(list_exports(MANIFEST))
    found = {
        group.heading: {subject: [file.ending for file in files] for subject, files in group.subjects.items()}
        for group in groups
    }
    assert found == {
        "Tables, for pandas, R and spreadsheets": {"B": ["csv", "parquet"], "A": ["csv"]},
        "Graph, for triple stores": {"The default graph": ["ttl.gz"], "The whole graph": ["nq.gz"]},
        "Other": {"X": ["ttl"]},
    }
    assert [group.id for group in groups] == ["tables", "graph", "other"]


def test_every_group_of_exports_has_a_heading_and_every_export_is_in_one(real_snapshot: Snapshot) -> None:
    groups = group_exports(list_exports(real_snapshot.manifest))
    assert [group.id for group in groups] == list(HEADINGS)
    found = [file.name for group in groups for files in group.subjects.values() for file in files]
    assert sorted(found) == sorted(real_snapshot.manifest.exports)


def test_what_can_be_had_in_several_formats_has_each_once(real_snapshot: Snapshot) -> None:
    for group in group_exports(list_exports(real_snapshot.manifest)):
        for files in group.subjects.values():
            formats = [file.told.format for file in files]
            assert len(set(formats)) == len(formats)


def test_what_is_not_known_of_a_file_is_left_out() -> None:
    packed, plain = (find_export(MANIFEST, name) for name in ("medkg.nq.gz", "tables/a.csv"))
    assert packed
    assert plain
    told = {
        "name": "tables/a.csv",
        "url": "u",
        "title": "A",
        "format": "CSV",
        "media_type": "text/csv",
        "bytes": 1234,
        "sha256": "ab" * 32,
    }
    assert plain.to_json("u") == told
    assert packed.to_json("u").keys() - told.keys() == {"compression", "standard"}
    assert (packed.size, plain.is_compressed) == ("1.2 kB", False)


def test_only_what_is_exported_is_found() -> None:
    assert find_export(MANIFEST, "../quads.nq") is None
    assert find_export(MANIFEST, f"{EXPORTS}/medkg.nq.gz") is None
