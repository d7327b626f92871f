"""`medkg export`."""

import json
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from medkg.commands.options import json_option, snapshot_option, verbose_option
from medkg.commands.output import printing
from medkg.commands.progress import Progress

if TYPE_CHECKING:
    from medkg.export.order import Order

_STANDARD_OUTPUT = "-"

_EXAMPLES = """
\b
Examples
  medkg export -p all -o exports/              everything, as in /exports/
  medkg export -p dcat -o catalog.rdf          the whole catalog by DCAT-AP
  medkg export -p croissant -o croissant/      a file for each dataset
  medkg export -p bibtex --entry kits19-data   one entry
"""


def _refuse_empty(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Return the value of an option. An empty one comes of a variable of the shell that is not set."""
    if value == "":
        raise click.BadParameter("It is empty. Give a value, or leave the option out.", param=option)
    return value


_text_option = partial(click.option, callback=_refuse_empty)


@click.command(epilog=_EXAMPLES)
@snapshot_option
@json_option
@verbose_option
@click.option("--list", "is_list", is_flag=True, help="List what can be exported, and in which formats.")
@_text_option("-p", "--profile", "name", metavar="NAME", help="What to export: a name of --list, or all.")
@_text_option("-f", "--format", help="A format of --list.  [default: as --out ends, else the first]")
@_text_option("--entry", metavar="ENTRY", help="Only this entry, by its IRI or id, in the terms of a profile.")
@_text_option(
    "-o",
    "--out",
    default=_STANDARD_OUTPUT,
    metavar="PATH",
    help="A file, or a folder: ends with / or has no ending.  [default: print one file]",
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
def export(
    snapshot: Path, as_json: bool, verbose: bool, is_list: bool, out: str, force: bool, **order: str | None
) -> None:
    """Write a snapshot in the terms of others, without a server.

    A file whose name ends with .gz is compressed. Each file is written whole or not at all; the same snapshot gives the
    same bytes.
    """
    from medkg.export.deliver import export_to_path, export_to_stream
    from medkg.export.source import Source
    from medkg.snapshot.reader import open_snapshot

    if is_list:
        with printing():
            click.echo(_list_offers(as_json=as_json))
        return
    asked, progress = _read_order(order, out, as_json=as_json), Progress(verbose=verbose)
    opened = open_snapshot(snapshot)
    source = Source(opened.path, opened.edition)
    signal.signal(signal.SIGTERM, _end)
    if out == _STANDARD_OUTPUT:
        with progress.shown(), printing() as output:
            export_to_stream(source, asked, output, progress.tell)
        return
    with progress.shown():
        written = export_to_path(source, asked, out, progress.tell, force=force)
    with printing():
        click.echo(_report_files(written, opened.manifest.digest, as_json=as_json))


def _end(number: int, _: object) -> None:
    """End as a signal asks for, but with what was begun put away."""
    sys.exit(128 + number)


def _list_offers(*, as_json: bool) -> str:
    from medkg.export.order import list_orders

    listed = list_orders()
    if as_json:
        return json.dumps([asdict(each) for each in listed])
    return "\n".join(f"{each.name:<13} {', '.join(each.formats):<24} {each.title}" for each in listed)


def _read_order(options: Mapping[str, str | None], out: str, *, as_json: bool) -> "Order":
    from medkg.export.order import Order

    if not options["name"]:
        raise click.UsageError("Say what to export with --profile; --list lists what there is.")
    if as_json and out == _STANDARD_OUTPUT:
        raise click.UsageError("--json reports the files that are written: it goes with --out.")
    return Order(options["name"], options["format"], options["entry"])


def _report_files(written: Sequence[Path], digest: str, *, as_json: bool) -> str:
    from medkg.snapshot.manifest import describe_file

    if not as_json:
        size = sum(path.stat().st_size for path in written)
        files = "1 file" if len(written) == 1 else f"{len(written):,} files"
        return f"{digest[:12]}: {files}, {size:,} bytes"
    return json.dumps({"digest": digest, "files": {str(path): asdict(describe_file(path)) for path in written}})
