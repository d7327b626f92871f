"""Dumps: the whole graph, the default graph, and each family of named graphs.

They are made from the quads as the build wrote them, since the store rewrites literals. Nothing is held in memory.
"""

import shutil
from collections.abc import Iterable
from itertools import chain
from typing import BinaryIO

from pyoxigraph import Quad, RdfFormat, serialize

from medkg.export.graphs import Family, split_by_family
from medkg.export.product import Outputs, Product, Recipe
from medkg.export.rdf import Forms, forms, write_rdf
from medkg.export.source import Source
from medkg.profiles.rdf_text import write_named_graphs

_QUADS = (RdfFormat.N_QUADS, RdfFormat.TRIG)
_TRIPLES = (RdfFormat.TURTLE, RdfFormat.JSON_LD)

_WHOLE = "The whole graph: the default graph and all named graphs"
WHOLE = forms("medkg.*.gz", _WHOLE, *_QUADS) | forms("medkg-graphs.*.gz", _WHOLE, RdfFormat.JSON_LD)
MERGED = forms("medkg.*.gz", "The default graph: all that is stated, curated or inferred", *_TRIPLES)
FAMILIES = forms("graphs/{name}.*.gz", "Named graphs: {name}", *_QUADS)
GRAPHS = forms("graphs/{name}.*.gz", "Named graphs: {name}", *_TRIPLES)
_JSON_LD = GRAPHS[RdfFormat.JSON_LD]


def _write_whole(source: Source, outputs: Outputs) -> None:
    lines, *others = WHOLE.values()
    if outputs.wants(lines):
        outputs.open(lines).writelines(source.lines())
    if any(map(outputs.wants, [*others, *MERGED.values()])):
        families = split_by_family(source.lines(), source.names, outputs.scratch())
        _write_triples(families[0], MERGED, source, outputs)
        for product in filter(outputs.wants, others):
            quads = chain.from_iterable(map(Family.quads, families))
            _write_graphs(quads, product, outputs.open(product), source)


def _write_families(source: Source, outputs: Outputs) -> None:
    for family in split_by_family(source.lines(), source.names, outputs.scratch())[1:]:
        _write_quads(family, source, outputs)
        if family.is_one_graph:
            _write_triples(family, GRAPHS, source, outputs)
        elif outputs.wants(_JSON_LD):
            _write_graphs(family.quads(), _JSON_LD, outputs.open(_JSON_LD, family.name), source)


def _write_quads(family: Family, source: Source, outputs: Outputs) -> None:
    lines, trig = (FAMILIES[form] for form in _QUADS)
    if outputs.wants(lines):
        with family.path.open("rb") as file:
            shutil.copyfileobj(file, outputs.open(lines, family.name))
    if outputs.wants(trig):
        _write_graphs(family.quads(), trig, outputs.open(trig, family.name), source)


def _write_graphs(quads: Iterable[Quad], product: Product, file: BinaryIO, source: Source) -> None:
    """Write quads with the names of their graphs: in JSON-LD, or in TriG."""
    if product.media_type == RdfFormat.JSON_LD.media_type:
        write_named_graphs(quads, file, source.names)
    else:
        serialize(quads, file, RdfFormat.TRIG, prefixes=source.names.prefixes)


def _write_triples(family: Family, products: Forms, source: Source, outputs: Outputs) -> None:
    for form, product in products.items():
        if outputs.wants(product):
            write_rdf(family.triples(), form, outputs.open(product, family.name), source.names)


WHOLE_GRAPH = Recipe("graph", "graph", (*WHOLE.values(), *MERGED.values()), _write_whole)
NAMED_GRAPHS = Recipe("graphs", "graph", (*FAMILIES.values(), *GRAPHS.values()), _write_families)
