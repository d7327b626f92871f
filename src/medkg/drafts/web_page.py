"""Finds the JSON-LD that stands in a web page, as search engines do, in one pass over the text.

See https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BEGIN = re.compile(r"<!--|<script\b([^<>]*)>", re.IGNORECASE)
_END_OF_SCRIPT = re.compile(r"</script\b", re.IGNORECASE)
_END_OF_COMMENT = re.compile(r"-->")
_JSON_LD = re.compile(r"""\btype\s*=\s*["']?\s*application/ld\+json\b""", re.IGNORECASE)


@dataclass(frozen=True)
class Script:
    """A script of a page, and the line in which it begins."""

    text: str
    line: int


def find_json_ld(page: str) -> Iterator[Script]:
    r"""Yield the JSON-LD scripts of a page that are closed and in no comment.

    >>> list(find_json_ld('<title>x</title>\n<script type="application/ld+json">{"a": 1}</script>'))
    [Script(text='{"a": 1}', line=2)]
    """
    position, line = 0, 1
    while begin := _BEGIN.search(page, position):
        is_comment = begin[1] is None
        end = (_END_OF_COMMENT if is_comment else _END_OF_SCRIPT).search(page, begin.end())
        if end is None:
            return
        if not is_comment and _JSON_LD.search(begin[1]):
            yield Script(page[begin.end() : end.start()], line + page.count("\n", position, begin.end()))
        line += page.count("\n", position, end.end())
        position = end.end()
