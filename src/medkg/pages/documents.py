"""Queries of the documents: whole graphs, and everything about one thing."""

from pyoxigraph import NamedNode

from medkg.namespaces import Names

ONTOLOGY_TERMS = """
SELECT ?term ?kind ?label ?definition WHERE {{
  VALUES (?type ?kind) {{
    (owl:Class "class") (owl:ObjectProperty "property")
    (owl:DatatypeProperty "property") (owl:AnnotationProperty "property")
  }}
  GRAPH {graph} {{ ?term a ?type ; rdfs:label ?label ; skos:definition ?definition }}
}} ORDER BY ?kind ?label"""


def graph_text(graph: NamedNode) -> str:
    """Return the query for all triples of a named graph."""
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"


def thing_text(names: Names, iri: NamedNode) -> str:
    """Return the query for everything said of a thing and of its parts, with the labels of what it is linked to."""
    return f"""
CONSTRUCT {{ {iri} ?p ?o . ?part ?q ?v . ?o rdfs:label ?label }} WHERE {{
  {{ {iri} ?p ?o OPTIONAL {{ ?o rdfs:label ?label FILTER(?p != rdf:type) }} }}
  UNION {{ GRAPH {names.graph("provenance")} {{ {iri} ?p ?o }} }}
  UNION {{ {iri} ?any ?part FILTER(STRSTARTS(STR(?part), "{iri.value}#")) ?part ?q ?v }}
}}"""
