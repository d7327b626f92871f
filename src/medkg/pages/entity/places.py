"""Where a page leads to: paths on this server for IRIs, and for lists of entries in the browser of entries."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from medkg.namespaces import Names, local_name
from medkg.pages.browse.facets import FACETS


@dataclass(frozen=True)
class Dimension:
    """A property of entries whose values are things by which entries can be listed and counted."""

    path: str
    """The path segment of its values."""
    property: str
    """From an entry to a value, as a property or path of SPARQL."""
    title: str
    only_entries: str = ""
    """What a pattern adds where other things than entries have the property too."""


DIMENSIONS = (
    Dimension("modality", "medkg:modality", "Modality"),
    Dimension("anatomy", "medkg:anatomicalSite", "Anatomical site"),
    Dimension("disease", "medkg:disease", "Disease"),
    Dimension("task", "medkg:task", "Task"),
    Dimension("access", "dct:accessRights", "Access condition"),
    Dimension("organization", "medkg:institution", "Institution"),
    Dimension("data-type", "medkg:dataType", "Data type"),
    Dimension("usage", "medkg:usageCondition", "Usage condition"),
    Dimension("license", "dct:license", "Licence"),
    Dimension("format", "dct:format", "Format"),
    Dimension("country", "dct:spatial", "Country", " ; a dcat:Resource"),
    Dimension("language", "dct:language", "Language"),
    Dimension("unit", "medkg:extent/medkg:unit", "Unit"),
    Dimension("event", "medkg:event", "Meeting"),
)

_FACET_OF = {facet.segment: facet.key for facet in FACETS if facet.segment}
"""Path segment of an IRI → the facet of the browser of entries whose values are such things."""

DIMENSION_OF = {dimension.path: dimension for dimension in DIMENSIONS}


@dataclass(frozen=True)
class Places:
    """Gives the links of a page; `local` returns the path of an IRI of the graph on this server."""

    names: Names
    local: Callable[[str], str | None]

    def family(self, iri: str) -> str:
        """Return the path segment of an IRI, such as `dataset`; an empty text for what is not below the base."""
        return iri.removeprefix(self.names.base).partition("/")[0].partition("#")[0] if self.is_own(iri) else ""

    def is_own(self, iri: str) -> bool:
        """Tell whether an IRI stands below the base."""
        return iri.startswith(self.names.base)

    def browse(self, *iris: str) -> str | None:
        """Return the address of the list of entries that have all these values; None where one of them is no facet."""
        pairs = []
        for iri in iris:
            facet = _FACET_OF.get(self.family(iri))
            if facet is None:
                return None
            pairs.append((facet, local_name(iri)))
        return self.local(f"{self.names.base}browse?{urlencode(pairs)}")
