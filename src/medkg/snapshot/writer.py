"""Writes a snapshot: into a directory of its own first, then into place by one rename.

Whatever happens before the rename, the snapshots that are there stay as they are, and so does the current link.
"""

import fcntl
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from medkg import __version__
from medkg.changes.keep import keep_comparisons
from medkg.errors import BuildBusy
from medkg.export.product import Recipe
from medkg.export.source import Source
from medkg.export.write import write_exports
from medkg.namespaces import RDF, Names
from medkg.saved_query import SavedQuery
from medkg.search.writer import write_index
from medkg.snapshot.history import extend_history, write_history
from medkg.snapshot.manifest import (
    CURRENT,
    EXPORTS,
    MANIFEST,
    MAPPINGS,
    QUADS,
    QUERIES,
    SEARCH,
    STORE,
    File,
    Manifest,
    damage,
    describe_file,
    digest_of,
    edition_of,
    read_manifest,
)
from medkg.stages import StageListener, stage, tell_nobody
from medkg.writing import writing_to

_UNFINISHED = ".building-"
_DAMAGED = f"{_UNFINISHED}damaged"


@dataclass(frozen=True)
class Content:
    """What a snapshot holds."""

    base_iri: str
    quads: Sequence[Quad]
    queries: Sequence[SavedQuery] = ()
    mapping_sets: Mapping[str, str] = field(default_factory=dict)
    """Name → text in SSSOM TSV."""
    version: str = ""
    """The release of the data; empty where they name none."""


def write_snapshot(
    folder: Path, content: Content, recipes: Sequence[Recipe] = (), tell: StageListener = tell_nobody
) -> tuple[Path, Manifest]:
    """Return the directory and the manifest of a new snapshot below `folder`, which becomes the current one.

    What the recipes make are its exports.

    Raises BuildBusy when another process is writing there, OutputUnwritable when the system does not let us write.
    """
    with writing_to(folder, "Make room, or choose another --output"):
        folder.mkdir(parents=True, exist_ok=True)
        return _write_locked(folder, content, recipes, tell)


def _write_locked(
    folder: Path, content: Content, recipes: Sequence[Recipe], tell: StageListener
) -> tuple[Path, Manifest]:
    with _locked(folder):
        _remove_unfinished(folder)
        unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder))
        try:
            with stage("write", tell):
                manifest = _fill(unfinished, content)
            with stage("export", tell):
                manifest = _export(unfinished, manifest, recipes)
            (unfinished / MANIFEST).write_text(manifest.to_text(), "utf-8")
            return _publish(folder, unfinished, manifest, tell), manifest
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


def _fill(folder: Path, content: Content) -> Manifest:
    """Return the manifest of a snapshot without exports, after writing all that it holds."""
    lines = sorted({f"{quad} .\n" for quad in content.quads})
    (folder / QUADS).write_text("".join(lines), "utf-8")
    saved = json.dumps([query.to_json() for query in content.queries], indent=1, ensure_ascii=False, sort_keys=True)
    (folder / QUERIES).write_text(saved + "\n", "utf-8")
    _write_mapping_sets(folder / MAPPINGS, content.mapping_sets)
    _write_store(folder)
    write_index(folder / SEARCH, content.quads, Names(content.base_iri))
    files = _describe_files(folder, folder)
    return Manifest(
        digest=digest_of(files),
        base_iri=content.base_iri,
        versions=_versions(content.version),
        classes=_count_classes(content.quads),
        graphs=_count_graphs(content.quads, content.base_iri),
        files=files,
    )


def _versions(data: str) -> dict[str, str]:
    programs = {"medkg": __version__, "pyoxigraph": pyoxigraph.__version__}
    return {**programs, "data": data} if data else programs


def _export(folder: Path, manifest: Manifest, recipes: Sequence[Recipe]) -> Manifest:
    """Return the manifest with the exports, which are made from all that is there already."""
    exports = write_exports(folder / EXPORTS, Source(folder, edition_of(manifest)), recipes)
    files = {**manifest.files, **_describe_files(folder / EXPORTS, folder)}
    return replace(manifest, files=dict(sorted(files.items())), exports=exports)


def _describe_files(place: Path, folder: Path) -> dict[str, File]:
    """Return all files below a place, by their paths below a folder."""
    paths = sorted(path for path in place.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): describe_file(path) for path in paths}


def _write_mapping_sets(folder: Path, texts: Mapping[str, str]) -> None:
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.sssom.tsv").write_text(text, "utf-8", newline="")


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


def _publish(folder: Path, unfinished: Path, manifest: Manifest, tell: StageListener) -> Path:
    """Put a finished snapshot in its place and point the current link to it.

    What it changed is written beside it before the link is moved.
    """
    place = _place(folder, unfinished, manifest)
    history = extend_history(folder, manifest.digest, manifest.versions.get("data") or None, datetime.now(UTC))
    with stage("compare", tell):
        keep_comparisons(folder, history)
    _make_current(folder, manifest.digest)
    write_history(folder, history)
    _sync(folder)
    shutil.rmtree(folder / _DAMAGED, ignore_errors=True)
    return place


def _place(folder: Path, unfinished: Path, manifest: Manifest) -> Path:
    """Return the place of a finished snapshot, in which it now stands.

    A whole snapshot with this digest stays where it is, since it may be the one that is served.
    """
    place = folder / manifest.digest
    if not _is_same(place, manifest):
        if place.exists():
            os.rename(place, folder / _DAMAGED)
        unfinished.chmod(0o755)  # mkdtemp lets its owner in only, but another user may serve
        for path in (*unfinished.rglob("*"), unfinished):
            _sync(path)
        os.rename(unfinished, place)
    return place


def _make_current(folder: Path, digest: str) -> None:
    link = folder / f"{_UNFINISHED}link"
    link.unlink(missing_ok=True)
    link.symlink_to(digest)
    os.replace(link, folder / CURRENT)


def _is_same(place: Path, manifest: Manifest) -> bool:
    """Tell whether a snapshot is whole and equals a new one; its store may be made of other bytes."""
    try:
        there = read_manifest(place)
        return _but_store(there) == _but_store(manifest) and not any(damage(place, there))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _but_store(manifest: Manifest) -> Manifest:
    return replace(
        manifest, files={path: file for path, file in manifest.files.items() if not path.startswith(f"{STORE}/")}
    )


def _sync(path: Path) -> None:
    """Have the system write a file, or a directory's list of names, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
