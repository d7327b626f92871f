"""What a page or a document about one thing is made of: its queries."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from medkg.sparql.engine import Engine, Lane, Request
from medkg.sparql.formats import Format

DESCRIPTION = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
CONSTRUCT {{ {iri} ?p ?o . ?part ?q ?v . ?o rdfs:label ?label }} WHERE {{
  {{ {iri} ?p ?o OPTIONAL {{ ?o rdfs:label ?label }} }}
  UNION {{ GRAPH <{base}graph/provenance> {{ {iri} ?p ?o }} }}
  UNION {{ {iri} ?any ?part FILTER(STRSTARTS(STR(?part), "{prefix}#")) ?part ?q ?v }}
}}"""

FACTS = """PREFIX dct: <http://purl.org/dc/terms/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX medkg: <{base}ontology#>
SELECT ?g ?p ?property ?o ?label ?q ?part ?v ?value WHERE {{
  GRAPH ?g {{ {iri} ?p ?o }}
  OPTIONAL {{ ?p rdfs:label ?property }}
  OPTIONAL {{ ?o rdfs:label ?label }}
  OPTIONAL {{
    ?o ?q ?v FILTER(STRSTARTS(STR(?o), "{prefix}#") && ?q NOT IN (rdf:type, rdfs:label, dct:title))
    OPTIONAL {{ ?q rdfs:label ?part }}
    OPTIONAL {{ ?v rdfs:label ?value }}
  }}
}} ORDER BY ?property ?p ?o ?q"""

INCOMING = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?p ?property ?s ?label WHERE {{
  ?s ?p {iri} . ?s rdfs:label ?label
  FILTER(!STRSTARTS(STR(?s), "{prefix}#"))
  OPTIONAL {{ ?p rdfs:label ?property }}
}} ORDER BY ?property ?label LIMIT 500"""

EVIDENCE = """PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX medkg: <{base}ontology#>
SELECT ?passage ?section ?first ?last WHERE {{
  GRAPH <{base}graph/provenance> {{
    ?graph medkg:describesGraphOf {iri} ; prov:wasDerivedFrom ?passage .
    ?passage medkg:firstLine ?first ; medkg:lastLine ?last OPTIONAL {{ ?passage medkg:section ?section }}
  }}
}} ORDER BY ?first"""


@dataclass(frozen=True)
class Queries:
    """The queries about one thing."""

    base: str
    iri: NamedNode

    def text(self, template: str) -> str:
        """Return a query of this module about the thing."""
        return template.format(iri=str(self.iri), prefix=self.iri.value, base=self.base)


def document(engine: Engine, text: str, format: Format) -> bytes:
    """Return the triples of a CONSTRUCT query of a page, serialized."""
    return engine.query(Request(text, graph=format, lane=Lane.PAGES)).body
