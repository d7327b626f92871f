"""What the tests of drafts share: records, and the catalog that they are mapped to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from medkg.catalog.loader import load_catalog
from medkg.drafts.document import read_document
from medkg.drafts.draft import Draft, make_draft
from medkg.drafts.fetch import Limits
from medkg.drafts.record import choose_dataset
from medkg.drafts.terms import Terms
from medkg.drafts.triples import read_triples
from support import NAMES, REPOSITORY

RECORDS = Path(__file__).parent / "records"

Drafting = Callable[..., Draft]


@pytest.fixture(scope="session")
def terms() -> Terms:
    """The words of the catalog of the repository."""
    return Terms(load_catalog(REPOSITORY, NAMES)[0])


@pytest.fixture(scope="session")
def records() -> Path:
    return RECORDS


@pytest.fixture
def draft_of(terms: Terms, tmp_path: Path) -> Drafting:
    """Return the draft that is made of a file, or of a text in a file with a suffix."""

    def make(record: Path | str, suffix: str = ".ttl", dataset: str | None = None, id: str | None = None) -> Draft:
        path = record if isinstance(record, Path) else tmp_path / f"record{suffix}"
        if isinstance(record, str):
            path.write_text(record, "utf-8")
        document = read_document(str(path), Limits())
        return make_draft(choose_dataset(document, read_triples(document, Limits()), NAMES, dataset), terms, id)

    return make
