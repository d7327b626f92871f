"""The list of files for others: ordered, grouped, and only what is known of each."""

from medkg.pages.exports import GROUPS, find_export, group_exports, list_exports
from medkg.snapshot.manifest import EXPORTS, Export, File, Manifest
from medkg.snapshot.reader import Snapshot
from support import NAMES

EXPORTED = {
    "medkg.ttl.gz": Export("The default graph, in Turtle", "text/turtle", ""),
    "medkg.nq.gz": Export("The whole graph, in N-Quads", "application/n-quads", "https://www.w3.org/TR/n-quads/"),
    "other/x.ttl": Export("X, in Turtle", "text/turtle", ""),
    "tables/b.csv": Export("B, as CSV", "text/csv", ""),
    "tables/b.parquet": Export("B, as Parquet", "application/vnd.apache.parquet", ""),
    "tables/a.csv": Export("A, as CSV", "text/csv", ""),
}
FILES = {f"{EXPORTS}/{name}": File(1234, "ab" * 32) for name in EXPORTED}
MANIFEST = Manifest("5a2b", NAMES.base, {}, {}, {}, FILES, EXPORTED)


def test_files_that_hold_the_same_stand_together_in_the_order_in_which_readers_look() -> None:
    groups = {
        group.id: {subject: [file.ending for file in files] for subject, files in subjects.items()}
        for group, subjects in group_exports(list_exports(MANIFEST))
    }
    assert groups == {
        "tables": {"B": ["csv", "parquet"], "A": ["csv"]},
        "graph": {"The default graph": ["ttl.gz"], "The whole graph": ["nq.gz"]},
        "others": {"X": ["ttl"]},
    }
    assert list(groups) == ["tables", "graph", "others"]


def test_every_export_has_a_place_on_the_page(real_snapshot: Snapshot) -> None:
    groups = group_exports(list_exports(real_snapshot.manifest))
    assert [group for group, _ in groups] == list(GROUPS)
    assert sum(len(files) for _, subjects in groups for files in subjects.values()) == len(
        real_snapshot.manifest.exports
    )


def test_what_is_not_known_of_a_file_is_left_out() -> None:
    packed, plain = (find_export(MANIFEST, name) for name in ("medkg.nq.gz", "tables/a.csv"))
    assert packed
    assert plain
    told = {
        "name": "tables/a.csv",
        "url": "u",
        "title": "A, as CSV",
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
