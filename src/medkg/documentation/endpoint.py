"""The tables of docs/endpoint.md, made from the tables that the server itself works with."""

from collections.abc import Iterator

from medkg.documentation.markdown import write_table
from medkg.pages.results.views import PICTURES
from medkg.saved_query import View
from medkg.settings import Limits, ServerSettings, Setting, settings_of
from medkg.sparql.formats import FORMATS
from medkg.web.problems import PROBLEMS

_INTRODUCTION = """# The endpoint: formats, views, settings, problems, helpers of the editor

Made from `src/medkg/sparql/formats.py`, `src/medkg/pages/results/views.py`, `src/medkg/settings.py` and
`src/medkg/web/problems.py` by `make docs`.
How to run a server is told in [operations](operations.md).
"""

_VIEWS = """
## Views

Of a result, at `/sparql` and at the page of a saved query: by `?view=`, else by a comment `#view:bar` in the query,
else by the header of the saved query. `?sort=name` or `?sort=-name` sorts by a column, `?page=2` and `?rows=100` say
which rows are shown, `?iris=1` shows IRIs instead of labels.
"""


_HELPERS = """
## Helpers of the editor

Two addresses answer an editor while a query is typed; any editor may ask them. Both take a form by POST, or a query
string by GET, and answer with JSON that is not to be kept. Places (`from`, `to`, `at`) are counted as browsers count:
in units of UTF-16. A query of more than 10,000 characters gets 413.

`/check` with `query` says whether a text is a query that is answered here, without evaluating it:

    {"ok": false, "faults": [{"from": 0, "to": 5, "line": 1, "column": 1, "severity": "error",
      "message": "'SELCT' is no word of SPARQL. Did you mean SELECT?",
      "fixes": [{"label": "Write SELECT", "from": 0, "to": 5, "insert": "SELECT"}]}]}

`ok` is null when no worker had the time to look; the faults are then those that the text alone shows. A `warning` (a
variable without value, a property that the graph does not know) makes no query wrong. Each fix, made, leaves fewer
faults.

`/complete` with `query` and `at`, the place of the caret, says what may be typed there, the likeliest first; replace
what is between `from` and `to` by `insert`, and declare `prefix` if it is there:

    {"from": 22, "to": 25, "options": [{"label": "disease:glioma", "insert": "disease:glioma", "kind": "thing",
      "detail": "Disease · 2 entries", "info": "glioma",
      "prefix": {"name": "disease", "iri": "https://w3id.org/medkg/disease/"}}]}

Properties are those that things of the pattern have, with how many of them; values are found by name and synonym, among
what the property leads to. `kind` is keyword, function, variable, prefix, property, class, thing or value.
"""


def endpoint_page() -> str:
    """Return the text of docs/endpoint.md."""
    parts = [
        _INTRODUCTION,
        "## Formats\n\nBy `Accept`, `?format=` or suffix; without any, the first of its kind.\n",
        write_table(("`?format=`, suffix", "media type", "also asked for as"), _formats()),
        _VIEWS,
        write_table(("`?view=`, `#view:`", "name", "what a result needs"), _views()),
        "\n## Settings\n\nOf `medkg serve`, as flags or environment variables; a flag wins.\n",
        write_table(("flag", "variable", "default", "what"), _settings()),
        "\n## Problems\n\nErrors are `application/problem+json` (RFC 9457), or a page for browsers. `type` is the key, "
        "`limit` the\nsetting that a query ran into. An answer with status 200 is always complete.\n",
        write_table(("status", "`type`", "title", "what helps"), _problems()),
        _HELPERS,
    ]
    return "\n".join(parts)


def _views() -> Iterator[list[str]]:
    yield [f"`{View.TABLE}`", "Table", "rows"]
    for key, picture in PICTURES.items():
        yield [f"`{key}`", picture.title, picture.needs]
    yield [f"`{View.RAW}`", "Raw", "nothing; it is the text of the answer"]


def _formats() -> Iterator[list[str]]:
    for format in FORMATS.values():
        names = " ".join(f"`{name}`" for name in (format.key, *format.names))
        yield [names, f"`{format.media_type}`", " ".join(f"`{alias}`" for alias in format.aliases)]


def _settings() -> Iterator[list[str]]:
    for setting in (*settings_of(ServerSettings), *settings_of(Limits)):
        yield [f"`{setting.flag}`", f"`{setting.variable}`", _default(setting), setting.text]


def _default(setting: Setting) -> str:
    return f"`{setting.default}`" if setting.default != "" else ""


def _problems() -> Iterator[list[str]]:
    for problem in PROBLEMS.values():
        yield [str(problem.status), f"`/problems#{problem.key}`", problem.title, problem.remedy]
