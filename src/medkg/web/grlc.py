"""Saved queries for grlc (https://github.com/CLARIAH/grlc), which makes a web API of them.

grlc reads a specification that lists the queries, then each query with a header in `#+` comments. It takes queries with
all their prefixes, so the files of the repository will not do. Parameters have the values of the example.
"""

import json
from collections.abc import Iterable

from medkg.json_text import write_json
from medkg.saved_query import QueryForm, SavedQuery

_TITLE = "Saved queries of medkg"


def write_specification(queries: Iterable[SavedQuery], homepage: str, licence: str) -> str:
    """Return the specification for grlc, whose queries stand beside it: YAML, written as JSON, which is YAML too."""
    value = {
        "title": _TITLE,
        "contact": {"name": "medkg", "url": homepage},
        "licence": licence,
        "queries": [f"{query.slug}.rq" for query in queries if query.form is not QueryForm.ASK],
    }
    return write_json(value).decode()


def write_query(query: SavedQuery, endpoint: str) -> str:
    """Return a saved query with its prefixes, after a header that tells grlc what it is and where to send it."""
    header = {
        "summary": query.title,
        "description": query.description,
        "tags": query.keywords,
        "endpoint": endpoint,
        "endpoint_in_url": False,
        "method": "GET",
    }
    lines = [f"#+ {name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in header.items()]
    return "".join([*lines, query.text()])
