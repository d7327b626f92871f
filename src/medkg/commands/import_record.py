"""`medkg import`."""

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from medkg.commands.options import json_option, root_option
from medkg.findings import report

if TYPE_CHECKING:
    from medkg.drafts.command import Outcome


@click.command(name="import")
@root_option
@json_option
@click.argument("record", metavar="FILE|URL")
@click.option(
    "--section",
    default="published-records",
    show_default=True,
    help="The folder below data/entries/ in which the draft goes.",
)
@click.option("--id", help="The id of the entry.  [default: made from the title or an acronym]")
@click.option(
    "--dataset", metavar="IRI", help="Which dataset, by its IRI or title, where the record describes several."
)
@click.option("--out", default="", metavar="FILE|-", help="Where the draft of the entry goes, instead of to its place.")
@click.option(
    "--max-megabytes", default=10, show_default=True, type=click.IntRange(1, 1000), help="A larger record is refused."
)
def import_record(record: str, as_json: bool, max_megabytes: int, **order: Any) -> None:
    """Make the draft of an entry from a published record.

    FILE or URL is what a publisher tells of its data: a DCAT record (Turtle, N-Triples, RDF/XML, JSON-LD), a schema.org
    or Croissant record (JSON-LD), or a web page with JSON-LD in it. Nothing else is fetched: no context, no page that
    the record names.

    The draft goes to data/entries/, the record as its source to data/sources/. What could not be taken over, and what
    is left to do, is printed as findings.
    """
    from medkg.drafts.command import Order
    from medkg.drafts.command import import_record as make_files
    from medkg.drafts.fetch import Limits

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", order["section"]):
        sentence = "Give the name of a folder: lower-case words joined by hyphens."
        raise click.BadParameter(sentence, param_hint="--section")
    outcome = make_files(Order(record, **order), Limits(size=max_megabytes * 1_000_000))
    if as_json:
        click.echo(json.dumps(asdict(outcome), default=str))
    else:
        _print(outcome)


def _print(outcome: "Outcome") -> None:
    """Print what is left to do, and what was written, else the draft."""
    click.echo(report(outcome.findings), err=True)
    if not outcome.files:
        click.echo(outcome.entry, nl=False)
    for file in outcome.files:
        click.echo(f"{file}: written")
