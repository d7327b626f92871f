"""The command line.

Each command imports its half of the program when it runs: `medkg serve` loads no rdflib, owlrl, pySHACL or YAML.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

import click
from rich.console import Console

from medkg import __version__
from medkg.errors import CatalogRejected, MedkgError, UnknownQuery
from medkg.findings import Finding, Severity
from medkg.namespaces import DEFAULT_BASE, Names
from medkg.settings import Limits, ServerSettings, Setting, pick, settings_of

Command = Callable[..., object]

EXIT_CODES = """
\b
Exit codes
  0  done
  1  the input has faults
  2  the command line is wrong
  3  another build is running
  4  the snapshot cannot be used
  5  the query failed
  6  the snapshot could not be published
"""

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The directory that holds data/, ontology/ and queries/.  [default: here]",
)
base_option = click.option(
    "--base-iri", default=DEFAULT_BASE, show_default=True, help="What all IRIs of the graph begin with."
)
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Print the time that each stage took.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
snapshot_option = click.option(
    "--snapshot",
    type=click.Path(path_type=Path),
    default=Path("snapshots"),
    show_default=True,
    envvar="MEDKG_SNAPSHOT",
    show_envvar=True,
    help="A snapshot, or a directory of snapshots, whose current one is taken.",
)


class _Group(click.Group):
    """A group whose commands end with the exit code of the error that they raise."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except CatalogRejected as fault:
            click.echo(_report(fault.findings), err=True)
            raise click.exceptions.Exit(fault.exit_code) from None
        except MedkgError as fault:
            click.echo(f"medkg: {fault}", err=True)
            raise click.exceptions.Exit(fault.exit_code) from None


@click.group(cls=_Group, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """medkg: medical data for machine learning, as a knowledge graph.

    The curated files of data/, ontology/ and queries/ are compiled into a snapshot ("medkg build"), which is then
    served ("medkg serve") or asked ("medkg query").
    """


def _report(findings: Iterable[Finding]) -> str:
    lines = [str(finding) for finding in findings]
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    return "\n".join([*lines, f"{errors} error(s), {len(lines) - errors} warning(s)."])


class _Progress:
    """Shows the stage at work on a terminal, and the time of each stage where asked."""

    def __init__(self, console: Console, *, verbose: bool) -> None:
        self._status = console.status("")
        self._verbose = verbose
        self.seconds: dict[str, float] = {}

    def tell(self, stage: str, seconds: float | None) -> None:
        if seconds is None:
            self._status.update(f"{stage} …")
            return
        self.seconds[stage] = seconds
        if self._verbose:
            click.echo(f"{stage:<8} {seconds:6.2f} s", err=True)

    @contextmanager
    def shown(self) -> Iterator[None]:
        with self._status:
            yield


@main.command()
@root_option
@base_option
@verbose_option
@json_option
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("snapshots"),
    show_default=True,
    help="The directory of snapshots; the new one becomes its current one.",
)
def build(root: Path, base_iri: str, verbose: bool, as_json: bool, output: Path) -> None:
    """Compile the curated files into a snapshot.

    The same input gives the same quads and the same digest, on any machine. When the input has a fault, all faults are
    printed as "file:line: severity: sentence [rule]" and the current snapshot stays as it is.
    """
    from medkg.build import build_snapshot

    progress = _Progress(Console(stderr=True), verbose=verbose)
    with progress.shown():
        place, manifest, warnings = build_snapshot(root, output, _names(base_iri), progress.tell)
    if warnings:
        click.echo(_report(warnings), err=True)
    if as_json:
        click.echo(
            json.dumps(
                {"path": str(place), "digest": manifest.digest, "graphs": manifest.graphs, "seconds": progress.seconds}
            )
        )
    else:
        click.echo(f"{place}: {manifest.graphs['']:,} triples, {sum(manifest.graphs.values()):,} quads")


def _names(base_iri: str) -> Names:
    if not re.fullmatch(r"https?://[^/?#\s<>\"{}|\\^`]+/([^?#\s<>\"{}|\\^`]*/)?", base_iri):
        raise click.BadParameter("A base is an http or https IRI that ends with a slash.", param_hint="--base-iri")
    return Names(base_iri)


@main.command()
@root_option
@verbose_option
@json_option
def check(root: Path, verbose: bool, as_json: bool) -> None:
    """Find all faults of the curated files, without building.

    Does all that a build does but writing: files, references, inference, shapes and checks.
    """
    from medkg.build import make_graph

    progress = _Progress(Console(stderr=True), verbose=verbose)
    try:
        with progress.shown():
            findings = make_graph(root, Names(), progress.tell).warnings
    except CatalogRejected as fault:
        if not as_json:
            raise
        findings = fault.findings
    if as_json:
        click.echo(json.dumps([{name: getattr(f, name) for name in f.__dataclass_fields__} for f in findings]))
    else:
        click.echo(_report(findings))
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise click.exceptions.Exit(CatalogRejected.exit_code)


def settings_options(*kinds: type) -> Callable[[Command], Command]:
    """Return the options for all settings of some dataclasses, each by a flag or by its environment variable."""

    def add(command: Command) -> Command:
        for setting in reversed([setting for kind in kinds for setting in settings_of(kind)]):
            command = _setting_option(setting)(command)
        return command

    return add


def _setting_option(setting: Setting) -> Callable[[Command], Command]:
    return click.option(
        setting.flag,
        default=setting.default,
        type=setting.type,
        envvar=setting.variable,
        show_default=True,
        show_envvar=True,
        help=setting.text,
    )


@main.command()
@snapshot_option
@settings_options(ServerSettings, Limits)
def serve(snapshot: Path, **values: Any) -> None:
    """Serve a snapshot: the SPARQL endpoint, pages and saved queries.

    The snapshot is held against its checksums first; a damaged one is refused. SIGHUP exchanges it for the one that is
    current then, without closing a connection. SIGTERM ends the server when the requests under way are answered.
    """
    from medkg.web.server import run_server

    run_server(snapshot, pick(ServerSettings, values), pick(Limits, values))


@main.command()
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
    from medkg.sparql.graph_store import Address, GraphStore, query_url_of
    from medkg.sparql.publish import publish as publish_snapshot

    asked = query_url or query_url_of(store_url)
    if asked is None:
        raise click.UsageError(f"The query URL that belongs to {store_url} is not known. Name it with --query-url.")
    password = (
        password_file.readline().rstrip("\r\n") if password_file else os.environ.get("MEDKG_PUBLISH_PASSWORD", "")
    )
    store = GraphStore(Address(store_url, asked, user, password))
    outcome = publish_snapshot(open_snapshot(snapshot), store, lambda text: click.echo(text, err=True), default_graph)
    if as_json:
        click.echo(json.dumps(asdict(outcome)))
    else:
        click.echo(
            f"{outcome.digest[:12]} is published: {outcome.triples:,} triples in {outcome.graphs:,} graphs, "
            f"{outcome.loaded:,} loaded now, {outcome.removed:,} removed."
        )


@main.command()
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
        from difflib import get_close_matches

        nearest = get_close_matches(query, list(saved), n=1)
        hint = f" Did you mean '{nearest[0]}'?" if nearest else ""
        raise UnknownQuery(f"'{query}' is neither a saved query nor a file that can be read.{hint}") from None
