"""Terms of other vocabularies that a concept or an organization is matched to."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from medkg.namespaces import Names, local_name
from medkg.pages.panel import Panel
from medkg.sparql.ask import Row, value_of

_MAPPINGS = """
SELECT ?relation ?target ?label ?confidence ?comment WHERE {{
  GRAPH {provenance} {{
    ?match owl:annotatedSource {iri} ; owl:annotatedProperty ?relation ; owl:annotatedTarget ?target ;
      sssom:confidence ?confidence
    OPTIONAL {{ ?match rdfs:comment ?comment }}
  }}
  OPTIONAL {{ ?target rdfs:label ?label }}
}} ORDER BY ?target"""

RELATIONS = {
    "skos:exactMatch": "the same as",
    "skos:closeMatch": "nearly the same as",
    "skos:broadMatch": "narrower than",
    "skos:narrowMatch": "broader than",
    "skos:relatedMatch": "related to",
}
"""Property of a match → what our term is to the other, in words; the closest first."""

_VOCABULARIES = (
    ("http://purl.obolibrary.org/obo/MONDO_", "MONDO", "MONDO:"),
    ("http://purl.obolibrary.org/obo/DOID_", "Disease Ontology", "DOID:"),
    ("http://purl.obolibrary.org/obo/UBERON_", "UBERON", "UBERON:"),
    ("http://purl.obolibrary.org/obo/NCIT_", "NCI Thesaurus", "NCIT:"),
    ("http://purl.obolibrary.org/obo/HP_", "Human Phenotype Ontology", "HP:"),
    ("http://purl.obolibrary.org/obo/MAXO_", "Medical Action Ontology", "MAXO:"),
    ("http://purl.obolibrary.org/obo/OBI_", "OBI", "OBI:"),
    ("http://purl.obolibrary.org/obo/DUO_", "Data Use Ontology", "DUO:"),
    ("http://www.ebi.ac.uk/efo/EFO_", "EFO", "EFO:"),
    ("http://id.nlm.nih.gov/mesh/", "MeSH", ""),
    ("https://radlex.org/RID/", "RadLex", ""),
    ("http://dicom.nema.org/resources/ontology/DCM/", "DICOM", "DCM:"),
    ("http://edamontology.org/", "EDAM", ""),
    ("http://publications.europa.eu/resource/authority/", "EU Vocabularies", ""),
    ("https://hdeu-dcat.data.health.europa.eu/resource/authority/", "European Health Data Space", ""),
    ("https://www.iana.org/assignments/media-types/", "IANA media types", ""),
    ("http://spdx.org/licenses/", "SPDX", ""),
    ("https://creativecommons.org/", "Creative Commons", ""),
    ("https://opendatacommons.org/", "Open Data Commons", ""),
    ("https://opensource.org/", "Open Source Initiative", ""),
    ("https://www.apache.org/", "Apache Software Foundation", ""),
    ("https://physionet.org/", "PhysioNet", ""),
    ("https://ror.org/", "ROR", ""),
    ("http://www.wikidata.org/entity/", "Wikidata", ""),
)
"""(start of IRIs, name of the vocabulary, what stands before the local part in its own notation)."""


@dataclass(frozen=True)
class Mapping:
    """A match with a term of another vocabulary."""

    relation: str
    iri: str
    vocabulary: str
    identifier: str
    label: str | None
    confidence: float
    comment: str | None


@dataclass(frozen=True)
class Mappings:
    """The matches of a thing."""

    query: str
    rows: Sequence[Mapping]


def mappings_text(names: Names, iri: NamedNode) -> str:
    """Return the query for the matches of a thing."""
    return _MAPPINGS.format(iri=iri, provenance=names.graph("provenance"))


def read_mappings(panel: Panel, names: Names) -> Mappings:
    """Return the matches of a thing, the closest first."""
    found = {_key(row): _mapping(row, names) for row in panel.rows}
    relations = list(RELATIONS.values())
    return Mappings(
        panel.text,
        sorted(found.values(), key=lambda match: (relations.index(match.relation), match.vocabulary, match.iri)),
    )


def _key(row: Row) -> tuple[str, str]:
    return row["relation"]["value"], row["target"]["value"]


def _mapping(row: Row, names: Names) -> Mapping:
    iri = row["target"]["value"]
    relation = RELATIONS.get(names.shorten(row["relation"]["value"]), "related to")
    vocabulary, identifier = name_term(iri)
    confidence = float(row["confidence"]["value"])
    return Mapping(relation, iri, vocabulary, identifier, value_of(row, "label"), confidence, value_of(row, "comment"))


def name_term(iri: str) -> tuple[str, str]:
    """Return the vocabulary of an external term and its identifier there.

    >>> name_term("http://purl.obolibrary.org/obo/MONDO_0021163"), name_term("https://ror.org/02qyzaf42")
    (('MONDO', 'MONDO:0021163'), ('ROR', '02qyzaf42'))
    """
    for start, vocabulary, prefix in _VOCABULARIES:
        if iri.startswith(start):
            return vocabulary, prefix + iri.removeprefix(start)
    return "other", local_name(iri)
