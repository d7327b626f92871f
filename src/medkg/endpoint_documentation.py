"""The tables of docs/endpoint.md, made from the tables that the server itself works with."""

from collections.abc import Iterable, Iterator

from medkg.settings import Limits, ServerSettings, Setting, settings_of
from medkg.sparql.formats import FORMATS
from medkg.web.problems import PROBLEMS

_INTRODUCTION = """# The endpoint: formats, settings, problems

Made from `src/medkg/sparql/formats.py`, `src/medkg/settings.py` and `src/medkg/web/problems.py` by `make docs`.
How to run a server is told in [operations](operations.md).
"""


def endpoint_page() -> str:
    """Return the text of docs/endpoint.md."""
    parts = [
        _INTRODUCTION,
        "## Formats\n\nBy `Accept`, `?format=` or suffix; without any, the first of its kind.\n",
        _table(("`?format=`, suffix", "media type", "also asked for as"), _formats()),
        "\n## Settings\n\nOf `medkg serve`, as flags or environment variables; a flag wins.\n",
        _table(("flag", "variable", "default", "what"), _settings()),
        "\n## Problems\n\nErrors are `application/problem+json` (RFC 9457), or a page for browsers. `type` is the key, "
        "`limit` the\nsetting that a query ran into. An answer with status 200 is always complete.\n",
        _table(("status", "`type`", "title", "what helps"), _problems()),
    ]
    return "\n".join(parts)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


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
