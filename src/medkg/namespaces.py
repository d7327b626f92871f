"""Prefixes and IRIs: the only table of namespaces, and the only place where IRIs of the graph are composed."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from medkg.query_text import undeclared_prefixes

DEFAULT_BASE = "https://w3id.org/medkg/"
"""The base of all IRIs of medkg, as it stands in the files of `ontology/` and `queries/`."""

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Of the data, the ontology and the saved queries."""


class Namespace(str):
    """An IRI prefix; calling it with a local name gives the term.

    >>> SKOS("broader")
    <NamedNode value=http://www.w3.org/2004/02/skos/core#broader>
    """

    def __call__(self, local: str) -> NamedNode:
        """Return the term with a local name."""
        return NamedNode(self + local)


ADMS = Namespace("http://www.w3.org/ns/adms#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
ORG = Namespace("http://www.w3.org/ns/org#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PROV = Namespace("http://www.w3.org/ns/prov#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SCHEMA = Namespace("https://schema.org/")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SEMAPV = Namespace("https://w3id.org/semapv/vocab/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
SSSOM = Namespace("https://w3id.org/sssom/")
VOID = Namespace("http://rdfs.org/ns/void#")
VOID_EXT = Namespace("http://ldf.fi/void-ext#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

STANDARD_PREFIXES: dict[str, str] = {
    "adms": ADMS,
    "dcat": DCAT,
    "dct": DCT,
    "foaf": FOAF,
    "formats": FORMATS,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sd": SD,
    "semapv": SEMAPV,
    "sh": SH,
    "skos": SKOS,
    "sssom": SSSOM,
    "void": VOID,
    "void-ext": VOID_EXT,
    "xsd": XSD,
}

DCATAP = Namespace("http://data.europa.eu/r5r/")
HEALTH = Namespace("http://healthdataportal.eu/ns/health#")
HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
ODRL = Namespace("http://www.w3.org/ns/odrl/2/")

CATALOG_PREFIXES: dict[str, str] = {"dcatap": DCATAP, "healthdcatap": HEALTH, "hydra": HYDRA, "odrl": ODRL}
"""Of vocabularies that only other catalogs use: they are in what is exported, never in the graph."""

OWN_PREFIXES: dict[str, str] = {
    "medkg": "ontology#",
    "dataset": "dataset/",
    "challenge": "challenge/",
    "series": "series/",
    "catalog": "catalog/",
    "service": "service/",
    "organization": "organization/",
    "event": "event/",
    "publication": "publication/",
    "release": "release/",
    "modality": "modality/",
    "anatomy": "anatomy/",
    "disease": "disease/",
    "task": "task/",
    "access": "access/",
    "data-type": "data-type/",
    "unit": "unit/",
    "usage": "usage/",
    "license": "license/",
    "format": "format/",
    "country": "country/",
    "language": "language/",
}
"""Prefix → what follows the base. A path segment that has a prefix has the same name."""


def local_name(iri: str) -> str:
    """Return the last part of an IRI.

    >>> local_name("http://www.w3.org/2004/02/skos/core#broader"), local_name("https://w3id.org/medkg/dataset/abide")
    ('broader', 'abide')
    """
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Names:
    """The IRIs of one graph, all under its base."""

    base: str = DEFAULT_BASE

    def __call__(self, path: str) -> NamedNode:
        """Return the IRI of a path below the base, such as `dataset/abide`."""
        return NamedNode(self.base + path)

    def term(self, local: str) -> NamedNode:
        """Return a class or property of the ontology."""
        return NamedNode(f"{self.base}ontology#{local}")

    def graph(self, path: str) -> NamedNode:
        """Return the name of a graph, such as `stated/abide` or `inferred`."""
        return NamedNode(f"{self.base}graph/{path}")

    def family(self, graph: NamedNode) -> str:
        """Return the kind of a named graph: `stated` for `graph/stated/abide`."""
        return graph.value.removeprefix(f"{self.base}graph/").partition("/")[0]

    def expand(self, curie: str) -> NamedNode:
        """Return the term that a prefixed name of `prefixes` stands for.

        Raises KeyError for a prefix that is not in the table.
        """
        prefix, _, local = curie.partition(":")
        return NamedNode(self.prefixes[prefix] + local)

    @property
    def prefixes(self) -> dict[str, str]:
        """All prefixes, standard and own, to their IRIs."""
        return STANDARD_PREFIXES | {prefix: self.base + path for prefix, path in OWN_PREFIXES.items()}

    def shorten(self, iri: str) -> str:
        """Return the prefixed name of an IRI, by the longest prefix that fits, or the IRI itself."""
        fitting = [(len(start), prefix) for prefix, start in self.prefixes.items() if iri.startswith(start)]
        if not fitting:
            return iri
        length, prefix = max(fitting)
        return f"{prefix}:{iri[length:]}"

    def with_prefixes(self, query: str, separator: str = "\n") -> str:
        """Return a SPARQL text with a PREFIX line for each prefix that it uses and does not declare."""
        known = sorted(prefix for prefix in undeclared_prefixes(query) if prefix in self.prefixes)
        return "".join(f"PREFIX {prefix}: <{self.prefixes[prefix]}>{separator}" for prefix in known) + query

    def localized(self, text: str) -> str:
        """Return a Turtle or SPARQL text of the repository with this base in the place of the default one."""
        return text if self.base == DEFAULT_BASE else text.replace(DEFAULT_BASE, self.base)


def declare_prefixes(names: Names, document: NamedNode) -> Iterator[Triple]:
    """Yield the declarations of all prefixes as parts of a document. See https://www.w3.org/TR/shacl/#sparql-prefixes."""
    for prefix, iri in names.prefixes.items():
        node = names(f"graph/queries#prefix-{prefix}")
        yield Triple(document, SH("declare"), node)
        yield Triple(node, SH("prefix"), Literal(prefix))
        yield Triple(node, SH("namespace"), Literal(iri, datatype=XSD("anyURI")))
