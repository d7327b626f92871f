"""Pages about things of the real graph."""

from collections.abc import Callable
from typing import Any

import pytest
from pyoxigraph import NamedNode

from medkg.pages.entity.page import read_page
from medkg.pages.entity.places import Places
from page_engine import CountingEngine
from support import NAMES


def local(iri: str) -> str | None:
    """Return the path of an IRI, as the server does."""
    if iri.startswith(NAMES.base):
        return f"/at/{iri.removeprefix(NAMES.base)}"
    return iri if iri.startswith("http") else None


@pytest.fixture(scope="session")
def places() -> Places:
    """The links of a server that stands below `/at`."""
    return Places(NAMES, local)


Read = Callable[[str], Any]


@pytest.fixture
def read(asking: CountingEngine, places: Places) -> Read:
    """Reads the page of the thing at a path."""
    return lambda path: read_page(asking, NamedNode(NAMES.base + path), places)
