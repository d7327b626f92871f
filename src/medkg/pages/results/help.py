"""What usually helps a query that met a limit, or is none: by the key of the problem."""

from collections.abc import Mapping, Sequence

LIMITS: Mapping[str, str] = {
    "seconds": "{value:g} seconds for one query",
    "memory_mb": "{value:g} MB of memory for one query",
    "result_mb": "{value:g} MB for one result",
    "client_seconds": "{value:g} seconds of query time a minute for one client",
    "client_waiting": "{value:g} queries at once of one client",
    "client_workers": "{value:g} queries evaluated at once for one client",
    "waiting": "{value:g} queries that wait",
    "wait_seconds": "{value:g} seconds of waiting",
}
"""Setting → what it limits, in words."""

_LESS_WORK = (
    "Begin with the pattern that has the fewest matches: a named thing, then what leads from it.",
    "Let every two patterns share a variable; two that share none are multiplied.",
    "Use skos:broaderTransitive instead of skos:broader*: the hierarchy is there in full.",
    "Add LIMIT 100 while you try.",
)
TIPS: Mapping[str, Sequence[str]] = {
    "deadline": _LESS_WORK,
    "memory": ("ORDER BY and GROUP BY hold all rows: put a LIMIT into a subquery, or select less.", *_LESS_WORK[:2]),
    "result-size": (
        "Add LIMIT and OFFSET, and take the result in parts.",
        "Select only the variables that you need; SELECT DISTINCT leaves out what repeats.",
        "A named graph can be had whole, in any format, at its own address.",
    ),
    "share": ("Wait for the seconds that are named, and send one query at a time.", _LESS_WORK[0]),
    "busy": ("Ask again in a few seconds.",),
    "refused": (
        "Ask for what is in this graph; to join it with another endpoint, run the query there and call this one.",
    ),
}
"""Key of the problem → what usually helps, the best first."""


def name_limit(setting: str, value: float) -> str | None:
    """Return a limit in words.

    >>> name_limit("seconds", 20.0)
    '20 seconds for one query'
    """
    words = LIMITS.get(setting)
    return words.format(value=value) if words else None
