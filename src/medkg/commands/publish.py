"""`medkg publish`."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from medkg.commands.options import json_option, snapshot_option

if TYPE_CHECKING:
    from medkg.sparql.graph_store import Address


@click.command()
@snapshot_option
@json_option
@click.option("--to", "store_url", required=True, metavar="URL", help="The graph store of the server (SPARQL 1.1 GSP).")
@click.option("--query-url", metavar="URL", help="Its query service.  [default: by the graph store's URL, where known]")
@click.option("--user", default="", help="Who writes. The password is in MEDKG_PUBLISH_PASSWORD or --password-file.")
@click.option("--password-file", type=click.File(), help="A file that holds the password in its first line.")
@click.option(
    "--default-graph", default="", metavar="IRI", help="Where the default graph goes, in a server without one."
)
def publish(
    snapshot: Path,
    as_json: bool,
    store_url: str,
    query_url: str | None,
    user: str,
    password_file: TextIO | None,
    default_graph: str,
) -> None:
    """Load a snapshot into a remote store, to be served with "medkg serve --engine".

    Only what the store has not is sent, so that an interrupted run goes on where it stopped. In the end, counts and
    digests are compared. The default graph and the graphs below graph/ of the snapshot's base are replaced; those that
    the snapshot has not are removed; no others are touched.
    """
    from medkg.snapshot.reader import open_snapshot
    from medkg.sparql.graph_store import GraphStore
    from medkg.sparql.publish import publish as publish_snapshot

    store = GraphStore(_address(store_url, query_url, user, password_file))
    outcome = publish_snapshot(open_snapshot(snapshot), store, lambda text: click.echo(text, err=True), default_graph)
    if as_json:
        click.echo(json.dumps(asdict(outcome)))
    else:
        click.echo(
            f"{outcome.digest[:12]} is published: {outcome.triples:,} triples in {outcome.graphs:,} graphs, "
            f"{outcome.loaded:,} loaded now, {outcome.removed:,} removed."
        )


def _address(store_url: str, query_url: str | None, user: str, password_file: TextIO | None) -> "Address":
    from medkg.sparql.graph_store import Address, query_url_of

    asked = query_url or query_url_of(store_url)
    if asked is None:
        raise click.UsageError(f"The query URL that belongs to {store_url} is not known. Name it with --query-url.")
    password = (
        password_file.readline().rstrip("\r\n") if password_file else os.environ.get("MEDKG_PUBLISH_PASSWORD", "")
    )
    return Address(store_url, asked, user, password)
