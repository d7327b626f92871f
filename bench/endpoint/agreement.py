"""Whether servers give the same answers: only then it means something which of them is faster."""

import json
from collections import Counter
from typing import Any

from bench.endpoint.servers import Server


def check_agreement(servers: list[Server], texts: tuple[str, ...]) -> None:
    """Ask all servers the same. Ends the program where an answer differs, or is none."""
    for text in texts:
        query = text.replace("__N__", "0")
        expected, *others = (_answer(server, query) for server in servers)
        for server, found in zip(servers[1:], others, strict=True):
            if found != expected:
                raise SystemExit(f"{servers[0].name} and {server.name} do not agree about:\n{query}")


def _answer(server: Server, query: str) -> Any:
    """Return the rows of an answer in no order, or its lines, or yes or no."""
    reply = server.get(server.target(query))
    if reply.status != 200:
        raise SystemExit(f"{server.name} answers {reply.status} to:\n{query}\n{reply.body[:500]!r}")
    if "json" not in reply.headers["content-type"]:
        return Counter(reply.body.decode().splitlines())
    result = json.loads(reply.body)
    if "boolean" in result:
        return result["boolean"]
    return Counter(json.dumps(_values(row), sort_keys=True) for row in result["results"]["bindings"])


def _values(row: dict[str, dict[str, str]]) -> dict[str, str]:
    return {name: term["value"] for name, term in row.items()}
