"""What the service is, what it promises, and where its data come from."""

from collections.abc import Sequence
from dataclasses import dataclass

from medkg.namespaces import LICENCE, Names
from medkg.pages.panel import Panel, ask_panels
from medkg.settings import Limits, settings_of
from medkg.snapshot.manifest import Manifest
from medkg.sparql.engine import Engine
from medkg.sparql.formats import FORMATS, Format

PUBLISHED = 2026
"""The year of this version: an answer may depend on the data, never on the clock."""

_SOURCES = """SELECT ?source ?title ?version ?description ?url (COUNT(DISTINCT ?passage) AS ?passages) WHERE {{
  GRAPH <{provenance}> {{
    ?source a medkg:SourceDocument ; dct:title ?title .
    OPTIONAL {{ ?source owl:versionInfo ?version }}
    OPTIONAL {{ ?source dct:description ?description }}
    OPTIONAL {{ ?source dct:source ?url }}
    OPTIONAL {{ ?passage a medkg:SourcePassage ; dct:isPartOf ?source }}
  }}
}}
GROUP BY ?source ?title ?version ?description ?url
ORDER BY ?title"""

_MAPPING_SETS = """SELECT ?set ?title ?version (COUNT(?mapping) AS ?mappings) WHERE {{
  GRAPH <{provenance}> {{
    ?set a sssom:MappingSet ; dct:title ?title .
    OPTIONAL {{ ?set owl:versionInfo ?version }}
    OPTIONAL {{ ?mapping a owl:Axiom ; dct:isPartOf ?set }}
  }}
}}
GROUP BY ?set ?title ?version
ORDER BY ?title"""

_BIBTEX = """@misc{{medkg-{short},
  title = {{medkg: a knowledge graph of medical data for machine learning}},
  year = {{{year}}},
  version = {{{version}}},
  note = {{Data version {digest}}},
  url = {{{url}}}
}}"""


@dataclass(frozen=True)
class Limit:
    """One limit of the service: its value, its name as a setting, and what it bounds."""

    name: str
    value: str
    text: str


@dataclass(frozen=True)
class About:
    """What the page shows."""

    sources: Panel
    mapping_sets: Panel
    limits: Sequence[Limit]
    formats: Sequence[Format]
    citation: str
    bibtex: str
    licence: str


def describe(engine: Engine, names: Names, limits: Limits, manifest: Manifest) -> About:
    """Return what the page shows, from two queries, the settings of the server and the snapshot."""
    provenance = names.graph("provenance").value
    sources, sets = ask_panels(engine, [text.format(provenance=provenance) for text in (_SOURCES, _MAPPING_SETS)])
    return About(
        sources=sources,
        mapping_sets=sets,
        limits=list_limits(limits),
        formats=tuple(FORMATS.values()),
        citation=cite(names, manifest),
        bibtex=write_bibtex(names, manifest),
        licence=LICENCE,
    )


def list_limits(limits: Limits) -> list[Limit]:
    """Return all limits with the values that hold.

    >>> list_limits(Limits(seconds=7.5))[0]
    Limit(name='seconds', value='7.5', text='Time limit of one query, in seconds.')
    """
    settings = settings_of(type(limits))
    return [Limit(setting.name, f"{getattr(limits, setting.name):,.10g}", setting.text) for setting in settings]


def cite(names: Names, manifest: Manifest) -> str:
    """Return a sentence that names the graph and the version of its data."""
    version = manifest.versions.get("medkg", "")
    title = "medkg: a knowledge graph of medical data for machine learning"
    return f"{title}, version {version}, data version {manifest.digest}, {PUBLISHED}. {names.base}"


def write_bibtex(names: Names, manifest: Manifest) -> str:
    """Return the same as an entry of BibTeX."""
    return _BIBTEX.format(
        short=manifest.digest[:12],
        year=PUBLISHED,
        version=manifest.versions.get("medkg", ""),
        digest=manifest.digest,
        url=names.base,
    )
