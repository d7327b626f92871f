"""`medkg check`."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from medkg.commands.options import json_option, root_option, verbose_option
from medkg.commands.progress import Progress
from medkg.errors import CatalogRejected
from medkg.findings import Severity, report
from medkg.namespaces import Names


@click.command()
@root_option
@verbose_option
@json_option
def check(root: Path, verbose: bool, as_json: bool) -> None:
    """Find all faults of the curated files, without building.

    Does all that a build does but writing: files, references, inference, shapes and checks.
    """
    from medkg.build import make_graph

    progress = Progress(verbose=verbose)
    try:
        with progress.shown():
            findings = make_graph(root, Names(), progress.tell).warnings
    except CatalogRejected as fault:
        if not as_json:
            raise
        findings = fault.findings
    click.echo(json.dumps([asdict(finding) for finding in findings]) if as_json else report(findings))
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise click.exceptions.Exit(CatalogRejected.exit_code)
