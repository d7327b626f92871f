"""Which files are generated, and with what in them."""

from functools import partial
from pathlib import Path
from typing import cast

from pyoxigraph import Store

from medkg.build import Graph
from medkg.documentation.context import context_text
from medkg.documentation.data_model import data_model_page
from medkg.documentation.endpoint import endpoint_page
from medkg.documentation.exports import exports_page
from medkg.documentation.rules import rules_page
from medkg.documentation.schemas import schema_texts
from medkg.edition import Edition
from medkg.profiles.things import Construct, Thing, list_entries, read_things


def generated_files(root: Path, graph: Graph) -> dict[Path, str]:
    """Return the path and the text of every generated file of the repository at `root`, whose graph is given."""
    names, vocabularies = graph.catalog.names, graph.catalog.vocabularies
    edition = Edition(names, digest="", version=graph.catalog.version)
    texts = {
        **{f"data/schemas/{name}.json": text for name, text in schema_texts(vocabularies).items()},
        "docs/data-model.md": data_model_page(vocabularies, names),
        "docs/rules.md": rules_page(),
        "docs/endpoint.md": endpoint_page(),
        "docs/exports.md": exports_page(_things(graph), edition),
        "src/medkg/profiles/context.json": context_text(vocabularies.files[0].triples, names),
    }
    return {root / path: text for path, text in texts.items()}


def _things(graph: Graph) -> list[Thing]:
    """Return all entries of a graph."""
    names, store = graph.catalog.names, Store()
    store.bulk_extend(graph.quads)
    construct = cast(Construct, partial(store.query, prefixes=names.prefixes))
    return read_things(construct, names, list_entries(construct))
