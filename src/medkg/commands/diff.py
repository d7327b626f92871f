"""`medkg diff`."""

from pathlib import Path

import click

from medkg.commands.output import printing


@click.command()
@click.argument("old")
@click.argument("new", default="current")
@click.option(
    "--snapshots",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("snapshots"),
    show_default=True,
    help="The directory of snapshots in which names are looked up.",
)
@click.option(
    "-f",
    "--format",
    "format_key",
    type=click.Choice(["text", "json", "rdf-patch"]),
    default="text",
    show_default=True,
    help="What is printed: a report for people, all of it as JSON, or a patch that makes the old quads the new ones.",
)
@click.option(
    "--graph",
    type=click.Choice(["default", "named"]),
    help="Only the default graph, or only the named graphs, in a patch.  [default: both]",
)
def diff(old: str, new: str, snapshots: Path, format_key: str, graph: str | None) -> None:
    """Tell what is different in the snapshot NEW, compared with OLD.

    Each is a directory, or for a snapshot below --snapshots: its digest or at least four characters of its beginning,
    a release of the data (2026-11-27: the first snapshot with it), or "current".

    The exit code is 0 whether there is a difference or not. "medkg diff OLD -f json" lists what the report only counts;
    docs/operations.md describes it.
    """
    from medkg.changes.compare import compare
    from medkg.changes.keep import dump_comparison
    from medkg.changes.patch import Part, write_patch
    from medkg.changes.report import write_report
    from medkg.changes.side import find_snapshot, open_side

    if graph and format_key != "rdf-patch":
        raise click.UsageError("--graph goes with --format rdf-patch only.")
    before, after = (open_side(find_snapshot(snapshots, name)) for name in (old, new))
    with printing() as output:
        if format_key == "rdf-patch":
            output.writelines(write_patch(before, after, Part(graph or Part.ALL)))
        elif format_key == "json":
            output.writelines(dump_comparison(compare(before, after)))
        else:
            click.echo("\n".join(write_report(compare(before, after))))
