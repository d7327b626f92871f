"""Writes the files that are made from others: documents, JSON Schemas of curated files, the JSON-LD context.

`python -m medkg.documentation` (or `make docs`) writes them; a test says when one is stale.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from medkg.build import Graph, make_graph
from medkg.catalog.fields import CONCEPT_FIELDS
from medkg.catalog.kinds import KINDS
from medkg.catalog.rules import RULES
from medkg.catalog.schema import Entry, Event, Organization
from medkg.catalog.vocabularies import Vocabularies
from medkg.context_documentation import context_text
from medkg.convert.default_graph import MERGED
from medkg.convert.provenance import COMMON_GRAPHS
from medkg.edition import Edition
from medkg.endpoint_documentation import endpoint_page
from medkg.exports_documentation import exports_page
from medkg.namespaces import Names
from medkg.profiles.things import Construct, Thing, list_entries, read_things
from medkg.stages import tell_nobody

_MODELS: dict[str, type[BaseModel]] = {"entry": Entry, "organization": Organization, "event": Event}

_TERMS = """SELECT ?term ?label ?definition ?example ?parents ?domain ?range ?axioms WHERE {
  ?term a ?type ; rdfs:label ?label ; skos:definition ?definition ; skos:example ?example .
  OPTIONAL { SELECT ?term (GROUP_CONCAT(STR(?p); SEPARATOR=" ") AS ?parents) {
    ?term rdfs:subClassOf|rdfs:subPropertyOf ?p } GROUP BY ?term }
  OPTIONAL { SELECT ?term (GROUP_CONCAT(STR(?d); SEPARATOR=" ") AS ?domain) {
    ?term schema:domainIncludes ?d } GROUP BY ?term }
  OPTIONAL { SELECT ?term (GROUP_CONCAT(STR(?r); SEPARATOR=" ") AS ?range) {
    ?term schema:rangeIncludes ?r } GROUP BY ?term }
}"""


def generated_files(root: Path, graph: Graph) -> dict[Path, str]:
    """Return the path and the text of every generated file of the repository at `root`, whose graph is given."""
    names, vocabularies = graph.catalog.names, graph.catalog.vocabularies
    files = {root / f"data/schemas/{name}.json": _schema(model, vocabularies) for name, model in _MODELS.items()}
    files[root / "docs/data-model.md"] = _data_model(vocabularies, names)
    files[root / "docs/rules.md"] = _rules()
    files[root / "docs/endpoint.md"] = endpoint_page()
    edition = Edition(names, digest="", version=graph.catalog.version)
    files[root / "docs/exports.md"] = exports_page(_things(graph), edition)
    files[root / "src/medkg/profiles/context.json"] = context_text(vocabularies.files[0].triples, names)
    return files


def _things(graph: Graph) -> list[Thing]:
    """Return all entries of a graph."""
    names, store = graph.catalog.names, Store()
    store.bulk_extend(graph.quads)
    construct = cast(Construct, partial(store.query, prefixes=names.prefixes))
    return read_things(construct, names, list_entries(construct, 0, sys.maxsize))


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
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


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


def _data_model(vocabularies: Vocabularies, names: Names) -> str:
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in vocabularies.files[0].triples)
    return (
        "\n".join(
            [
                *_introduction(),
                *_graphs(),
                *_classes(store, names),
                *_properties(store, names),
                *_schemes(vocabularies),
            ]
        )
        + "\n"
    )


def _introduction() -> Iterator[str]:
    yield "# The data model"
    yield ""
    yield "Made from `ontology/medkg.ttl` by `make docs`; edit the ontology, not this file. Prefixes are those of"
    yield "`src/medkg/namespaces.py`; IRIs in examples are given below the base `https://w3id.org/medkg/`."


def _graphs() -> Iterator[str]:
    yield from ("", "## Named graphs", "", "| graph | in the default graph | holds |", "|---|---|---|")
    told = {
        "stated": "What the source states, one graph for each thing: `graph/stated/abide`.",
        "curated": "What curators added, one graph for each thing: `graph/curated/abide`.",
    }
    for family, holds in (told | {name: what for name, (_, what) in COMMON_GRAPHS.items()}).items():
        yield f"| `graph/{family}` | {'yes' if family in MERGED else 'no'} | {holds} |"


def _rows(store: Store, type_name: str, names: Names) -> list[Mapping[str, str]]:
    found = store.query(_TERMS.replace("?type", f"owl:{type_name}"), prefixes=names.prefixes)
    assert isinstance(found, QuerySolutions)
    columns = [variable.value for variable in found.variables]
    rows = []
    for solution in found:
        terms = {column: solution[column] for column in columns}
        rows.append({c: t.value if isinstance(t, NamedNode | Literal) else "" for c, t in terms.items()})
    return sorted(rows, key=lambda row: names.shorten(row["term"]))


def _classes(store: Store, names: Names) -> Iterator[str]:
    yield from ("", "## Classes", "", "| class | is a | definition | example |", "|---|---|---|---|")
    for row in _rows(store, "Class", names):
        cells = (f"`{names.shorten(row['term'])}`", _terms(row["parents"], names), row["definition"], row["example"])
        yield f"| {' | '.join(cells)} |"


def _properties(store: Store, names: Names) -> Iterator[str]:
    for type_name, title in (
        ("ObjectProperty", "Properties between things"),
        ("DatatypeProperty", "Properties with values"),
    ):
        yield from (
            "",
            f"## {title}",
            "",
            "| property | from → to | is a | definition | example |",
            "|---|---|---|---|---|",
        )
        for row in _rows(store, type_name, names):
            ends = f"{_terms(row['domain'], names)} → {_terms(row['range'], names)}"
            cells = (
                f"`{names.shorten(row['term'])}`",
                ends,
                _terms(row["parents"], names),
                row["definition"],
                row["example"],
            )
            yield f"| {' | '.join(cells)} |"


def _terms(iris: str, names: Names) -> str:
    return ", ".join(f"`{names.shorten(iri)}`" for iri in sorted(iris.split()))


def _schemes(vocabularies: Vocabularies) -> Iterator[str]:
    yield from ("", "## Vocabularies", "", "| scheme | concepts | keys |", "|---|---|---|")
    for scheme, concepts in sorted(vocabularies.concepts.items()):
        yield f"| `{scheme}/` | {len(concepts)} | {', '.join(f'`{key}`' for key in sorted(concepts))} |"


def _rules() -> str:
    lines = [
        "# The rules of curated files",
        "",
        "Made from `src/medkg/catalog/rules.py` by `make docs`. A finding ends with the id of its rule in brackets.",
        "Rules about the finished graph are the shapes in `ontology/shapes/` and the queries in `ontology/checks/`.",
        "",
        "| rule | what holds |",
        "|---|---|",
        *(f"| `{rule}` | {sentence} |" for rule, sentence in sorted(RULES.items())),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the generated files below the current directory."""
    for path, text in generated_files(Path(), make_graph(Path(), Names(), tell_nobody)).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
