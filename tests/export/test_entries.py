"""All entries in one file of each profile are what each entry is by itself."""

import gzip
import json
from pathlib import Path

import pytest

from made_up import write_made_up
from medkg.export.entries import ENTRY_FILES
from medkg.export.source import Source
from medkg.export.table import RECIPES
from medkg.export.write import write_exports
from medkg.profiles.profile import Profile
from medkg.profiles.table import PROFILES
from medkg.snapshot.reader import open_snapshot


def documents_of(profile: Profile, source: Source) -> list[bytes]:
    things = (thing for thing in source.entries() if thing.family in profile.families)
    return [profile.write(thing, source.edition) for thing in things]


def content_of(key: str, folder: Path) -> str:
    return gzip.decompress((folder / ENTRY_FILES[key].path).read_bytes()).decode()


def test_every_profile_but_those_of_dcat_is_a_file_of_all_entries() -> None:
    """DCAT has whole catalogs."""
    assert set(ENTRY_FILES) == {key for key in PROFILES if "dcat" not in key}


@pytest.mark.parametrize("key", ["schema", "croissant", "datacite"])
def test_a_json_document_is_a_line(key: str, exports: Path, real_source: Source) -> None:
    lines = content_of(key, exports).splitlines()
    assert len(lines) > 50
    assert [json.loads(line) for line in lines] == [json.loads(d) for d in documents_of(PROFILES[key], real_source)]


@pytest.mark.parametrize("key", ["bibtex", "ris"])
def test_texts_follow_one_another_after_a_blank_line(key: str, exports: Path, real_source: Source) -> None:
    assert content_of(key, exports) == b"\n".join(documents_of(PROFILES[key], real_source)).decode()


def test_csl_items_are_one_list(exports: Path, real_source: Source) -> None:
    items = [json.loads(document)[0] for document in documents_of(PROFILES["csl"], real_source)]
    assert len(items) > 100
    assert json.loads(content_of("csl", exports)) == items


def test_of_no_entries_csl_is_an_empty_list(tmp_path: Path) -> None:
    snapshot = open_snapshot(write_made_up(tmp_path, ""))
    write_exports(tmp_path, Source(snapshot.path, snapshot.edition), RECIPES, ENTRY_FILES["csl"].__eq__)
    assert json.loads(content_of("csl", tmp_path)) == []
