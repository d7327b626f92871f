"""The page about a concept: a modality, anatomical site, disease, task, access condition, unit …"""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from medkg.pages.entity.counts import Counted, counts_text, read_counts
from medkg.pages.entity.facts import DESCRIPTIONS, NAMES, Fact
from medkg.pages.entity.mappings import RELATIONS, Mappings, mappings_text, read_mappings
from medkg.pages.entity.places import DIMENSION_OF, Dimension, Places
from medkg.pages.entity.thing import Thing, read_thing, thing_texts
from medkg.pages.entity.tree import Tree, read_tree, tree_texts
from medkg.pages.panel import Panel, ask_panels
from medkg.sparql.ask import Row
from medkg.sparql.engine import Engine

_ENTRIES = """
# Any of them: to sort thousands for the sake of a few takes long.
SELECT ?entry ?title WHERE {{
  {{ SELECT DISTINCT ?entry WHERE {{ ?entry {property} {iri}{only_entries} }} LIMIT {limit} }}
  ?entry rdfs:label ?title
}}"""

_ORGANIZATIONS = """
SELECT DISTINCT ?organization ?title WHERE {{
  ?organization dct:spatial {iri} ; a foaf:Organization ; rdfs:label ?title
}} ORDER BY ?title"""

SHOWN = 20
"""How many entries a page lists."""


@dataclass(frozen=True)
class ConceptPage:
    """What the page about a concept shows."""

    template = "entity_concept.html"

    thing: Thing
    dimension: Dimension
    tree: Tree
    entries: Sequence[Row]
    """Some of its entries, by title."""
    entries_query: str
    browse: str | None
    """Where all its entries are listed."""
    organizations: Panel
    """The organizations in a country."""
    counted: Sequence[Counted]
    counts_query: str
    mappings: Mappings
    others: Sequence[Fact]


def read_concept_page(engine: Engine, iri: NamedNode, places: Places) -> ConceptPage:
    """Return what the page about a concept shows."""
    dimension = DIMENSION_OF[places.family(iri.value)]
    texts = [
        *thing_texts(places.names, iri),
        *tree_texts(dimension, iri),
        _ENTRIES.format(property=dimension.property, iri=iri, limit=SHOWN, only_entries=dimension.only_entries),
        _ORGANIZATIONS.format(iri=iri),
        counts_text(dimension, iri),
        mappings_text(places.names, iri),
    ]
    facts, sources, above, below, entries, organizations, counts, mappings = ask_panels(engine, texts)
    thing = read_thing(facts, sources, iri, places)
    return ConceptPage(
        thing=thing,
        dimension=dimension,
        tree=read_tree(above, below, iri),
        entries=sorted(entries.rows, key=lambda row: row["title"]["value"].casefold()),
        entries_query=entries.text,
        organizations=organizations,
        browse=places.browse(iri.value),
        counted=read_counts(counts, dimension, iri, places),
        counts_query=counts.text,
        mappings=read_mappings(mappings, places.names),
        others=thing.facts.without(_SHOWN),
    )


_SHOWN = {
    *NAMES,
    *DESCRIPTIONS,
    "rdf:type",
    "dct:alternative",
    "skos:altLabel",
    "skos:broader",
    "medkg:partOf",
    "skos:topConceptOf",
    *RELATIONS,
}
