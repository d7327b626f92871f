"""A comparison as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

from medkg.pages.compare.lines import Line
from medkg.pages.compare.page import Entry


def write_csv(entries: Sequence[Entry], lines: Iterable[Line]) -> str:
    """Return a table as CSV (https://www.rfc-editor.org/rfc/rfc4180), several values of a cell joined by "; "."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(["field", "comparison", *(_inert(entry.title) for entry in entries)])
    writer.writerow(["IRI", "", *(entry.iri for entry in entries)])
    for line in lines:
        cells = ["; ".join(value.text for value in cell) or line.field.absent for cell in line.cells]
        writer.writerow([line.field.label, line.verdict, *map(_inert, cells)])
    return file.getvalue()


def _inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")) else text
