"""`medkg query`."""

import sys
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

import click

from medkg.commands.options import snapshot_option
from medkg.errors import UnknownQuery
from medkg.namespaces import Names


@click.command()
@snapshot_option
@click.argument("query")
@click.option(
    "-p",
    "--param",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of a saved query; may be repeated.",
)
@click.option(
    "-f",
    "--format",
    "format_key",
    default="table",
    show_default=True,
    help="table, or a format of the endpoint: json, xml, csv, tsv; ttl, nt, jsonld, rdf for triples.",
)
@click.option("--seconds", default=60.0, show_default=True, type=click.FloatRange(0, min_open=True), help="Time limit.")
def query(snapshot: Path, query: str, parameters: tuple[str, ...], format_key: str, seconds: float) -> None:
    """Ask a snapshot, without a server.

    QUERY is the slug of a saved query, a file with SPARQL, or - for standard input. The prefixes of medkg need not be
    declared.
    """
    from medkg.snapshot.reader import open_snapshot
    from medkg.sparql.ask import bind
    from medkg.sparql.command import print_answer
    from medkg.sparql.engine import Engine

    opened = open_snapshot(snapshot)
    names = Names(opened.manifest.base_iri)
    saved = opened.queries.get(query)
    if saved is None and parameters:
        raise click.UsageError("Parameters go with saved queries only.")
    text = "" if saved else names.with_prefixes(_read_query(query, opened.queries), " ")
    values = _parameters(parameters)

    def text_of(engine: Engine) -> str:
        return bind(engine, saved, values, names) if saved else text

    print_answer(opened, text_of, format_key, seconds, sys.stdout)


def _parameters(pairs: tuple[str, ...]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise click.BadParameter(f"'{pair}' is not NAME=VALUE.", param_hint="--param")
    return dict(pair.split("=", 1) for pair in pairs)


def _read_query(query: str, saved: Iterable[str]) -> str:
    if query == "-":
        return sys.stdin.read()
    try:
        return Path(query).read_text("utf-8")
    except UnicodeDecodeError:
        raise UnknownQuery(f"'{query}' is not a text in UTF-8.") from None
    except OSError:
        nearest = get_close_matches(query, list(saved), n=1)
        hint = f" Did you mean '{nearest[0]}'?" if nearest else ""
        raise UnknownQuery(f"'{query}' is neither a saved query nor a file that can be read.{hint}") from None
