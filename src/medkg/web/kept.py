"""Answers that are kept: a snapshot does not change, so what was right once is right as long as it is served.

Kept are whole HTTP answers, so that a repeated request costs neither a thread nor a query; what the answer depends on
is the key. An answer says itself that it may be kept, by an entity tag; it is kept when it is asked for a second time,
so that a stranger who sends ten thousand different queries drives nothing out.
"""

from collections import OrderedDict
from collections.abc import MutableMapping
from dataclasses import replace
from typing import Any

from medkg.web.replies import Reply, find_tag, names_any

Key = tuple[object, ...]

_DEPENDS_ON = frozenset(
    b"accept accept-encoding content-type host x-forwarded-proto x-forwarded-host x-forwarded-prefix".split()
)
_OF_THE_BODY = ("content-type", "content-length", "content-encoding")
_REMEMBERED = 10_000
"""Answers that were offered once and are remembered, by a number each."""

_OVERHEAD = 2_000
"""What an entry takes beside its body and key, about."""


class KeptReplies:
    """Answers by request, in so many bytes; those used longest ago are forgotten first. Belongs to the event loop."""

    def __init__(self, megabytes: int) -> None:
        self._bound = megabytes << 20
        self._replies: OrderedDict[Key, Reply] = OrderedDict()
        self._seen: OrderedDict[int, None] = OrderedDict()
        self.bytes = 0
        self.hits = 0

    def __len__(self) -> int:
        return len(self._replies)

    def find(self, key: Key, known_tags: str) -> Reply | None:
        """Return the answer to the same request before; without its body when the client has what the tag names."""
        found = next((each for each in (key, (*key, known_tags)) if each in self._replies), None)
        if found is None:
            return None
        reply = self._replies[found]
        self._replies.move_to_end(found)
        self.hits += 1
        is_known = names_any(known_tags) or find_tag(known_tags, [reply.header("etag") or ""])
        return _not_modified(reply) if known_tags and is_known else reply

    def keep(self, key: Key, reply: Reply) -> None:
        """Put an answer in, and the oldest out. One that would drive out most others, or may not be kept, is not."""
        size = _size(key, reply)
        if not _may_be_kept(reply) or size * 8 > self._bound or key in self._replies:
            return
        if not self._was_seen(hash(key)):
            return
        self._replies[key] = reply
        self.bytes += size
        while self.bytes > self._bound:
            self.bytes -= _size(*self._replies.popitem(last=False))

    def _was_seen(self, digest: int) -> bool:
        """Tell whether an answer was offered before, and remember that it was now."""
        seen = digest in self._seen
        self._seen[digest] = None
        self._seen.move_to_end(digest)
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return seen


def key_of(scope: MutableMapping[str, Any], body: bytes) -> Key:
    """Return all that the answer to a request depends on, but the snapshot."""
    headers = [pair for pair in scope["headers"] if pair[0] in _DEPENDS_ON]
    return (scope["method"], scope["raw_path"], scope["query_string"], body, *headers)


def _may_be_kept(reply: Reply) -> bool:
    return reply.status in (200, 304) and reply.header("etag") is not None and reply.file is None


def _not_modified(reply: Reply) -> Reply:
    headers = [(name, value) for name, value in reply.headers if name.lower() not in _OF_THE_BODY]
    return replace(reply, status=304, headers=headers, body=b"")


def _size(key: Key, reply: Reply) -> int:
    named = [text for pair in key if isinstance(pair, tuple) for text in pair]
    texts = [part for part in (*key, *named) if isinstance(part, bytes | str)]
    return len(reply.body) + sum(map(len, texts)) + _OVERHEAD
