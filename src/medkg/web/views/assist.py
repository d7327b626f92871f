"""The editor's helpers: what is wrong with a query, and what may be typed at the caret."""

import json
from typing import Any

from flask import Response, request

from medkg.errors import ParameterInvalid
from medkg.pages.checking import check_query, check_terms
from medkg.pages.completion.completer import Completer
from medkg.pages.completion.writing import Option
from medkg.sparql.ask import OnBehalf
from medkg.sparql.engine import Engine, Lane
from medkg.syntax.check import MOST_CHARACTERS
from medkg.syntax.faults import Fault, Utf16, place_of
from medkg.web.problems import BodyTooLarge
from medkg.web.site import caller, engine, names, site

_COMPLETION_SECONDS = 1.0
"""Nobody waits longer for what may be typed next."""


def check() -> Response:
    """Say whether a text is a query, and what is wrong with it, with changes that would mend it."""
    text = _text()
    verdict = check_query(site().engine, caller(), names(), text)
    faults = list(verdict.faults)
    if verdict.ok:
        faults += check_terms(engine(), names(), site().vocabulary, site().index.nearest_names, text)
    ordered = sorted(faults, key=lambda fault: fault.start)
    units = Utf16(text)
    return _json({"ok": verdict.ok, "faults": [_fault(fault, text, units) for fault in ordered]})


def complete() -> Response:
    """Say what may be typed at the caret."""
    text, units = _text(), Utf16(_text())
    completer = Completer(names(), site().vocabulary, _engine_for_patterns(), site().index.complete)
    found = completer.complete(text, units.offset(_at(units.units(len(text)))))
    options = [_option(option) for option in found.options]
    return _json({"from": units.units(found.start), "to": units.units(found.end), "options": options})


def _engine_for_patterns() -> Engine:
    """Return an engine for queries in which a pattern of a stranger stands: such have no place in the lane of pages."""
    return OnBehalf(site().engine, caller(), names(), Lane.AD_HOC, site().kept, _COMPLETION_SECONDS)


def _text() -> str:
    text = request.values.get("query", "")
    if len(text) > MOST_CHARACTERS:
        raise BodyTooLarge(
            f"The query is longer than {MOST_CHARACTERS:,} characters: it is answered, but nobody helps with it."
        )
    return text


def _at(most: int) -> int:
    given = request.values.get("at", str(most))
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise ParameterInvalid("'at' must be the place of the caret: a number of UTF-16 units from the beginning.")
    return min(int(given), most)


def _fault(fault: Fault, text: str, units: Utf16) -> dict[str, Any]:
    place = place_of(text, fault.start)
    line_start = fault.start - place.column + 1
    return {
        "from": units.units(fault.start),
        "to": units.units(fault.end),
        "line": place.line,
        "column": units.units(fault.start) - units.units(line_start) + 1,
        "message": fault.message,
        "severity": fault.severity,
        "fixes": [
            {"label": fix.label, "from": units.units(fix.start), "to": units.units(fix.end), "insert": fix.insert}
            for fix in fault.fixes
        ],
    }


def _option(option: Option) -> dict[str, Any]:
    shown = {
        "label": option.label,
        "insert": option.insert,
        "detail": option.detail,
        "info": option.info,
        "kind": option.kind,
    }
    return shown | ({"prefix": {"name": option.prefix[0], "iri": option.prefix[1]}} if option.prefix else {})


def _json(value: Any) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(json.dumps(value, ensure_ascii=False) + "\n", headers=headers, content_type="application/json")
