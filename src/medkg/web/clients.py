"""Who a request comes from, for fair shares: an address, or a network where one client has many."""

import ipaddress
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any


def client_of(scope: Mapping[str, Any], proxies: int) -> str:
    """Return the client of a request: its address, or what the outermost of so many trusted proxies says.

    Each proxy adds the address that it saw at the end of X-Forwarded-For; what stands before those entries was written
    by the client, and is not believed.
    """
    peer = (scope.get("client") or ("",))[0]
    if not proxies:
        return _network(peer)
    lines = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
    entries = [entry.strip() for entry in ",".join(lines).split(",")]
    return _network(entries[-proxies] if len(entries) >= proxies and entries[-proxies] else peer)


_WITH_PORT = re.compile(r"\[([^\]]+)\](?::\d+)?|([\d.]+):\d+")
"""Some proxies write an address with its port, which is another one for each connection."""


@lru_cache(maxsize=4096)
def _network(address: str) -> str:
    """Return an IPv4 address as it is, and of an IPv6 address the first 64 bits: one client has all the rest.

    >>> _network("2001:db8::17"), _network("::ffff:192.0.2.1"), _network("192.0.2.1")
    ('2001:db8::', '192.0.2.1', '192.0.2.1')
    """
    with_port = _WITH_PORT.fullmatch(address)
    address = next(filter(None, with_port.groups())) if with_port else address
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.IPv6Address(int(parsed) >> 64 << 64))
    return address
