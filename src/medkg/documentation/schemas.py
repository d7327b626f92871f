"""The JSON Schemas of curated files: `data/schemas/`."""

from typing import Any

from pydantic import BaseModel

from medkg.catalog.fields import CONCEPT_FIELDS
from medkg.catalog.kinds import KINDS
from medkg.catalog.schema import Entry, Event, Organization
from medkg.catalog.vocabularies import Vocabularies
from medkg.json_text import write_json

_MODELS: dict[str, type[BaseModel]] = {"entry": Entry, "organization": Organization, "event": Event}


def schema_texts(vocabularies: Vocabularies) -> dict[str, str]:
    """Return the text of each schema by its name."""
    return {name: _schema(model, vocabularies) for name, model in _MODELS.items()}


def _schema(model: type[BaseModel], vocabularies: Vocabularies) -> str:
    """Return a JSON Schema whose vocabulary keys are enumerated, so that editors complete them."""
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    for facts in ("Stated", "Curated"):
        if facts in definitions:
            _enumerate_facts(definitions[facts]["properties"], vocabularies)
    if "Extent" in definitions:
        for field in ("unit", "per"):
            _enumerate(definitions["Extent"]["properties"], field, sorted(vocabularies.concepts["unit"]))
    _enumerate(schema["properties"], "kind", list(KINDS))
    _enumerate(schema["properties"], "country", sorted(vocabularies.concepts["country"]))
    return write_json(schema).decode()


def _enumerate_facts(properties: dict[str, Any], vocabularies: Vocabularies) -> None:
    for field in CONCEPT_FIELDS:
        properties[field.name]["items"] = {"enum": sorted(vocabularies.concepts[field.scheme])}
    properties["links"]["propertyNames"] = {"enum": sorted(vocabularies.link_roles)}
    _enumerate(properties, "access", sorted(vocabularies.concepts["access"]))


def _enumerate(properties: dict[str, Any], field: str, keys: list[str]) -> None:
    if field in properties:
        properties[field] = {
            name: value for name, value in properties[field].items() if name not in ("anyOf", "type", "pattern")
        }
        properties[field]["enum"] = keys
