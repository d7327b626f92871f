"""One line of JSON for each request, on standard error. The text of queries only where the operator asks for it."""

import contextlib
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TextIO
from urllib.parse import unquote_plus

from medkg.web.gate import Exchange


def request_logger(level: str, output: TextIO, clock: Callable[[], float] = time.time) -> Callable[[Exchange], None]:
    """Return what writes the line of an exchange."""

    def log(exchange: Exchange) -> None:
        with contextlib.suppress(OSError):  # whoever reads the log may be gone; the server is not
            output.write(json.dumps(_record(exchange, clock(), level == "queries")) + "\n")

    return (lambda _: None) if level == "nothing" else log


def _record(exchange: Exchange, now: float, with_query: bool) -> dict[str, object]:
    scope, caller = exchange.scope, exchange.caller
    record: dict[str, object] = {
        "time": datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds"),
        "client": caller.client,
        "method": scope["method"],
        "path": scope["path"],
        "status": exchange.reply.status,
        "bytes": exchange.reply.sent,
        "ms": round(exchange.seconds * 1000, 1),
        "worker_ms": round(caller.seconds * 1000, 1),
        "cached": caller.cached,
    }
    if with_query:
        record["query"] = unquote_plus(scope["query_string"].decode("latin-1"))
    return record
