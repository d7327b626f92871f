"""Everything that can be exported: one table for the build, the command and the documentation."""

from dataclasses import dataclass

from medkg.export.catalogs import CATALOGS, HEALTH_CATALOGS
from medkg.export.dumps import NAMED_GRAPHS, WHOLE_GRAPH
from medkg.export.entries import ENTRIES, ENTRY_FILES
from medkg.export.mappings import MAPPINGS
from medkg.export.product import Product, Recipe
from medkg.export.queries import QUERIES
from medkg.export.tables.recipe import TABLE_FILES
from medkg.export.vocabularies import CONTEXT, ONTOLOGY, SHAPES, VOCABULARIES, VOCABULARY_FILES
from medkg.profiles.table import PROFILES

RECIPES: tuple[Recipe, ...] = (
    TABLE_FILES,
    CATALOGS,
    HEALTH_CATALOGS,
    ENTRIES,
    WHOLE_GRAPH,
    NAMED_GRAPHS,
    MAPPINGS,
    VOCABULARY_FILES,
    QUERIES,
)

PRODUCTS: tuple[Product, ...] = tuple(product for recipe in RECIPES for product in recipe.products)
"""In the order in which pages list them."""


@dataclass(frozen=True)
class Offer:
    """What is ordered by one name: what it is, and its files."""

    title: str
    products: tuple[Product, ...]


def _all_entries(profile: str) -> Offer:
    return Offer(PROFILES[profile].title, (ENTRY_FILES[profile],))


OFFERS: dict[str, Offer] = {
    "dcat": Offer("DCAT-AP, for data portals", CATALOGS.products),
    "healthdcat": Offer("HealthDCAT-AP, for catalogs of health data", HEALTH_CATALOGS.products),
    **{profile: _all_entries(profile) for profile in ENTRY_FILES},
    "tables": Offer("Tables in CSV and Parquet", TABLE_FILES.products),
    "graph": Offer("The whole graph, and the default graph by itself", WHOLE_GRAPH.products),
    "graphs": Offer("The named graphs, by their kinds", NAMED_GRAPHS.products),
    "ontology": Offer("Classes and properties", tuple(ONTOLOGY.values())),
    "vocabularies": Offer("The vocabularies in SKOS", tuple(VOCABULARIES.values())),
    "shapes": Offer("What holds of the graph, in SHACL", tuple(SHAPES.values())),
    "context": Offer("The JSON-LD context", (CONTEXT,)),
    "mappings": Offer("Matches with other vocabularies, in SSSOM and RDF", MAPPINGS.products),
    "queries": Offer("The saved queries", QUERIES.products),
}
"""By the name under which it is ordered; the name of a profile is that of all entries in its terms, too."""
