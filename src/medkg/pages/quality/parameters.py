"""What an address chooses of a table."""

from collections.abc import Mapping
from typing import TypeVar

from medkg.errors import ParameterInvalid

_Chosen = TypeVar("_Chosen")


def choose(parameter: str, key: str, table: Mapping[str, _Chosen]) -> _Chosen:
    """Return what a parameter chooses. Raises ParameterInvalid, with all keys, for one that is not in the table."""
    if key not in table:
        raise ParameterInvalid(f"Parameter '{parameter}' wants one of {', '.join(table)}, not {key!r}.")
    return table[key]
