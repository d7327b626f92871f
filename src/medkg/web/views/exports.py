"""The files for others: a page that lists them, each of them, and what a compressed one holds."""

from flask import Response, redirect, render_template, url_for

from medkg.json_text import write_json
from medkg.pages.exports import ExportedFile, find_export, group_exports, list_exports
from medkg.sparql.formats import Shape, formats_of
from medkg.web.addresses import public_address
from medkg.web.answers import wants_html
from medkg.web.downloads import send_content, send_file
from medkg.web.problems import NothingHere
from medkg.web.site import public_url, site
from medkg.web.views.documents import Answerable

_GZIP = "application/gzip"

_RDF = frozenset(format.media_type for format in formats_of(Shape.GRAPH))


def exports() -> Answerable:
    """All files for others with their sizes and checksums: a page, or JSON."""
    files, edition = list_exports(site().snapshot.manifest), site().snapshot.edition
    if wants_html():
        address = public_url().rstrip("/")
        return render_template(
            "exports.html", files=files, groups=group_exports(files), edition=edition, address=address
        )
    listed = [file.to_json(public_address(f"exports/{file.name}")) for file in files]
    version = {"version": edition.version} if edition.version else {}
    told = {"digest": edition.digest, **version, "exports": listed}
    return Response(write_json(told), content_type="application/json")


def exports_folder() -> Answerable:
    """Where the folder is: a path, which leads back to wherever the client found this server."""
    return redirect(url_for("exports"), 308)


def export(name: str) -> Response:
    """One file, as it is stored."""
    found = _find(name)
    content_type = _GZIP if found.is_compressed else _content_type(found)
    return send_file(site().snapshot.exports / name, found.file, content_type)


def export_content(name: str) -> Response:
    """Return what a compressed file holds, as a document."""
    found = _find(name)
    return send_content(site().snapshot.exports / name, found.file, _content_type(found))


def _find(name: str) -> ExportedFile:
    found = find_export(site().snapshot.manifest, name)
    if found is None:
        raise NothingHere(f"There is no export {name}. Those that there are, are listed at /exports/.")
    return found


def _content_type(found: ExportedFile) -> str:
    media_type = found.told.media_type
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") or media_type in _RDF else media_type
