"""What the service is, what it promises, and where its data come from."""

from collections.abc import Sequence
from dataclasses import dataclass

from medkg.edition import TITLE, Edition
from medkg.namespaces import LICENCE
from medkg.pages.panel import Panel, ask_panels
from medkg.profiles.citation import write_bibtex
from medkg.settings import Limits, settings_of
from medkg.sparql.engine import Engine
from medkg.sparql.formats import FORMATS, Format

PUBLISHED = "2026"
"""The year of data that are no release: an answer may depend on the data, never on the clock."""

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


def describe(engine: Engine, edition: Edition, limits: Limits) -> About:
    """Return what the page shows, from two queries, the settings of the server and what is published."""
    provenance = edition.names.graph("provenance").value
    sources, sets = ask_panels(engine, [text.format(provenance=provenance) for text in (_SOURCES, _MAPPING_SETS)])
    return About(
        sources=sources,
        mapping_sets=sets,
        limits=list_limits(limits),
        formats=tuple(FORMATS.values()),
        citation=cite(edition),
        bibtex=cite_in_bibtex(edition),
        licence=LICENCE,
    )


def list_limits(limits: Limits) -> list[Limit]:
    """Return all limits with the values that hold.

    >>> list_limits(Limits(seconds=7.5))[0]
    Limit(name='seconds', value='7.5', text='Time limit of one query, in seconds.')
    """
    settings = settings_of(type(limits))
    return [Limit(setting.name, f"{getattr(limits, setting.name):,.10g}", setting.text) for setting in settings]


def cite(edition: Edition) -> str:
    """Return a sentence that names the graph, its release, and the snapshot of it.

    >>> from medkg.namespaces import Names
    >>> cite(Edition(Names(), "5a2b", "2026-11-27"))
    'medkg, a knowledge graph of medical data for machine learning. Release 2026-11-27, data version 5a2b, 2026. \
https://w3id.org/medkg/release/2026-11-27'
    """
    release = f"Release {edition.version}, data" if edition.version else "Data"
    return f"{TITLE}. {release} version {edition.digest}, {_year(edition)}. {_address(edition)}"


def cite_in_bibtex(edition: Edition) -> str:
    """Return the same as an entry of BibTeX."""
    fields = {
        "title": TITLE,
        "year": _year(edition),
        "version": edition.version,
        "note": f"Data version {edition.digest}",
        "url": _address(edition),
    }
    return write_bibtex("misc", f"medkg-{edition.version or edition.digest[:12]}", fields)


def _year(edition: Edition) -> str:
    return edition.version[:4] or PUBLISHED


def _address(edition: Edition) -> str:
    """Return the IRI of the release; that of the graph, where the data are none."""
    return (edition.release or edition.names("")).value
