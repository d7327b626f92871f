"""The JSON-LD contexts that records name, as small ones of our own: none is ever fetched.

They hold what the mapping needs. How a value is written (an address as text or as IRI, a date with or without its
type) makes no difference to it, so types of values are not repeated here.
"""

import re
from collections.abc import Mapping
from typing import Any

from medkg.errors import RecordUnusable
from medkg.namespaces import ADMS, DCAT, DCT, FOAF, PROV, RDF, RDFS, SCHEMA, SKOS, XSD, Namespace

CR = Namespace("http://mlcommons.org/croissant/")
"""The terms of Croissant."""

_KEYWORDS = {"id": "@id", "type": "@type"}

_SCHEMA_ORG = {"@vocab": SCHEMA, "schema": SCHEMA, "xsd": XSD, **_KEYWORDS}

_CROISSANT = {
    **_SCHEMA_ORG,
    "sc": SCHEMA,
    "cr": CR,
    "dct": DCT,
    "citeAs": "cr:citeAs",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "recordSet": "cr:recordSet",
}
"""See https://docs.mlcommons.org/croissant/docs/croissant-spec.html#appendix-1-json-ld-context."""

_OF_DUBLIN_CORE = (
    "accessRights", "alternative", "conformsTo", "contributor", "creator", "description", "format", "identifier",
    "isPartOf", "isReferencedBy", "issued", "language", "license", "modified", "publisher", "rights", "source",
    "spatial", "subject", "temporal", "title", "type",
)  # fmt: skip

_DCAT = {
    "@vocab": DCAT,
    "adms": ADMS,
    "dcat": DCAT,
    "dct": DCT,
    "dcterms": DCT,
    "foaf": FOAF,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
    "id": "@id",
    **{name: f"dct:{name}" for name in _OF_DUBLIN_CORE if name != "type"},
    "name": "foaf:name",
}

_CONTEXTS: Mapping[str, Mapping[str, Any]] = {
    **dict.fromkeys(
        ("schema.org", "schema.org/docs/jsonldcontext.json", "schema.org/docs/jsonldcontext.jsonld"),
        _SCHEMA_ORG,
    ),
    **dict.fromkeys(
        ("mlcommons.org/croissant", "mlcommons.org/croissant/1.0", "mlcommons.org/croissant/1.1", "w3id.org/croissant"),
        _CROISSANT,
    ),
    **dict.fromkeys(
        ("w3.org/ns/dcat", "w3.org/ns/dcat.jsonld", "w3.org/ns/dcat3", "w3.org/ns/dcat3.jsonld"), _DCAT
    ),
}  # fmt: skip
"""Address without scheme, www and the last slash → what stands for it."""

DEEPEST = 100
"""How deep values may stand in one another; records need less than twenty."""


def replace_contexts(value: Any, name: str) -> Any:
    """Return JSON-LD in which each context that is known by its address stands in its place.

    Raises RecordUnusable, with the remedy, for an unknown one, for @import, and for values that stand too deep.

    >>> replace_contexts({"@context": {"dct": "http://purl.org/dc/terms/"}, "dct:title": "X"}, "x.jsonld")
    {'@context': {'dct': 'http://purl.org/dc/terms/'}, 'dct:title': 'X'}
    """
    return _replace(value, name, 0)


def _replace(value: Any, name: str, depth: int) -> Any:
    if depth > DEEPEST:
        raise RecordUnusable(
            f"{name}: More than {DEEPEST} values stand in each other. Cut out the part about the dataset."
        )
    if isinstance(value, list):
        return [_replace(item, name, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    if "@import" in value:
        raise RecordUnusable(f"{name}: {_refusal('@import', value['@import'])}")
    return {
        key: _context(item, name, depth + 1) if key == "@context" else _replace(item, name, depth + 1)
        for key, item in value.items()
    }


def _context(context: Any, name: str, depth: int) -> Any:
    if isinstance(context, list):
        return [_context(item, name, depth + 1) for item in context]
    if not isinstance(context, str):
        return _replace(context, name, depth)
    known = _CONTEXTS.get(re.sub(r"^https?://(www\.)?|[/#]+$", "", context))
    if known is None:
        raise RecordUnusable(f"{name}: {_refusal('@context', context)}")
    return known


def _refusal(what: str, address: Any) -> str:
    shown = repr(address)[:200]
    return f"The {what} {shown} is unknown, and none is fetched. Put the terms that it defines in its place."
