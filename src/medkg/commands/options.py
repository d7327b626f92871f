"""Options that several commands have."""

from collections.abc import Callable
from pathlib import Path

import click

from medkg.namespaces import DEFAULT_BASE
from medkg.settings import Setting, settings_of

Command = Callable[..., object]

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
