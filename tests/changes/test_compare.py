"""What a comparison finds: things, statements in words, counts, saved queries."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from medkg.changes.compare import compare
from medkg.changes.comparison import Change, Comparison, Count, Fate, QueryChange, shorten
from medkg.changes.side import Side, open_side
from medkg.errors import SnapshotUnusable
from medkg.snapshot.manifest import MANIFEST, QUADS, QUERIES, describe_file, digest_of, read_manifest


def change_of(comparison: Comparison, path: str) -> Change:
    [found] = [each for each in comparison.changes if each.iri == f"https://w3id.org/medkg/{path}"]
    return found


def test_things_are_added_removed_changed_or_only_inferred_anew(comparison: Comparison) -> None:
    assert [(each.kind, each.title, each.fate) for each in comparison.changes] == [
        ("dataset", "Gone", Fate.REMOVED),
        ("dataset", "Kept", Fate.CHANGED),
        ("dataset", "New", Fate.ADDED),
        ("series", "all", Fate.ADDED),
    ]
    assert comparison.things == {"dataset": {"added": 1, "changed": 1, "removed": 1}, "series": {"added": 1}}


def test_the_statements_of_a_thing_and_its_parts_are_told_in_words(comparison: Comparison) -> None:
    told = [
        (each.sign, each.part, each.label, each.words, each.graph)
        for each in change_of(comparison, "dataset/kept").statements
    ]
    assert told == [
        ("+", "", "modality", "CT", "stated"),
        ("-", "", "title", "Old title", "stated"),
        ("+", "", "title", "New title", "stated"),
        ("-", "extent-1", "count", "40", "stated"),
        ("+", "extent-1", "count", "41", "stated"),
        ("+", "", "modality", "modality:imaging", "inferred"),
    ]


def test_a_statement_has_its_terms(comparison: Comparison) -> None:
    statement = change_of(comparison, "dataset/kept").statements[2]
    assert (statement.property, statement.value) == ("http://purl.org/dc/terms/title", '"New title"@en')


def test_statements_are_counted_by_family_of_graphs(comparison: Comparison) -> None:
    assert comparison.statements == {
        "": Count(2, 2),
        "curated": Count(2, 0),
        "inferred": Count(2, 0),
        "stated": Count(3, 4),
        "void": Count(1, 1),
    }
    assert comparison.asserted == Count(5, 4)
    kept = change_of(comparison, "dataset/kept")
    assert (kept.asserted, kept.inferred) == (Count(3, 2), Count(1, 0))


def test_a_thing_of_which_only_inferred_statements_differ_is_told_apart(
    sides: tuple[Side, Side], tmp_path: Path
) -> None:
    _, new = sides
    lines = [line for line in new.lines() if b"imaging" not in line]
    before = open_side(rewrite(new.path, tmp_path / "before", lines))
    [change] = compare(before, new).changes
    assert (change.title, change.fate, change.asserted) == ("Kept", Fate.INFERRED, Count())
    assert shorten(compare(before, new), 10, 10).changes == ()


def test_a_snapshot_does_not_differ_from_itself(sides: tuple[Side, Side]) -> None:
    found = compare(sides[0], sides[0])
    assert found.is_empty
    assert (found.statements, found.changes, found.queries) == ({}, (), ())


def test_there_and_back_again_what_was_added_is_removed(sides: tuple[Side, Side], comparison: Comparison) -> None:
    back = compare(*reversed(sides))
    assert back.statements == {key: Count(each.removed, each.added) for key, each in comparison.statements.items()}
    opposite = {Fate.ADDED: Fate.REMOVED, Fate.REMOVED: Fate.ADDED, Fate.CHANGED: Fate.CHANGED}
    assert {each.iri: opposite[each.fate] for each in back.changes} == {
        each.iri: each.fate for each in comparison.changes
    }


def test_saved_queries_are_compared_by_slug(sides: tuple[Side, Side], tmp_path: Path) -> None:
    old, new = (
        [{"slug": slug, "title": title} for slug, title in told]
        for told in (
            [("changed", "Before"), ("gone", "Gone"), ("same", "Same")],
            [("added", "Added"), ("changed", "After"), ("same", "Same")],
        )
    )
    lines = list(sides[0].lines())
    before, after = (
        open_side(rewrite(sides[0].path, tmp_path / name, lines, queries)) for name, queries in (("a", old), ("b", new))
    )
    found = compare(before, after)
    assert not found.is_empty
    assert found.queries == (
        QueryChange("added", "Added", Fate.ADDED),
        QueryChange("changed", "After", Fate.CHANGED),
        QueryChange("gone", "Gone", Fate.REMOVED),
    )


def test_json_carries_all_of_it(comparison: Comparison) -> None:
    assert Comparison.from_json(json.loads(json.dumps(comparison.to_json()))) == comparison


def test_a_short_one_lists_less_and_counts_the_same(comparison: Comparison) -> None:
    short = shorten(comparison, 1, 2)
    assert [each.title for each in short.changes] == ["Gone", "Kept", "New"]
    assert [len(each.statements) for each in short.changes] == [2, 2, 2]
    assert (short.things, short.statements) == (comparison.things, comparison.statements)
    assert change_of(short, "dataset/kept").asserted == Count(3, 2)


def test_other_bases_cannot_be_compared(sides: tuple[Side, Side]) -> None:
    other = replace(sides[1], base_iri="https://example.org/kg/")
    with pytest.raises(SnapshotUnusable, match="begin with"):
        compare(sides[0], other)


def rewrite(place: Path, target: Path, lines: list[bytes], queries: object = ()) -> Path:
    """Write what a comparison reads of a snapshot: other quads and saved queries, with a manifest that fits."""
    target.mkdir()
    (target / QUADS).write_bytes(b"".join(lines))
    (target / QUERIES).write_text(json.dumps(queries))
    files = {name: describe_file(target / name) for name in (QUADS, QUERIES)}
    manifest = replace(read_manifest(place), files=files, digest=digest_of(files))
    (target / MANIFEST).write_text(manifest.to_text())
    return target


def test_only_what_is_compared_need_be_there(sides: tuple[Side, Side], tmp_path: Path) -> None:
    """A snapshot of another layout is compared, too: the same command spans versions of medkg."""
    copy = rewrite(sides[0].path, tmp_path / "copy", list(sides[0].lines()), [])
    manifest = replace(read_manifest(copy), layout=1)
    (copy / MANIFEST).write_text(manifest.to_text())
    assert compare(open_side(copy), sides[0]).statements == {}


@pytest.mark.parametrize("name", [QUADS, QUERIES, MANIFEST])
def test_a_damaged_snapshot_is_not_compared(sides: tuple[Side, Side], tmp_path: Path, name: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(sides[0].path, copy)
    (copy / name).write_bytes((copy / name).read_bytes()[:-20])
    with pytest.raises(SnapshotUnusable, match=str(copy)):
        open_side(copy)
