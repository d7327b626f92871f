"""Places, names and helpers that the tests share."""

import shutil
from pathlib import Path

from medkg.namespaces import Names

REPOSITORY = Path(__file__).parents[1]
TESTS = Path(__file__).parent
NAMES = Names()


def ignore_stages(stage: str, seconds: float | None) -> None:
    """Listen to the stages of a build and do nothing."""


def copy_minimal(target: Path) -> Path:
    """Make a root directory with the minimal catalog and the real ontology, vocabularies, shapes and checks."""
    shutil.copytree(TESTS / "minimal", target, dirs_exist_ok=True)
    ontology = REPOSITORY / "ontology"
    shutil.copy(ontology / "medkg.ttl", target / "ontology")
    for folder in ("vocabularies", "shapes", "checks"):
        shutil.copytree(ontology / folder, target / "ontology" / folder)
    return target
