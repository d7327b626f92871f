"""Who a request comes from: only as many proxies are believed as there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medkg.web.clients import client_of


def scope(peer: str, *forwarded: str) -> dict[str, object]:
    return {"client": (peer, 1), "headers": [(b"x-forwarded-for", line.encode("latin-1")) for line in forwarded]}


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "client"),
    [
        ("192.0.2.1", [], 0, "192.0.2.1"),
        ("192.0.2.1", ["203.0.113.9"], 0, "192.0.2.1"),
        ("192.0.2.1", ["203.0.113.9"], 1, "203.0.113.9"),
        ("192.0.2.1", ["10.0.0.1, 203.0.113.9"], 1, "203.0.113.9"),
        ("192.0.2.1", ["10.0.0.1", "203.0.113.9"], 1, "203.0.113.9"),
        ("192.0.2.1", ["10.0.0.1, 203.0.113.9, 198.51.100.7"], 2, "203.0.113.9"),
        ("192.0.2.1", ["203.0.113.9"], 2, "192.0.2.1"),
        ("192.0.2.1", [], 1, "192.0.2.1"),
        ("192.0.2.1", [""], 1, "192.0.2.1"),
        ("2001:db8::1:2:3:4", [], 0, "2001:db8::"),
        ("192.0.2.1", ["[2001:db8::17]"], 1, "2001:db8::"),
        ("192.0.2.1", ["[2001:db8::17]:5000"], 1, "2001:db8::"),
        ("192.0.2.1", ["203.0.113.9:5000"], 1, "203.0.113.9"),
    ],
)
def test_the_client_is_the_address_that_can_be_believed(
    peer: str, forwarded: list[str], proxies: int, client: str
) -> None:
    assert client_of(scope(peer, *forwarded), proxies) == client


@given(st.lists(st.text(st.characters(max_codepoint=255))), st.integers(1, 3))
def test_whatever_a_client_writes_before_it_what_the_proxy_adds_counts(written: list[str], proxies: int) -> None:
    entries = [*written, *(["203.0.113.9"] * proxies)]
    assert client_of(scope("192.0.2.1", ",".join(entries)), proxies) == "203.0.113.9"
