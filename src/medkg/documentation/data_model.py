"""The text of docs/data-model.md, made from the ontology and the vocabularies."""

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from medkg.catalog.vocabularies import Vocabularies
from medkg.convert.default_graph import MERGED
from medkg.convert.provenance import COMMON_GRAPHS
from medkg.documentation.markdown import write_table
from medkg.namespaces import Names

_INTRODUCTION = """# The data model

Made from `ontology/medkg.ttl` by `make docs`; edit the ontology, not this file. Prefixes are those of
`src/medkg/namespaces.py`; IRIs in examples are given below the base `https://w3id.org/medkg/`.
"""

_PROPERTIES = {"ObjectProperty": "Properties between things", "DatatypeProperty": "Properties with values"}
"""Type of OWL → heading."""

_TERMS = """SELECT ?term ?label ?definition ?example ?parents ?domain ?range ?axioms WHERE {
  ?term a ?type ; rdfs:label ?label ; skos:definition ?definition ; skos:example ?example .
  OPTIONAL { SELECT ?term (GROUP_CONCAT(STR(?p); SEPARATOR=" ") AS ?parents) {
    ?term rdfs:subClassOf|rdfs:subPropertyOf ?p } GROUP BY ?term }
  OPTIONAL { SELECT ?term (GROUP_CONCAT(STR(?d); SEPARATOR=" ") AS ?domain) {
    ?term schema:domainIncludes ?d } GROUP BY ?term }
  OPTIONAL { SELECT ?term (GROUP_CONCAT(STR(?r); SEPARATOR=" ") AS ?range) {
    ?term schema:rangeIncludes ?r } GROUP BY ?term }
}"""


def data_model_page(vocabularies: Vocabularies, names: Names) -> str:
    """Return the text of docs/data-model.md."""
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in vocabularies.files[0].triples)
    parts = [
        _INTRODUCTION,
        "## Named graphs\n",
        write_table(("graph", "in the default graph", "holds"), _graphs()),
        "## Classes\n",
        write_table(("class", "is a", "definition", "example"), _classes(store, names)),
    ]
    for type_name, title in _PROPERTIES.items():
        head = ("property", "from → to", "is a", "definition", "example")
        parts += [f"## {title}\n", write_table(head, _properties(store, type_name, names))]
    parts += ["## Vocabularies\n", write_table(("scheme", "concepts", "keys"), _schemes(vocabularies))]
    return "\n".join(parts)


def _graphs() -> Iterator[list[str]]:
    told = {
        "stated": "What the source states, one graph for each thing: `graph/stated/abide`.",
        "curated": "What curators added, one graph for each thing: `graph/curated/abide`.",
    }
    for family, holds in (told | {name: what for name, (_, what) in COMMON_GRAPHS.items()}).items():
        yield [f"`graph/{family}`", "yes" if family in MERGED else "no", holds]


def _classes(store: Store, names: Names) -> Iterator[list[str]]:
    for row in _rows(store, "Class", names):
        yield [f"`{names.shorten(row['term'])}`", _terms(row["parents"], names), row["definition"], row["example"]]


def _properties(store: Store, type_name: str, names: Names) -> Iterator[list[str]]:
    for row in _rows(store, type_name, names):
        ends = f"{_terms(row['domain'], names)} → {_terms(row['range'], names)}"
        parents = _terms(row["parents"], names)
        yield [f"`{names.shorten(row['term'])}`", ends, parents, row["definition"], row["example"]]


def _rows(store: Store, type_name: str, names: Names) -> list[Mapping[str, str]]:
    found = store.query(_TERMS.replace("?type", f"owl:{type_name}"), prefixes=names.prefixes)
    assert isinstance(found, QuerySolutions)
    columns = [variable.value for variable in found.variables]
    rows = []
    for solution in found:
        terms = {column: solution[column] for column in columns}
        rows.append({c: t.value if isinstance(t, NamedNode | Literal) else "" for c, t in terms.items()})
    return sorted(rows, key=lambda row: names.shorten(row["term"]))


def _terms(iris: str, names: Names) -> str:
    return ", ".join(f"`{names.shorten(iri)}`" for iri in sorted(iris.split()))


def _schemes(vocabularies: Vocabularies) -> Iterator[list[str]]:
    for scheme, concepts in sorted(vocabularies.concepts.items()):
        yield [f"`{scheme}/`", str(len(concepts)), ", ".join(f"`{key}`" for key in sorted(concepts))]
