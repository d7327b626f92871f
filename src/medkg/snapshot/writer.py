"""Writes a snapshot: into a directory of its own first, then into place by one rename.

Whatever happens before the rename, the snapshots that are there stay as they are, and so does the current link.
"""

import fcntl
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from medkg import __version__
from medkg.errors import BuildBusy, OutputUnwritable
from medkg.namespaces import RDF, Names
from medkg.saved_query import SavedQuery
from medkg.search.writer import write_index
from medkg.snapshot.manifest import (
    CURRENT,
    MANIFEST,
    QUADS,
    QUERIES,
    SEARCH,
    STORE,
    Manifest,
    damage,
    describe_file,
    digest_of,
    read_manifest,
)

_UNFINISHED = ".building-"


def write_snapshot(
    folder: Path, base_iri: str, quads: Sequence[Quad], queries: Sequence[SavedQuery]
) -> tuple[Path, Manifest]:
    """Return the directory and the manifest of a new snapshot below `folder`, which becomes the current one.

    Raises BuildBusy when another process is writing there, OutputUnwritable when the system does not let us write.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _write_locked(folder, base_iri, quads, queries)
    except OSError as fault:
        reason = f"{fault.strerror or fault}. Make room or choose another --output"
        raise OutputUnwritable(f"Cannot write a snapshot to {folder}: {reason}.") from fault


def _write_locked(
    folder: Path, base_iri: str, quads: Sequence[Quad], queries: Sequence[SavedQuery]
) -> tuple[Path, Manifest]:
    with _locked(folder):
        _remove_unfinished(folder)
        unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder))
        try:
            manifest = _fill(unfinished, base_iri, quads, queries)
            return _publish(folder, unfinished, manifest), manifest
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildBusy(
                f"Another build is writing to {folder}. Wait until it ends, or choose another --output."
            ) from None
        yield


def _remove_unfinished(folder: Path) -> None:
    """Remove what killed builds left; the lock is held, so none of it is in use."""
    for path in folder.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(path, ignore_errors=True)


def _fill(folder: Path, base_iri: str, quads: Sequence[Quad], queries: Sequence[SavedQuery]) -> Manifest:
    lines = sorted({f"{quad} .\n" for quad in quads})
    (folder / QUADS).write_text("".join(lines), "utf-8")
    saved = json.dumps([query.to_json() for query in queries], indent=1, ensure_ascii=False, sort_keys=True)
    (folder / QUERIES).write_text(saved + "\n", "utf-8")
    _write_store(folder)
    write_index(folder / SEARCH, quads, Names(base_iri))
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): describe_file(path) for path in paths}
    manifest = Manifest(
        digest=digest_of(files),
        base_iri=base_iri,
        versions={"medkg": __version__, "pyoxigraph": pyoxigraph.__version__},
        classes=_count_classes(quads),
        graphs=_count_graphs(quads, base_iri),
        files=files,
    )
    (folder / MANIFEST).write_text(manifest.to_text(), "utf-8")
    return manifest


def _write_store(folder: Path) -> None:
    store = Store(str(folder / STORE))
    store.bulk_load(path=str(folder / QUADS), format=RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
    del store


def _count_classes(quads: Sequence[Quad]) -> dict[str, int]:
    type_of, merged = RDF("type"), DefaultGraph()
    typed = (quad for quad in quads if quad.predicate == type_of and quad.graph_name == merged)
    return dict(sorted(Counter(q.object.value for q in typed if isinstance(q.object, NamedNode)).items()))


def _count_graphs(quads: Sequence[Quad], base_iri: str) -> dict[str, int]:
    names, families = Names(base_iri), Counter[str]()
    for graph, count in Counter(quad.graph_name for quad in quads).items():
        families[names.family(graph) if isinstance(graph, NamedNode) else ""] += count
    return dict(sorted(families.items()))


def _publish(folder: Path, unfinished: Path, manifest: Manifest) -> Path:
    """Put a finished snapshot in its place and point the current link to it.

    A whole snapshot with this digest stays where it is, since it may be the one that is served.
    """
    place = folder / manifest.digest
    if not _is_same(place, manifest):
        if place.exists():
            os.rename(place, folder / f"{_UNFINISHED}damaged")
        unfinished.chmod(0o755)  # mkdtemp lets its owner in only, but another user may serve
        for path in (*unfinished.rglob("*"), unfinished):
            _sync(path)
        os.rename(unfinished, place)
    link = folder / f"{_UNFINISHED}link"
    link.unlink(missing_ok=True)
    link.symlink_to(manifest.digest)
    os.replace(link, folder / CURRENT)
    _sync(folder)
    shutil.rmtree(folder / f"{_UNFINISHED}damaged", ignore_errors=True)
    return place


def _is_same(place: Path, manifest: Manifest) -> bool:
    """Tell whether a snapshot is whole and searches as a new one would; its store may be made of other bytes."""
    try:
        there = read_manifest(place)
        return there.files[SEARCH] == manifest.files[SEARCH] and not any(damage(place, there))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _sync(path: Path) -> None:
    """Have the system write a file, or a directory's list of names, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
