"""The index of the real graph."""

import pytest

from medkg.search.reader import SearchIndex, open_index
from medkg.snapshot.reader import Snapshot


@pytest.fixture(scope="session")
def index(real_snapshot: Snapshot) -> SearchIndex:
    """The index of the repository's own files."""
    return open_index(real_snapshot.search)
