"""How front and worker talk over pipes: two lengths, then JSON, then a body. One asks, the other answers, in turn."""

import json
import os
import struct
from typing import Any

_LENGTHS = struct.Struct(">II")
_READ_BYTES = 1 << 20


class PipeClosed(Exception):
    """The other side is gone."""


def frame(value: Any, body: bytes = b"") -> bytes:
    """Return the bytes of one frame."""
    head = json.dumps(value).encode()
    return _LENGTHS.pack(len(head), len(body)) + head + body


class FrameReader:
    """Takes the bytes of a frame as they come."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._size = 0
        self._head_end = 0
        self._length = 0

    def feed(self, data: bytes) -> tuple[Any, bytes] | None:
        """Return value and body when these bytes complete the frame, else None."""
        self._chunks.append(data)
        self._size += len(data)
        if not self._length and self._size >= _LENGTHS.size:
            head, body = _LENGTHS.unpack_from(self._whole())
            self._head_end = _LENGTHS.size + head
            self._length = self._head_end + body
        if not self._length or self._size < self._length:
            return None
        whole = self._whole()
        return json.loads(whole[_LENGTHS.size : self._head_end]), whole[self._head_end :]

    def _whole(self) -> bytes:
        if len(self._chunks) > 1:
            self._chunks = [b"".join(self._chunks)]
        return self._chunks[0]


def write_frame(descriptor: int, value: Any, body: bytes = b"") -> None:
    """Write one frame.

    Raises PipeClosed when nobody reads.
    """
    view = memoryview(frame(value, body))
    try:
        while view:
            view = view[os.write(descriptor, view) :]
    except BrokenPipeError:
        raise PipeClosed from None


def read_frame(descriptor: int) -> tuple[Any, bytes]:
    """Return the value and the body of the next frame.

    Raises PipeClosed when the other side is gone before its end.
    """
    reader = FrameReader()
    while chunk := os.read(descriptor, _READ_BYTES):
        found = reader.feed(chunk)
        if found:
            return found
    raise PipeClosed
