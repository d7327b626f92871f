"""`medkg serve`."""

from pathlib import Path
from typing import Any

import click

from medkg.commands.options import settings_options, snapshot_option
from medkg.settings import Limits, ServerSettings, pick


@click.command()
@snapshot_option
@settings_options(ServerSettings, Limits)
def serve(snapshot: Path, **values: Any) -> None:
    """Serve a snapshot: the SPARQL endpoint, pages and saved queries.

    The snapshot is held against its checksums first; a damaged one is refused. SIGHUP exchanges it for the one that is
    current then, without closing a connection. SIGTERM ends the server when the requests under way are answered.
    """
    from medkg.web.server import run_server

    run_server(snapshot, pick(ServerSettings, values), pick(Limits, values))
