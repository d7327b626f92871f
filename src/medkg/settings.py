"""The settings of a server: one table for flags, environment variables, checks and the documentation.

>>> Limits(seconds=0)
Traceback (most recent call last):
medkg.errors.SettingInvalid: --seconds (MEDKG_SECONDS) must be between 0.1 and 3600, not 0.
"""

import re
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any, TypeVar

from medkg.errors import SettingInvalid

_Kind = TypeVar("_Kind")
_MANY = 1_000_000
_URL = r"(https?://[^\s/?#@]+(/[^\s?#]*)?)?"
_SERVICE = r"(https?://([^\s/?#@]+@)?[^\s/?#@]+(/[^\s#]*)?)?"


@dataclass(frozen=True)
class Setting:
    """One setting, as the command line and the documentation show it."""

    name: str
    type: type
    default: Any
    text: str
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    """What a text must look like, whole."""

    @property
    def flag(self) -> str:
        """The option of the command line."""
        return "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """The environment variable."""
        return f"MEDKG_{self.name.upper()}"

    def check(self, value: Any) -> None:
        """Raise SettingInvalid when a value is impossible."""
        if self.pattern is not None and not re.fullmatch(self.pattern, value):
            raise SettingInvalid(f"{self.flag} ({self.variable}) cannot be {value!r}. {self.text}")
        if self.minimum is not None and self.maximum is not None and not self.minimum <= value <= self.maximum:
            bounds = f"between {self.minimum:g} and {self.maximum:g}"
            raise SettingInvalid(f"{self.flag} ({self.variable}) must be {bounds}, not {value:g}.")


def _setting(default: Any, text: str, *bounds: float, pattern: str | None = None) -> Any:
    minimum, maximum = bounds or (None, None)
    return field(default=default, metadata={"text": text, "minimum": minimum, "maximum": maximum, "pattern": pattern})


def _setting_of(found: Field[Any]) -> Setting:
    return Setting(found.name, type(found.default), found.default, **found.metadata)


class _Checked:
    """A dataclass of settings, each of which is within its bounds."""

    def __post_init__(self) -> None:
        for setting in settings_of(type(self)):
            setting.check(getattr(self, setting.name))


@dataclass(frozen=True)
class Limits(_Checked):
    """What one query and one client may take."""

    seconds: float = _setting(20.0, "Time limit of one query, in seconds.", 0.1, 3600)
    memory_mb: int = _setting(1024, "Memory that one query may take, in MB.", 64, _MANY)
    result_mb: int = _setting(64, "Size limit of one result, in MB.", 1, 1024)
    workers: int = _setting(2, "Worker processes for queries that anybody sends.", 1, 256)
    page_workers: int = _setting(2, "Worker processes for pages and saved queries.", 0, 256)
    waiting: int = _setting(64, "Queries that may wait for a worker; more get 503.", 0, 256)
    wait_seconds: float = _setting(5.0, "How long a query may wait for a worker, in seconds; then 503.", 0, 3600)
    client_workers: int = _setting(1, "Workers that one client may hold at once.", 1, 256)
    client_waiting: int = _setting(32, "Queries of one client that may run or wait at once; more get 429.", 1, 512)
    client_seconds: float = _setting(
        30.0, "Query time that one client may take each minute, in seconds; then 429.", 0.1, _MANY
    )
    refuse_seconds: float = _setting(
        300.0, "How long a query that exhausted a worker is refused without trying, in seconds.", 0, 86_400
    )


@dataclass(frozen=True)
class ServerSettings(_Checked):
    """How a server listens and talks."""

    host: str = _setting("127.0.0.1", "Address to listen at.")
    port: int = _setting(8080, "Port to listen at; 0 takes a free one.", 0, 65_535)
    engine: str = _setting(
        "", "Query URL of a remote SPARQL 1.1 service that answers instead of local workers.", pattern=_SERVICE
    )
    engine_default_graph: str = _setting(
        "", "Named graph that a remote service is asked as the default graph, if it has none of its own."
    )
    public_url: str = _setting(
        "", "Address under which clients see the server, when it is not the one they asked.", pattern=_URL
    )
    proxies: int = _setting(0, "Trusted proxies in front; so many entries of X-Forwarded-For are believed.", 0, 16)
    cache_mb: int = _setting(
        256, "Memory for answers that are kept, in MB, and a quarter more for queries of pages; 0 keeps none.", 0, _MANY
    )
    max_age: int = _setting(60, "How long other caches may keep an answer without asking again, in seconds.", 0, _MANY)
    body_kb: int = _setting(256, "Size limit of the body of a request, in kB.", 1, _MANY)
    head_kb: int = _setting(64, "Size limit of request line and headers, in kB.", 4, 1024)
    read_seconds: float = _setting(10.0, "How long a client may take to send a request, in seconds.", 0.1, 3600)
    send_seconds: float = _setting(30.0, "How long a client may take none of an answer, in seconds.", 0.1, 3600)
    sending_mb: int = _setting(512, "Memory for answers that are being sent, in MB; beyond it 503.", 1, _MANY)
    connections: int = _setting(1000, "Connections that may be open at once.", 1, _MANY)
    client_connections: int = _setting(100, "Connections of one client that may be open at once.", 1, _MANY)
    log: str = _setting(
        "requests",
        "What is logged: requests, queries (requests with their text), or nothing.",
        pattern="requests|queries|nothing",
    )


def settings_of(kind: type) -> tuple[Setting, ...]:
    """Return the settings of a dataclass of this module, in order."""
    return tuple(_setting_of(found) for found in fields(kind))


def pick(kind: type[_Kind], values: Mapping[str, Any]) -> _Kind:
    """Return a dataclass of this module from those of the values that are its own.

    Raises SettingInvalid, naming the setting, for a value outside its bounds.
    """
    return kind(**{setting.name: values[setting.name] for setting in settings_of(kind) if setting.name in values})
