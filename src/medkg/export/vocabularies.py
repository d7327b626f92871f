"""What the graph is made with: the ontology, each vocabulary, the shapes, and the JSON-LD context."""

from pyoxigraph import NamedNode, RdfFormat, Triple

from medkg.export.product import Outputs, Product, Recipe
from medkg.export.rdf import Forms, forms, write_small_rdf
from medkg.export.source import Source
from medkg.json_text import write_json
from medkg.namespaces import RDF, SKOS, local_name
from medkg.profiles.json_ld import context_document

_FORMATS = (RdfFormat.TURTLE, RdfFormat.JSON_LD, RdfFormat.RDF_XML)
_ONTOLOGY = "ontology"

ONTOLOGY = forms("ontology.*", "The ontology: classes and properties with their axioms", *_FORMATS)
VOCABULARIES = forms("vocabularies/{name}.*", "The vocabulary {name} in SKOS", *_FORMATS)
SHAPES = forms("shapes.*", "What holds of the graph, in SHACL", *_FORMATS)
CONTEXT = Product(
    "context.jsonld", "application/ld+json", "The JSON-LD context of the graph", "https://www.w3.org/TR/json-ld11/"
)


def _write(source: Source, outputs: Outputs) -> None:
    for name, triples in _by_vocabulary(list(source.triples("ontology"))).items():
        _write_forms(ONTOLOGY if name == _ONTOLOGY else VOCABULARIES, triples, source, outputs, name)
    _write_forms(SHAPES, list(source.triples("shapes")), source, outputs)
    if outputs.wants(CONTEXT):
        outputs.open(CONTEXT).write(write_json(context_document(source.names)))


def _write_forms(products: Forms, triples: list[Triple], source: Source, outputs: Outputs, name: str = "") -> None:
    for form, product in products.items():
        if triples and outputs.wants(product):
            write_small_rdf(triples, form, outputs.open(product, name), source.names)


def _by_vocabulary(triples: list[Triple]) -> dict[str, list[Triple]]:
    """Return what is told of each scheme and its concepts, by the scheme's name; all else belongs to the ontology.

    That a modality is a concept follows from the ontology; it is told, since a reader of one vocabulary has no axioms.
    """
    schemes = {_iri(t.subject) for t in triples if t.predicate == RDF("type") and t.object == SKOS("ConceptScheme")}
    found: dict[str, list[Triple]] = {_ONTOLOGY: []}
    for triple in triples:
        iri = _iri(triple.subject)
        scheme = iri if iri in schemes else iri.rpartition("/")[0]
        told = found.setdefault(local_name(scheme) if scheme in schemes else _ONTOLOGY, [])
        told.append(triple)
        if triple.predicate == SKOS("inScheme"):
            told.append(Triple(triple.subject, RDF("type"), SKOS("Concept")))
    return found


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


VOCABULARY_FILES = Recipe(
    "vocabularies", "ontology", (*ONTOLOGY.values(), *VOCABULARIES.values(), *SHAPES.values(), CONTEXT), _write
)
