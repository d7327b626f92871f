"""Files as bodies: read in pieces, whole, in part, or decoded."""

import gzip
from pathlib import Path

import pytest

from medkg.web.stored_file import PIECE, open_decoded, open_file

CONTENT = bytes(range(256)) * 2500


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of more than two pieces."""
    assert len(CONTENT) > 2 * PIECE
    path = tmp_path / "file"
    path.write_bytes(CONTENT)
    return path


def test_a_file_is_read_in_pieces(path: Path) -> None:
    file = open_file(path)
    pieces = list(file)
    file.close()
    assert b"".join(pieces) == CONTENT
    assert max(map(len, pieces)) == PIECE
    assert file.sent == len(CONTENT)


@pytest.mark.parametrize(("start", "stop"), [(0, 1), (5, PIECE + 7), (len(CONTENT) - 1, len(CONTENT)), (3, None)])
def test_a_part_of_a_file_is_read(path: Path, start: int, stop: int | None) -> None:
    file = open_file(path, start, stop)
    assert b"".join(file) == CONTENT[start:stop]
    file.close()


def test_a_compressed_file_is_decoded_while_it_is_read(tmp_path: Path) -> None:
    packed = tmp_path / "file.gz"
    packed.write_bytes(gzip.compress(CONTENT))
    file = open_decoded(packed)
    assert b"".join(file) == CONTENT
    file.close()


def test_a_damaged_file_does_not_end_as_if_it_were_whole(tmp_path: Path) -> None:
    packed = tmp_path / "file.gz"
    packed.write_bytes(gzip.compress(CONTENT)[:-9])
    file = open_decoded(packed)
    with pytest.raises(EOFError):
        list(file)
    file.close()
