"""What the tests of exports share: a small snapshot to export from, and what the build exported of the real one."""

from pathlib import Path

import pytest

from made_up import write_made_up
from medkg.export.source import Source
from medkg.snapshot.reader import Snapshot, open_snapshot

SMALL = """
dataset:a a dcat:Dataset, dcat:Resource ; dct:identifier "a" ; dct:title "A"@en .
challenge:c a medkg:Challenge, dcat:Resource ; dct:identifier "c" ; dct:title "C"@en .
GRAPH <https://w3id.org/medkg/graph/stated/a> { dataset:a a dcat:Dataset ; dct:identifier "a" ; dct:title "A"@en }
GRAPH <https://w3id.org/medkg/graph/stated/c> { challenge:c a medkg:Challenge ; dct:identifier "c" ; dct:title "C"@en }
GRAPH <https://w3id.org/medkg/graph/ontology> { medkg:Challenge a owl:Class ; rdfs:label "challenge"@en }
"""


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    """A snapshot of a dataset and a challenge."""
    snapshot = open_snapshot(write_made_up(tmp_path_factory.mktemp("small"), SMALL))
    return Source(snapshot.path, snapshot.edition)


@pytest.fixture(scope="session")
def real_source(real_snapshot: Snapshot) -> Source:
    """The snapshot of the repository's own files."""
    return Source(real_snapshot.path, real_snapshot.edition)


@pytest.fixture(scope="session")
def exports(real_snapshot: Snapshot) -> Path:
    """The folder of what was exported by the build of the repository's own files."""
    return real_snapshot.exports
