"""What the views work with: one snapshot, an engine over it, and the settings. Made once, never changed."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from flask import current_app, request

from medkg.changes.log import ChangeLog, read_change_log
from medkg.edition import Edition
from medkg.namespaces import Names
from medkg.pages.vocabulary import Vocabulary, load_vocabulary
from medkg.profiles.profile import Profile
from medkg.profiles.table import PROFILES
from medkg.query_text import differs_each_time
from medkg.search.reader import SearchIndex, open_index
from medkg.settings import Limits, ServerSettings
from medkg.snapshot.reader import Snapshot
from medkg.sparql.ask import OnBehalf
from medkg.sparql.caller import Caller
from medkg.sparql.engine import Engine, Request
from medkg.sparql.kept_answers import KeptAnswers

_URL = re.compile(r"https?://[\w.-]+(:\d+)?/([\w./-]*/)?|https?://\[[0-9a-f:.]+\](:\d+)?/([\w./-]*/)?", re.ASCII)
"""What a client may call the server: the name comes from its own request."""

CALLER = "medkg.caller"
"""Where the gate puts the caller of a request in its environment."""


@dataclass(frozen=True)
class Site:
    """A snapshot that is served."""

    snapshot: Snapshot
    engine: Engine
    names: Names
    limits: Limits
    settings: ServerSettings
    is_fixed: bool = True
    """Whether answers never change: true for a snapshot, not for a remote store that others may write to."""
    metrics: Callable[[], bytes] = bytes
    """Returns the figures of the running server."""
    profiles: Sequence[Profile] = tuple(PROFILES.values())
    """The ways in which an entry can be written for others."""

    @cached_property
    def kept(self) -> KeptAnswers | None:
        """Answers to queries of pages that came before; None where answers change."""
        return KeptAnswers(self.settings.cache_mb / 4) if self.is_fixed else None

    @cached_property
    def index(self) -> SearchIndex:
        """The search index of the snapshot."""
        return open_index(self.snapshot.search)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The classes and properties of the graph."""
        return load_vocabulary(OnBehalf(self.engine, Caller(), self.names, kept=self.kept), self.names)

    @cached_property
    def changes(self) -> ChangeLog:
        """How the snapshot came to be, as kept beside it: read once, so that all answers tell the same."""
        return read_change_log(self.snapshot.path, self.snapshot.manifest.digest)

    @cached_property
    def version(self) -> str:
        """What every answer depends on: the snapshot, and the code that writes it."""
        versions = self.snapshot.manifest.versions
        return f"{self.snapshot.manifest.digest} {sorted(versions.items())}"

    def tag(self, *parts: object) -> str:
        """Return the entity tag of what is made of this site and these parts."""
        text = "\0".join([self.version, *map(str, parts)])
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def tag_of(self, asked: Request) -> str | None:
        """Return the entity tag of the answer to a request, which need not be evaluated; None where answers change."""
        if not self.is_fixed or differs_each_time(asked.text):
            return None
        formats = (asked.results.key if asked.results else "", asked.graph.key if asked.graph else "")
        return self.tag(asked.text, asked.default_graphs, asked.named_graphs, *formats)


def site() -> Site:
    """Return the site of the application that answers."""
    found: Site = current_app.extensions["medkg"]
    return found


def caller() -> Caller:
    """Return who waits for the answer to the request at hand."""
    found: Caller = request.environ.setdefault(CALLER, Caller())
    return found


def public_url() -> str:
    """Return the address of the server, as clients see it, with a slash at the end."""
    if site().settings.public_url:
        return site().settings.public_url.rstrip("/") + "/"
    try:
        root = request.url_root
    except ValueError:
        root = ""
    return root if _URL.fullmatch(root) else site().names.base


def edition() -> Edition:
    """Return the graph as the pages of this server show it; in documents pages are at their IRIs, as in the exports."""
    return replace(site().snapshot.edition, site=public_url())


def engine() -> Engine:
    """Return the engine for the request at hand: in the lane of pages, with the prefixes of the graph declared."""
    return OnBehalf(site().engine, caller(), names(), kept=site().kept)


def names() -> Names:
    """Return the IRIs of the graph that is served."""
    return site().names
