"""The tables of docs/exports.md, made from the tables of profiles and exports, and from all entries."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from medkg.documentation.markdown import write_table
from medkg.edition import Edition
from medkg.export.table import OFFERS
from medkg.namespaces import local_name
from medkg.pages.catalog import ENTRIES_OF_A_PAGE
from medkg.profiles.croissant import missing_facts
from medkg.profiles.dcat.health import Coverage, missing_elements
from medkg.profiles.table import PROFILES
from medkg.profiles.things import Thing

_INTRODUCTION = """# Exports: what others take as it is

Made from `src/medkg/profiles/table.py`, `src/medkg/export/table.py` and the entries by `make docs`.

Every export is a part of the snapshot: the build writes it, `manifest.json` holds its size and SHA-256, the server
sends it from `/exports/`, and the same snapshot gives the same bytes. `medkg export` writes any of it without a
server; `medkg export --list` lists what there is.

## One entry

At the address of an entry with a suffix (`/dataset/abide.croissant.json`), or by `medkg export -p NAME --entry abide`.
`-p NAME --out FOLDER` writes a file for each entry.
"""

_WHOLE = """## Everything

Below `/exports/`, or by `medkg export -p NAME`. What ends with `.gz` is compressed; `medkg export -p NAME --out FILE`
unpacks it where the name of the file does not end so. `{name}` stands for the name of a graph, a vocabulary or a
mapping set.

The dumps are made from the quads as the build wrote them. N-Quads and TriG name the graph of each statement, and so do
`medkg-graphs.jsonld.gz` and the JSON-LD of `stated` and `curated`, where each entry has a graph of its own; all other
Turtle and JSON-LD holds the triples of one graph, without its name. In JSON-LD, properties have their prefixed names,
as in SPARQL; each document brings its context along, which is at `/context.jsonld`, too, and reads back to the same
triples. The mapping sets are the curated files themselves.
"""

_HARVEST = """## To harvest

- **CKAN** (ckanext-dcat): a harvest source of the type "Generic DCAT RDF Harvester" at `/catalog.ttl` or
  `/catalog.jsonld`; pages of {page} entries (Hydra) begin at `/catalog.ttl?page=1`. Titles, keywords and distributions
  are such that none of its rules drops a dataset.
- **data.europa.eu, national portals**: `/catalog.rdf` or `/catalog.ttl`, which have no violation of the shapes of
  DCAT-AP 3.0.1. Of HealthDCAT-AP, see what is missing below.
- **Search engines**: the page of each entry embeds schema.org; `/sitemap.xml` lists the pages.
- **Machine-learning loaders**: `.croissant.json` of each dataset. It describes the dataset and where access to it
  begins; it lists no files, since the source does not.
- **FAIR assessment**: every page of an entry has `Link` headers (FAIR Signposting) to all that is in the first table.
- **SPARQL examples**: `sparql-examples.zip` holds the saved queries as SIB's collection of examples has them.

## To cite

The graph: *medkg, a knowledge graph of medical data for machine learning*, with the release (a date) and the digest of
the snapshot, which are in `manifest.json`, at `/about`, and in `dcat:version` and `adms:identifier` of the catalog.
A dataset: cite its makers, as `.bib`, `.ris` or `.csl.json` of the entry do; that medkg describes it is only a note
there. The licence of descriptions is CC BY 4.0, of mappings CC0 1.0; that of a dataset is given where it is known.

## What is missing

What the source does not say is left out, not filled in: absence is a value. Counted over all datasets.
"""


_HEALTH = """### HealthDCAT-AP Release 8

Listed are the mandatory elements that not all datasets have, and of the others those for which the shapes of the
profile warn, or that count as coverage. {none} mandatory elements no dataset has; only one that has all of them
conforms.
"""

_CROISSANT = """### Croissant 1.1

Datasets that have no fact for a property that the specification requires of every dataset. All is known of {complete}
of {all} datasets: {ids}.

The same facts are missing elsewhere: Bioschemas requires a licence; DataCite requires creators and a publisher, for
which its value `:unav` stands where they are not known, and a year, which is left out. What Google requires of a
dataset, a name and a description of 50 to 5,000 characters, every dataset has.
"""


def exports_page(things: Sequence[Thing], edition: Edition) -> str:
    """Return the text of docs/exports.md."""
    parts = [
        _INTRODUCTION,
        write_table(("suffix", "for", "media type", "entries", "`-p`"), _profiles()),
        _WHOLE,
        write_table(("`-p`", "file", "format", "media type", "what"), _products()),
        _HARVEST.format(page=ENTRIES_OF_A_PAGE),
        *_croissant(things, edition),
        *_health(things, edition),
    ]
    return "\n".join(parts)


def _profiles() -> Iterator[list[str]]:
    for profile in PROFILES.values():
        title, name = f"[{profile.title}]({profile.standard})", profile.key.partition("-")[0]
        yield [f"`{profile.suffix}`", title, f"`{profile.media_type}`", ", ".join(profile.families), f"`{name}`"]


def _products() -> Iterator[list[str]]:
    for name, offer in OFFERS.items():
        for product in offer.products:
            yield [f"`{name}`", f"`{product.path}`", product.format, f"`{product.media_type}`", product.title]


def _croissant(things: Sequence[Thing], edition: Edition) -> Iterator[str]:
    missing = {thing.id: tuple(missing_facts(thing, edition)) for thing in things if thing.family == "dataset"}
    complete = sorted(id for id, facts in missing.items() if not facts)
    yield _CROISSANT.format(complete=len(complete), all=len(missing), ids=", ".join(f"`{id}`" for id in complete))
    counted = Counter(fact for facts in missing.values() for fact in facts)
    yield write_table(("missing", "datasets"), ([fact, str(count)] for fact, count in sorted(counted.items())))
    yield "Of which datasets what is missing:\n"
    yield write_table(("missing", "datasets"), _by_missing(missing))


def _by_missing(missing: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    for facts in sorted(set(missing.values()) - {()}):
        yield [", ".join(facts), ", ".join(sorted(id for id, each in missing.items() if each == facts))]


def _health(things: Sequence[Thing], edition: Edition) -> Iterator[str]:
    rows = missing_elements(things, edition)
    yield _HEALTH.format(none=sum(row.element.is_mandatory and not row.present for row in rows))
    head = ("element", "property", "mandatory", "datasets that have it", "why others have not")
    yield write_table(head, map(_element, rows))


def _element(row: Coverage) -> list[str]:
    element, iri = row.element, row.element.property.value
    mandatory = "yes" if element.is_mandatory else ""
    return [element.name, f"[{local_name(iri)}]({iri})", mandatory, f"{row.present} of {row.total}", element.why]
