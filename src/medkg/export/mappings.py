"""The mapping sets: as curated in SSSOM TSV, and all of them in RDF, each match with its justification."""

from itertools import chain

from pyoxigraph import RdfFormat

from medkg.export.product import Outputs, Product, Recipe
from medkg.export.rdf import forms, write_small_rdf
from medkg.export.source import Source

SETS = Product(
    "mappings/{name}.sssom.tsv",
    "text/tab-separated-values",
    "Matches of {name} with other vocabularies",
    "https://mapping-commons.github.io/sssom/spec-formats-tsv/",
    "SSSOM",
)
MATCHES = forms(
    "mappings.*",
    "All matches with other vocabularies and their justifications",
    RdfFormat.TURTLE,
    RdfFormat.JSON_LD,
    RdfFormat.RDF_XML,
)


def _write(source: Source, outputs: Outputs) -> None:
    if outputs.wants(SETS):
        for name, text in source.mapping_sets():
            outputs.open(SETS, name).write(text)
    triples = list(chain(source.triples("mappings"), source.triples("provenance", below="mappings/")))
    for form, product in MATCHES.items():
        if outputs.wants(product):
            write_small_rdf(triples, form, outputs.open(product), source.names)


MAPPINGS = Recipe("mappings", "mappings", (SETS, *MATCHES.values()), _write)
