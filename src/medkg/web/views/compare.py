"""Entries side by side: a page, and the same table as CSV."""

from flask import Response, render_template, request

from medkg.pages.compare.choice import read_choice
from medkg.pages.compare.csv_file import write_csv
from medkg.pages.compare.page import Comparison
from medkg.pages.compare.page import compare as compare_entries
from medkg.web.site import engine, names

ONLY_DIFFERENCES = "differences"


def compare() -> str:
    """The entries of the address side by side, and others to add."""
    return render_template(
        "compare.html", comparison=_comparison(), only=_only_differences(), sought=request.args.get("q", "").strip()
    )


def compare_csv() -> Response:
    """The table of the page as CSV."""
    comparison = _comparison()
    lines = comparison.differences if _only_differences() else comparison.lines
    headers = {"Content-Disposition": 'attachment; filename="comparison.csv"'}
    return Response(write_csv(comparison.entries, lines), headers=headers, content_type="text/csv; charset=utf-8")


def _comparison() -> Comparison:
    choice = read_choice(request.args.getlist("id"), names())
    return compare_entries(engine(), names(), choice, request.args.get("q", "").strip())


def _only_differences() -> bool:
    return request.args.get("only") == ONLY_DIFFERENCES
