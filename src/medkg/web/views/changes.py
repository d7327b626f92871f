"""What is different from the snapshots before: a page, JSON, a feed, and each step as a patch."""

from typing import Any

from flask import Response, abort, render_template, url_for

from medkg.changes.log import CHANGES, PATCH, WHOLE, Step, file_of
from medkg.changes.patch import PATCH_TYPE
from medkg.changes.report import HEADINGS
from medkg.edition import PUBLISHER, TITLE
from medkg.json_text import write_json
from medkg.pages.changes import LONGEST, as_xml_text, introduce, name_kind, name_step, summarize, write_numbers
from medkg.web.addresses import public_address
from medkg.web.answers import wants_html
from medkg.web.downloads import send_content
from medkg.web.site import names, site
from medkg.web.views.documents import Answerable

_TYPES = {WHOLE: "application/json", PATCH: PATCH_TYPE}

STEPS_OF_A_PAGE = 8


def changes() -> Answerable:
    """The snapshots that led to this one, the newest first, each with what it changed: a page, or JSON."""
    if not wants_html():
        return changes_document()
    return render_template(
        "changes.html",
        log=site().changes,
        most=STEPS_OF_A_PAGE,
        longest=LONGEST,
        fates=HEADINGS,
        anchor=_anchor,
        file=_path,
        kind_name=name_kind,
        introduce=introduce,
        write_numbers=write_numbers,
    )


def _anchor(step: Step) -> str:
    return f"step-{name_step(step, names().base)[-12:]}"


def _path(step: Step, suffix: str) -> str:
    return url_for("changes_file", name=_file_name(step, suffix))


def changes_document() -> Response:
    """The same as JSON."""
    log = site().changes
    since_release = _write_step(log.since_release) if log.since_release else None
    told = {"steps": [_write_step(step) for step in log.steps], "since_release": since_release}
    return Response(write_json(told), content_type="application/json")


def _write_step(step: Step) -> dict[str, Any]:
    return {
        "digest": step.publication.digest,
        "published": step.publication.published,
        "version": step.publication.version,
        "before": step.before.digest if step.before else None,
        "summary": summarize(step),
        "files": {suffix: _address(step, suffix) for suffix in step.files},
        "comparison": step.comparison.to_json() if step.comparison else None,
    }


def _address(step: Step, suffix: str) -> str:
    return public_address(f"{CHANGES}/{_file_name(step, suffix)}")


def _file_name(step: Step, suffix: str) -> str:
    before = step.before.digest if step.before else ""
    return f"{before}-{step.publication.digest}.{suffix}"


def changes_feed() -> Response:
    """The same as a feed. See https://www.rfc-editor.org/rfc/rfc4287."""
    steps = [(name_step(step, names().base), step, summarize(step)) for step in site().changes.steps]
    text = render_template(
        "changes_feed.xml",
        title=TITLE,
        author=PUBLISHER,
        id=f"{names().base}changes",
        page=public_address(CHANGES),
        feed=public_address("changes.atom"),
        steps=steps,
        address=_address,
        anchor=_anchor,
        thing=_thing_address,
        fates=HEADINGS,
        longest=LONGEST,
        kind_name=name_kind,
        types=_TYPES,
    )
    return Response(as_xml_text(text), content_type="application/atom+xml; charset=utf-8")


def _thing_address(iri: str) -> str:
    return public_address(iri.removeprefix(names().base))


def changes_file(name: str) -> Response:
    """One step whole: as JSON, or as a patch for those who keep a copy of the graph."""
    log = site().changes
    steps = [*log.steps, *([log.since_release] if log.since_release else [])]
    named = {_file_name(step, suffix): (step, suffix) for step in steps for suffix in step.files}
    if name not in named:
        abort(404)
    step, suffix = named[name]
    path = file_of(site().snapshot.path.parent, step, suffix)
    if not path.is_file():  # it is no part of the snapshot: whoever runs the server may have made room
        abort(404)
    return send_content(path, step.files[suffix], _TYPES[suffix])
