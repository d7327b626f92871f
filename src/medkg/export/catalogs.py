"""The whole catalog as other catalogs read it: DCAT-AP, and its health profile for the datasets."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import RdfFormat, Triple, parse

from medkg.export.product import Outputs, Recipe
from medkg.export.rdf import Forms, forms, write_rdf
from medkg.export.source import Source
from medkg.namespaces import Names
from medkg.profiles.dcat.catalog import describe_all
from medkg.profiles.dcat.files import HEALTHDCAT
from medkg.profiles.dcat.health import describe_datasets

CATALOG = forms(
    "catalog.*.gz",
    "The catalog in DCAT 3, by DCAT-AP 3.0.1",
    RdfFormat.TURTLE,
    RdfFormat.JSON_LD,
    RdfFormat.RDF_XML,
    RdfFormat.N_TRIPLES,
)
HEALTH = forms("healthdcat.*.gz", "The datasets by HealthDCAT-AP Release 8", RdfFormat.TURTLE, RdfFormat.JSON_LD)


def _write_catalog(source: Source, outputs: Outputs) -> None:
    _write_forms(CATALOG, describe_all(source.entries(), source.edition), source, outputs)


def _write_health(source: Source, outputs: Outputs) -> None:
    _write_forms(HEALTH, describe_datasets(source.entries(HEALTHDCAT.families), source.edition), source, outputs)


def _write_forms(products: Forms, triples: Iterable[Triple], source: Source, outputs: Outputs) -> None:
    """Write the same triples in several formats. They are described once, and wait in a file, not in memory."""
    waiting = outputs.scratch() / "triples.nt"
    with waiting.open("wb") as file:
        write_rdf(triples, RdfFormat.N_TRIPLES, file, source.names)
    for form, product in products.items():
        if outputs.wants(product):
            _write_form(waiting, form, outputs.open(product), source.names)


def _write_form(waiting: Path, form: RdfFormat, file: BinaryIO, names: Names) -> None:
    if form == RdfFormat.N_TRIPLES:
        with waiting.open("rb") as lines:
            shutil.copyfileobj(lines, file)
    else:
        triples = (quad.triple for quad in parse(path=str(waiting), format=RdfFormat.N_TRIPLES))
        write_rdf(triples, form, file, names)


CATALOGS = Recipe("dcat", "catalog", tuple(CATALOG.values()), _write_catalog)
HEALTH_CATALOGS = Recipe("healthdcat", "catalog", tuple(HEALTH.values()), _write_health)
