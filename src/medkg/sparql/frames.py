"""How front and worker talk over pipes: a length, then JSON; an answer carries a body behind it."""

import json
import os
import select
import struct
import time
from typing import Any

_LENGTH = struct.Struct(">II")


class PipeClosed(Exception):
    """The other side is gone."""


class PipeSilent(Exception):
    """The other side said nothing until the deadline."""


def write_frame(descriptor: int, value: Any, body: bytes = b"") -> None:
    """Write one frame.

    Raises PipeClosed when nobody reads.
    """
    head = json.dumps(value).encode()
    view = memoryview(_LENGTH.pack(len(head), len(body)) + head + body)
    try:
        while view:
            view = view[os.write(descriptor, view) :]
    except BrokenPipeError:
        raise PipeClosed from None


def read_frame(descriptor: int, deadline: float | None = None) -> tuple[Any, bytes]:
    """Return the value and the body of the next frame; `deadline` is a time of `time.monotonic`.

    Raises PipeClosed, or PipeSilent when the deadline passes.
    """
    head_length, body_length = _LENGTH.unpack(_read(descriptor, _LENGTH.size, deadline))
    head = json.loads(_read(descriptor, head_length, deadline))
    return head, _read(descriptor, body_length, deadline)


def _read(descriptor: int, length: int, deadline: float | None) -> bytes:
    chunks, missing = [], length
    while missing:
        if deadline is not None:
            _wait(descriptor, deadline)
        chunk = os.read(descriptor, min(missing, 1 << 20))
        if not chunk:
            raise PipeClosed
        chunks.append(chunk)
        missing -= len(chunk)
    return b"".join(chunks)


def _wait(descriptor: int, deadline: float) -> None:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise PipeSilent
