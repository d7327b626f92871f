"""What is seen of a query at a glance: in one pass over the text."""

import pytest

from medkg.query_text import is_update, undeclared_prefixes


@pytest.mark.parametrize(
    "unit", ["\\'", "'", '"', '\\"', "'''", '"""', "<", "#", "a:", "PREFIX ", "\\", "a", "<a", "?x:"]
)
def test_hostile_text_is_read_once(unit: str) -> None:
    """A scan that tried things twice would not end within hours on these; nothing is measured here."""
    text = unit * (1_000_000 // len(unit))
    assert not is_update(text)
    assert all(prefix in ("a", "") for prefix in undeclared_prefixes(text))
