"""The releases of the data; what may be wrong with them has its examples in `tests/faults`."""

from datetime import date
from pathlib import Path

from medkg.catalog.loader import load_catalog
from medkg.catalog.releases import load_releases
from support import NAMES, REPOSITORY


def test_without_the_file_there_is_no_release_and_no_version(root: Path) -> None:
    assert load_releases(root / "data") == ((), [])
    assert load_catalog(root, NAMES)[0].version == ""


def test_the_first_release_is_the_version(root: Path) -> None:
    text = "- {version: 2026-12-01, notes: More.}\n- {version: 2026-11-27, notes: The first one.}\n"
    (root / "data" / "releases.yaml").write_text(text, "utf-8")
    catalog, findings = load_catalog(root, NAMES)
    assert findings == []
    assert catalog.version == "2026-12-01"
    assert [(release.version, release.notes) for release in catalog.releases] == [
        (date(2026, 12, 1), "More."),
        (date(2026, 11, 27), "The first one."),
    ]


def test_the_repository_has_releases() -> None:
    releases, findings = load_releases(REPOSITORY / "data")
    assert findings == []
    assert releases
