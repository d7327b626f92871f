"""What the tests share: a minimal catalog to damage, and the real graph, built, opened and served once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from medkg.build import Graph, build_snapshot, make_graph
from medkg.settings import Limits
from medkg.snapshot.reader import Snapshot, open_snapshot
from medkg.sparql.local import LocalEngine
from servers import serving
from support import NAMES, REPOSITORY, copy_minimal, ignore_stages

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A root directory of its own for a test that changes files."""
    return copy_minimal(tmp_path / "root")


@pytest.fixture(scope="session")
def minimal_graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The graph of the minimal catalog."""
    return make_graph(copy_minimal(tmp_path_factory.mktemp("minimal")), NAMES, ignore_stages)


@pytest.fixture(scope="session")
def real_graph() -> Graph:
    """The graph of the repository's own files."""
    return make_graph(REPOSITORY, NAMES, ignore_stages)


@pytest.fixture(scope="session")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory of snapshots with one of the repository's own files."""
    folder = tmp_path_factory.mktemp("snapshots")
    build_snapshot(REPOSITORY, folder, NAMES, ignore_stages)
    return folder


@pytest.fixture(scope="session")
def real_snapshot(snapshots: Path) -> Snapshot:
    """The snapshot of the repository's own files."""
    return open_snapshot(snapshots)


@pytest.fixture(scope="session")
def engine(real_snapshot: Snapshot) -> Iterator[LocalEngine]:
    """An engine on the real snapshot with tight limits."""
    limits = Limits(seconds=5, memory_mb=512, result_mb=8, workers=1, page_workers=1, refuse_seconds=0)
    started = LocalEngine(real_snapshot.store, NAMES.base, NAMES.prefixes, limits)
    yield started
    started.close()


@pytest.fixture(scope="session")
def server(snapshots: Path) -> Iterator[str]:
    """The address of a real server on the real snapshot; one client may ask it all day."""
    with serving(snapshots, {"seconds": 5, "client-seconds": 100_000}) as running:
        yield running.url
