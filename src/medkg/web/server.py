"""Runs the application in a production server, from the start of the workers to their end."""

import signal
import socket
from pathlib import Path
from types import FrameType

import waitress

from medkg.errors import SettingInvalid
from medkg.namespaces import Names
from medkg.snapshot.reader import open_snapshot
from medkg.sparql.engine import Limits
from medkg.sparql.local import LocalEngine
from medkg.web.app import create_app

THREADS = 16


def run_server(snapshot: Path, host: str, port: int, limits: Limits) -> None:
    """Serve a snapshot until the process is told to stop (SIGTERM, SIGINT).

    Raises SnapshotUnusable when the snapshot is damaged, SettingInvalid when the address cannot be had.
    """
    opened = open_snapshot(snapshot)
    base = opened.manifest.base_iri
    listener = _listen(host, port)
    engine = LocalEngine(opened.store, base, Names(base).prefixes, limits)

    def stop(_number: int, _frame: FrameType | None) -> None:
        engine.close()
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    print(f"medkg serves {opened.path.name[:12]} at http://{host}:{listener.getsockname()[1]}/", flush=True)
    try:
        waitress.serve(create_app(opened, engine), sockets=[listener], threads=THREADS, ident=None, _quiet=True)
    finally:
        engine.close()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as fault:
        raise SettingInvalid(
            f"Cannot listen at {host}, port {port}: {fault.strerror}. Choose another --port."
        ) from None
