"""The files of the pages: style sheet, scripts, pictures."""

from flask import Response, current_app, send_from_directory


def static_file(filename: str) -> Response:
    """Return a file, whole and bare: so it gets the tag and the coding that pages get, which Flask gives no file."""
    found = send_from_directory(current_app.static_folder or "", filename, etag=False, conditional=False)
    found.direct_passthrough = False
    return Response(found.get_data(), content_type=found.content_type)
