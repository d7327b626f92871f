"""Things that were withdrawn say what replaces them; all others are in use."""

from collections.abc import Iterator

import pytest

from made_up import write_made_up
from medkg.pages.withdrawal import find_withdrawal
from medkg.settings import Limits
from medkg.sparql.engine import Engine
from medkg.sparql.local import LocalEngine
from page_engine import CountingEngine
from support import NAMES

WITHDRAWN = """
dataset:new a dcat:Dataset ; rdfs:label "New" .
dataset:old owl:deprecated true ; dct:isReplacedBy dataset:new, <https://example.org/elsewhere> .
dataset:gone adms:status <http://purl.org/adms/status/Withdrawn> .
dataset:kept owl:deprecated false ; rdfs:label "Kept" .
"""


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    place = write_made_up(tmp_path_factory.mktemp("withdrawn"), WITHDRAWN)
    started = LocalEngine(place / "store", NAMES.base, NAMES.prefixes, Limits(seconds=5, workers=1, page_workers=1))
    yield CountingEngine(started)
    started.close()


def test_a_withdrawn_thing_names_what_replaces_it(withdrawn: Engine) -> None:
    found = find_withdrawal(withdrawn, NAMES("dataset/old"))
    assert found
    assert {each.label for each in found.replacements} == {"New", "https://example.org/elsewhere"}


def test_a_thing_can_be_withdrawn_without_a_replacement(withdrawn: Engine) -> None:
    found = find_withdrawal(withdrawn, NAMES("dataset/gone"))
    assert found
    assert found.replacements == []


@pytest.mark.parametrize("path", ["dataset/new", "dataset/kept", "dataset/nothing"])
def test_what_is_in_use_is_not_withdrawn(withdrawn: Engine, path: str) -> None:
    assert find_withdrawal(withdrawn, NAMES(path)) is None
