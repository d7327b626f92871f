"""The errors of pydantic as findings: each in its place, in words that a curator can act on."""

import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from medkg.catalog.rules import did_you_mean, error
from medkg.catalog.schema import FORMS, URL_PATTERN
from medkg.catalog.yaml_reader import Document, Location
from medkg.findings import Finding


def faults_of_validation(fault: ValidationError, document: Document, model: type[BaseModel]) -> list[Finding]:
    """Return one finding for each error of pydantic, at its place in the document."""
    return [_finding_of(details, document, model) for details in fault.errors() if not _is_echo(details)]


def _is_echo(details: ErrorDetails) -> bool:
    """Tell whether a list is called too short only because its faulty items, reported too, do not count."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _finding_of(details: ErrorDetails, document: Document, model: type[BaseModel]) -> Finding:
    location = tuple(part for part in details["loc"] if part != "[key]")
    sentence, rule = _explain(details, location, model)
    return error(document.file, document.line(location), sentence, rule)


def _explain(  # noqa: PLR0911 (one sentence for each kind of error)
    details: ErrorDetails, location: Location, model: type[BaseModel]
) -> tuple[str, str]:
    """Return the sentence and the rule for an error of pydantic (https://docs.pydantic.dev/latest/errors/validation_errors/)."""
    kind, context, found = details["type"], details.get("ctx", {}), details["input"]
    key = _name_of(location)
    match kind:
        case "extra_forbidden":
            return f"Unknown key {key}.{did_you_mean(str(location[-1]), _keys_at(model, location[:-1]))}", "unknown-key"
        case "missing":
            return f"The key {key} is missing. Add it.", "missing-key"
        case "literal_error" | "enum":
            expected = str(context["expected"])
            hint = did_you_mean(str(found), re.findall(r"'([^']+)'", expected))
            return f"{key} is {_what(found)}; wanted: {expected}.{hint}", "unknown-value"
        case "string_pattern_mismatch" if context["pattern"] != URL_PATTERN:
            return f"{key} is {_what(found)}; wanted: {FORMS[context['pattern']]}.", "malformed-value"
        case "date_parsing":
            return f"{key} is {_what(found)}; wanted: a day of the calendar, such as 2019-03-15.", "malformed-value"
        case "string_pattern_mismatch" | "value_error":
            sentence = f"{key} is {_what(found)}; wanted: an absolute http or https URL, spaces and brackets escaped."
            return sentence, "malformed-iri"
    if kind in _BOUNDS:
        return f"{key} is {_what(found)}; wanted: {_BOUNDS[kind].format_map(context)}.", "out-of-range"
    return f"{key} is {_what(found)}; wanted: {_TYPES.get(kind, kind)}.{_remedy(kind, found)}", "wrong-type"


_BOUNDS = {
    "string_too_short": "{min_length} character(s) or more",
    "string_too_long": "{max_length} characters at the most",
    "greater_than_equal": "a number from {ge}",
    "less_than_equal": "a number up to {le}",
    "too_short": "{min_length} item(s) or more",
}
"""Error of pydantic → the bound that a value must keep."""

_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
}
"""Error of pydantic → the type that a value must have."""


def _remedy(kind: str, found: Any) -> str:
    if found is None:
        return " Fill it in, or remove the key."
    if kind == "string_type" and isinstance(found, int | float):
        return " Put it in quotes."
    return f" Put it in brackets: [{found}]." if kind == "tuple_type" and isinstance(found, str | int | float) else ""


def _what(value: Any) -> str:
    """Return how a message names the value that was found."""
    match value:
        case None:
            return "empty"
        case list():
            return "a list" if value else "an empty list"
        case dict():
            return "a mapping" if value else "an empty mapping"
        case bool():
            return str(value).lower()
        case int() | float():
            return f"the number {value}"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _name_of(location: Location) -> str:
    """Return a place as a text for messages.

    >>> _name_of(("stated", "extent", 0, "unit"))
    "'stated.extent[0].unit'"
    """
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return f"'{text.removeprefix('.')}'" if location else "The file"


def _keys_at(model: type[BaseModel], location: Location) -> tuple[str, ...]:
    """Return the keys that the schema knows at a place."""
    for part in location:
        if isinstance(part, str) and part in model.model_fields:
            model = next(_models_in(model.model_fields[part].annotation), model)
    return tuple(model.model_fields)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
