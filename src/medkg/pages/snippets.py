"""Programs that fetch what a page shows, in the languages that its readers use."""

import shlex
from dataclasses import dataclass
from urllib.parse import quote

from medkg.sparql.formats import FORMATS, Format
from medkg.syntax.tokens import tokenize


@dataclass(frozen=True)
class _Reading:
    """How programs take a result: the format they ask for, and what they make of it."""

    format: Format
    modules: str
    python: str
    r: str


_TABLE = _Reading(
    FORMATS["csv"],
    "import io\n\nimport pandas\nimport requests",
    "table = pandas.read_csv(io.StringIO(reply.text))",
    "table <- read.csv",
)
_GRAPH = _Reading(
    FORMATS["ttl"],
    "import rdflib\nimport requests",
    'graph = rdflib.Graph().parse(data=reply.text, format="turtle")',
    "turtle <- readLines",
)

_PYTHON = '''{modules}

query = """
{text}
"""
reply = requests.get("{endpoint}", params={{"query": query}}, headers={{"Accept": "{type}"}})
reply.raise_for_status()
{read}'''

_R = """query <- r"---(
{text}
)---"
{read}(paste0("{endpoint}?format={key}&query=", URLencode(query, reserved = TRUE)))"""


def write_snippets(text: str, endpoint: str) -> list[tuple[str, str]]:
    """Return (language, program) for a query and the address of an endpoint.

    >>> dict(write_snippets("ASK {}", "http://localhost/sparql"))["curl"]
    "curl -H 'Accept: text/csv' --data-urlencode query='ASK {}' http://localhost/sparql"
    """
    reading = _GRAPH if _gives_a_graph(text) else _TABLE
    type, key = reading.format.media_type, reading.format.key
    python, r = text.replace("\\", "\\\\").replace('"""', '\\"""'), text.replace(')---"', ') ---"')
    return [
        (
            "Python",
            _PYTHON.format(text=python, endpoint=endpoint, type=type, read=reading.python, modules=reading.modules),
        ),
        ("R", _R.format(text=r, endpoint=endpoint, key=key, read=reading.r)),
        ("curl", f"curl -H 'Accept: {type}' --data-urlencode query={shlex.quote(text)} {quote(endpoint, ':/?[]')}"),
    ]


def _gives_a_graph(text: str) -> bool:
    """Tell whether the result of a query is a graph: by its first word that names a form."""
    forms = (token.symbol for token in tokenize(text) if token.symbol in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))
    return next(forms, "SELECT") in ("CONSTRUCT", "DESCRIBE")
