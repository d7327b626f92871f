"""`medkg build`."""

import json
import re
from pathlib import Path

import click

from medkg.commands.options import base_option, json_option, root_option, verbose_option
from medkg.commands.progress import Progress
from medkg.findings import report
from medkg.namespaces import Names


@click.command()
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

    progress = Progress(verbose=verbose)
    with progress.shown():
        place, manifest, warnings = build_snapshot(root, output, _names(base_iri), progress.tell)
    if warnings:
        click.echo(report(warnings), err=True)
    if as_json:
        told = {"path": str(place), "digest": manifest.digest, "graphs": manifest.graphs, "seconds": progress.seconds}
        click.echo(json.dumps(told))
    else:
        click.echo(f"{place}: {manifest.graphs['']:,} triples, {sum(manifest.graphs.values()):,} quads")


def _names(base_iri: str) -> Names:
    if not re.fullmatch(r"https?://[^/?#\s<>\"{}|\\^`]+/([^?#\s<>\"{}|\\^`]*/)?", base_iri):
        raise click.BadParameter("A base is an http or https IRI that ends with a slash.", param_hint="--base-iri")
    return Names(base_iri)
