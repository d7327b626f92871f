"""The command line: its commands, and the exit codes with which they end."""

import click

from medkg import __version__
from medkg.commands.build import build
from medkg.commands.check import check
from medkg.commands.diff import diff
from medkg.commands.export import export
from medkg.commands.import_record import import_record
from medkg.commands.publish import publish
from medkg.commands.query import query
from medkg.commands.serve import serve
from medkg.errors import CatalogRejected, MedkgError
from medkg.findings import report

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


class _Group(click.Group):
    """A group whose commands end with the exit code of the error that they raise."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except CatalogRejected as fault:
            click.echo(report(fault.findings), err=True)
            raise click.exceptions.Exit(fault.exit_code) from None
        except MedkgError as fault:
            click.echo(f"medkg: {fault}", err=True)
            raise click.exceptions.Exit(fault.exit_code) from None


@click.group(cls=_Group, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """medkg: medical data for machine learning, as a knowledge graph.

    The curated files of data/, ontology/ and queries/ are compiled into a snapshot ("medkg build"), which is then
    served ("medkg serve"), asked ("medkg query") or written for others ("medkg export").
    """


for command in (build, check, diff, export, import_record, publish, query, serve):
    main.add_command(command)
