"""What the tests of pages share."""

import pytest

from medkg.sparql.engine import Engine
from page_engine import CountingEngine


@pytest.fixture
def asking(engine: Engine) -> CountingEngine:
    """An engine on the real snapshot, as a page has it."""
    return CountingEngine(engine)
