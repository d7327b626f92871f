"""The JSON-LD context of the graph, made from the ontology: `src/medkg/profiles/context.json`."""

import json
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Triple

from medkg.namespaces import OWL, RDF, SCHEMA, Names

_TEXT = {"@language": "en"}
_LINK = {"@type": "@id"}

_OTHER_LINKS = (
    "adms:identifier adms:sample adms:status dcat:accessService dcat:catalog dcat:contactPoint dcat:dataset "
    "dcat:downloadURL dcat:endpointDescription dcat:endpointURL dcat:hasCurrentVersion dcat:hasVersion "
    "dcat:isVersionOf dcat:mediaType dcat:previousVersion dcat:record dcat:servesDataset dcat:service dcat:theme "
    "dcat:themeTaxonomy dct:conformsTo dct:creator dct:isVersionOf dct:publisher dct:references dct:relation "
    "dct:rights dct:source dct:subject dct:type foaf:depiction foaf:primaryTopic foaf:topic owl:annotatedProperty "
    "owl:annotatedSource owl:annotatedTarget owl:inverseOf owl:priorVersion owl:propertyChainAxiom owl:sameAs "
    "owl:versionIRI prov:wasAttributedTo prov:wasGeneratedBy prov:wasRevisionOf rdf:predicate rdf:rest rdf:subject "
    "rdfs:isDefinedBy rdfs:seeAlso rdfs:subClassOf rdfs:subPropertyOf schema:domainIncludes schema:rangeIncludes "
    "schema:target sh:alternativePath sh:class sh:datatype sh:declare sh:in sh:nodeKind sh:path sh:prefixes "
    "sh:property sh:targetClass skos:hasTopConcept sssom:mapping_justification void-ext:datatype "
    "void-ext:datatypePartition void:class void:classPartition void:dataDump void:exampleResource void:property "
    "void:propertyPartition void:sparqlEndpoint void:subset void:vocabulary"
)

_OTHER_TEXTS = (
    "adms:versionNotes dcat:keyword dct:alternative dct:description dct:title rdfs:comment rdfs:label sh:message "
    "skos:altLabel skos:definition skos:example skos:hiddenLabel skos:prefLabel skos:scopeNote"
)

_OTHER_TYPED = {
    "dcat:endDate": "xsd:gYear",
    "dcat:startDate": "xsd:gYear",
    "dct:modified": "xsd:date",
    "sh:namespace": "xsd:anyURI",
    "sssom:confidence": "xsd:decimal",
}


def context_text(ontology: Iterable[Triple], names: Names) -> str:
    """Return the context as a JSON document: the prefixes, and how the values of each property are read.

    What the ontology says of a property stands there; terms of other standards that it does not use are listed above.
    """
    read = dict(_read_by_ontology(list(ontology), names))
    read |= dict.fromkeys(_OTHER_LINKS.split(), _LINK) | dict.fromkeys(_OTHER_TEXTS.split(), _TEXT)
    read |= {name: {"@type": datatype} for name, datatype in _OTHER_TYPED.items()}
    context = {**names.prefixes, **dict(sorted(read.items()))}
    lines = (f"  {json.dumps(name)}: {json.dumps(told)}" for name, told in context.items())
    return '{\n "@context": {\n' + ",\n".join(lines) + "\n }\n}\n"


def _read_by_ontology(ontology: list[Triple], names: Names) -> Iterator[tuple[str, Mapping[str, str]]]:
    ranges: dict[object, set[str]] = {}
    for triple in ontology:
        if triple.predicate == SCHEMA("rangeIncludes"):
            ranges.setdefault(triple.subject, set()).add(names.shorten(_iri(triple.object)))
    for triple in ontology:
        if triple.predicate == RDF("type"):
            read = _read(_iri(triple.object), ranges.get(triple.subject, set()))
            if read:
                yield names.shorten(_iri(triple.subject)), read


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _read(kind: str, ranges: set[str]) -> Mapping[str, str] | None:
    """Return how the values of a property are read, None where they may be of several kinds."""
    if kind == OWL("ObjectProperty").value:
        return _LINK
    if kind not in (OWL("DatatypeProperty").value, OWL("AnnotationProperty").value) or len(ranges) != 1:
        return None
    (datatype,) = ranges
    if datatype == "rdf:langString":
        return _TEXT
    return {"@type": datatype} if datatype != "xsd:string" else None
