"""An entry in the words that profiles share: who made it, which papers describe it, how much it holds, where it is.

What the graph does not say is absent here, too: None, or an empty list.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from medkg.edition import Edition
from medkg.namespaces import DCAT, DCT, PROV, RDF, SKOS
from medkg.profiles.paper import Paper, read_paper, sort_papers
from medkg.profiles.things import Thing


@dataclass(frozen=True)
class Kind:
    """What an entry is, in the words of each standard."""

    schema_org: str
    """A class of https://schema.org/."""
    datacite: str
    """A resourceTypeGeneral of https://datacite-metadata-schema.readthedocs.io/en/4.6/."""
    csl: str
    """A type of https://docs.citationstyles.org/en/stable/specification.html."""
    ris: str
    """A reference type of RIS."""


KINDS: Mapping[str, Kind] = {
    "dataset": Kind("Dataset", "Dataset", "dataset", "DATA"),
    "dataset-series": Kind("Dataset", "Collection", "dataset", "DATA"),
    "catalog": Kind("DataCatalog", "Collection", "webpage", "DBASE"),
    "service": Kind("WebAPI", "Service", "software", "COMP"),
    "challenge": Kind("Event", "Event", "event", "GEN"),
    "challenge-series": Kind("EventSeries", "Event", "event", "GEN"),
}
"""A series of datasets is itself a dataset: https://www.w3.org/TR/vocab-dcat-3/#Class:Dataset_Series."""

LANDING_PAGES = ("website", "landingPage", "mainPage", "challengePage")
"""The roles of links to pages that stand for an entry as a whole, at which one arrives first."""

INFORMATION_PAGES = ("informationPage", "overviewPage")

DATA_PAGES = ("accessPage", "dataPage", "embeddings", "archivedFiles", "preprocessedData", "dataRequest")
"""The roles of links to data, and to pages where access to them begins."""

OTHER_PAGES = (
    "dataCatalogPage",
    "explorer",
    "searchTool",
    "gallery",
    "interactiveTool",
    "instructions",
    "code",
    "downloadTool",
    "benchmark",
    "programPage",
    "relatedLink",
)

PAGES = (*LANDING_PAGES, *INFORMATION_PAGES, *DATA_PAGES, *OTHER_PAGES)
"""The roles of links, the best first for somebody who wants to know the entry."""

TOPICS = ("modality", "anatomicalSite", "disease", "task")
"""The properties that say what an entry is about."""


@dataclass(frozen=True)
class Extent:
    """A count: of what, per what, and of which part of the entry."""

    iri: str
    unit: str
    count: int
    maximum: int | None = None
    qualifier: str | None = None
    """How exactly the count is known, such as `at-least`."""
    per: str | None = None
    part: str | None = None

    @property
    def text(self) -> str:
        """The count in words.

        >>> Extent("#1", "patient", 300, qualifier="at-least", part="training set").text
        'patient: at least 300 (training set)'
        """
        number = f"{self.count} to {self.maximum}" if self.maximum is not None else str(self.count)
        words = [self.qualifier.replace("-", " ")] if self.qualifier else []
        words += [number, *([f"per {self.per}"] if self.per else []), *([f"({self.part})"] if self.part else [])]
        return f"{self.unit}: {' '.join(words)}"


@dataclass(frozen=True)
class Licence:
    """A licence of an entry."""

    name: str
    address: str
    """That of the licence itself; where none is known, the IRI of medkg for it."""


@dataclass(frozen=True)
class Entry:
    """An entry as profiles read it."""

    thing: Thing
    edition: Edition

    @property
    def iri(self) -> str:
        """The IRI of the entry."""
        return self.thing.iri.value

    @property
    def name(self) -> str:
        """What the entry is called."""
        return self.thing.name

    @property
    def description(self) -> str | None:
        """What the entry is, in a few sentences."""
        return self.thing.text(DCT("description"))

    @property
    def other_names(self) -> list[str]:
        """Its acronyms and synonyms."""
        return [name for name in self.thing.texts(DCT("alternative")) if name != self.name]

    @property
    def kind(self) -> Kind:
        """What the entry is."""
        if self.thing.family != "series":
            return KINDS[self.thing.family]
        is_of_challenges = self.edition.names.term("ChallengeSeries") in self.thing.iris(RDF("type"))
        return KINDS["challenge-series" if is_of_challenges else "dataset-series"]

    def things(self, *locals: str) -> list[Thing]:
        """Return what the entry is linked to by some properties of medkg."""
        return self.thing.things(*map(self.edition.names.term, locals))

    def texts(self, *locals: str) -> list[str]:
        """Return the literals that some properties of medkg have."""
        return self.thing.texts(*map(self.edition.names.term, locals))

    @property
    def creators(self) -> list[Thing]:
        """The organizations that made it."""
        return self.things("createdBy")

    @property
    def hosts(self) -> list[Thing]:
        """The organizations that keep it, or run the challenge: its publishers and providers."""
        return self.things("hostedBy")

    @property
    def funders(self) -> list[Thing]:
        """The organizations that paid for it."""
        return self.things("fundedBy")

    @property
    def contributors(self) -> list[Thing]:
        """The organizations that made it together with others, or gave data or work.

        Who has some other part in it is left out: that may be more or less than a contribution.
        """
        return self.things("collaborator", "contributor")

    @property
    def topics(self) -> list[Thing]:
        """What it is about: its modalities, anatomical sites, diseases and tasks."""
        return self.things(*TOPICS)

    @property
    def keywords(self) -> list[str]:
        """The names of its topics, and its keywords, each once."""
        names = [topic.name for topic in self.topics]
        return list(dict.fromkeys([*names, *self.thing.texts(DCAT("keyword"))]))

    @cached_property
    def papers(self) -> list[Paper]:
        """The papers about it, the oldest first."""
        return sort_papers(read_paper(thing, self.edition.names) for thing in self.thing.things(DCT("isReferencedBy")))

    @property
    def places(self) -> list[Thing]:
        """The countries in which its data were collected."""
        return self.thing.things(DCT("spatial"))

    @property
    def series(self) -> list[Thing]:
        """The series of which it is a member."""
        return self.thing.things(DCAT("inSeries"))

    @property
    def wholes(self) -> list[Thing]:
        """That of which it is a part or a member."""
        return self.thing.things(DCAT("inSeries"), DCT("isPartOf"))

    @property
    def catalogs(self) -> list[Thing]:
        """The catalogs that hold or list it."""
        return self.things("inCatalog")

    @property
    def origins(self) -> list[Thing]:
        """The entries from whose data it was made."""
        return self.thing.things(PROV("wasDerivedFrom"))

    @property
    def dois(self) -> list[str]:
        """Its own DOIs, without resolver."""
        return self.texts("doi")

    @property
    def issued(self) -> str | None:
        """The day on which it was published, such as `2019-03-15`."""
        return self.thing.text(DCT("issued"))

    @property
    def years(self) -> list[str]:
        """The years of its editions, from the first to the last."""
        return sorted(self.texts("year"))

    @property
    def held(self) -> str | None:
        """The year in which a challenge was held; one of several years is of none."""
        return self.years[0] if self.thing.family == "challenge" and len(self.years) == 1 else None

    @property
    def published(self) -> str | None:
        """The year in which it was published."""
        return self.issued[:4] if self.issued else None

    @property
    def licences(self) -> list[Licence]:
        """The licences of which the source says that they are its own."""
        return [Licence(licence.name, _address(licence)) for licence in self.thing.things(DCT("license"))]

    @property
    def landing_pages(self) -> list[str]:
        """The pages at which one arrives first, which stand for the entry."""
        return self._links(*LANDING_PAGES)

    @property
    def page(self) -> str | None:
        """The page of the entry as a whole; where none is told, the first of its links."""
        return next(iter(self._links(*PAGES)), None)

    def _links(self, *roles: str) -> list[str]:
        return web_addresses(self.thing, *map(self.edition.names.term, roles))

    @property
    def access(self) -> Thing | None:
        """What somebody must do to obtain it; None where the source does not say."""
        told = (thing for thing in self.thing.things(DCT("accessRights")) if thing.id != "not-stated")
        return next(told, None)

    @property
    def extents(self) -> list[Extent]:
        """How much it holds."""
        found = (self._extent(node) for node in self.things("extent"))
        return [extent for extent in found if extent]

    def _extent(self, node: Thing) -> Extent | None:
        term = self.edition.names.term
        count, maximum = (_read_count(node.text(term(local))) for local in ("count", "maximumCount"))
        units, per = (node.things(term(local)) for local in ("unit", "perUnit"))
        if count is None or not units:
            return None
        return Extent(
            iri=node.iri.value,
            unit=units[0].name,
            count=count,
            maximum=maximum,
            qualifier=node.text(term("countQualifier")),
            per=per[0].name if per else None,
            part=node.text(term("part")),
        )

    @property
    def coverage(self) -> list[Thing]:
        """The periods of years that its data cover; those of what is no dataset are of its own making or running."""
        return self.thing.things(DCT("temporal")) if self.thing.family == "dataset" else []

    @property
    def periods(self) -> list[str]:
        """The periods that its data cover, as intervals of ISO 8601: `2010/2018`, `2004/..`."""
        spans = ((span.text(DCAT("startDate")), span.text(DCAT("endDate"))) for span in self.coverage)
        return [write_interval(start, end) for start, end in spans if start or end]


def write_interval(start: str | None, end: str | None) -> str:
    """Return an interval of which one end may be open. See https://www.loc.gov/standards/datetime/ (ISO 8601-2).

    >>> write_interval("2010", "2018"), write_interval("2004", None), write_interval("1918", "1918")
    ('2010/2018', '2004/..', '1918')
    """
    return start if start and start == end else f"{start or '..'}/{end or '..'}"


def _read_count(text: str | None) -> int | None:
    """Return a count; None for what is none."""
    return int(text) if text and re.fullmatch("[0-9]{1,18}", text) else None


def _address(licence: Thing) -> str:
    """Return the address of a licence itself; the EU list and SPDX name it, they do not hold it."""
    matches = [iri.value for iri in licence.iris(SKOS("exactMatch"))]
    own = (iri for iri in matches if not iri.startswith(_LISTS))
    return next(own, matches[0] if matches else licence.iri.value)


_LISTS = ("http://publications.europa.eu/", "http://spdx.org/", "https://spdx.org/", "http://www.wikidata.org/")


def ror(organization: Thing) -> str | None:
    """Return the identifier of an organization in the Research Organization Registry, as an address."""
    return next((iri.value for iri in organization.iris(SKOS("exactMatch")) if "//ror.org/" in iri.value), None)


def web_addresses(thing: Thing, *properties: NamedNode) -> list[str]:
    """Return the web addresses among the IRIs of some properties: what a graph says may be any IRI."""
    return [iri.value for iri in thing.iris(*properties) if iri.value.startswith(("https://", "http://"))]


_DATA_USE = "http://purl.obolibrary.org/obo/DUO_"


def data_use_terms(condition: Thing) -> list[NamedNode]:
    """Return the terms of the Data Use Ontology that mean the same as a condition of use, or nearly so.

    A wider term would permit what the source does not. See http://purl.obolibrary.org/obo/duo.owl.
    """
    matches = condition.iris(SKOS("exactMatch"), SKOS("closeMatch"))
    return [term for term in matches if term.value.startswith(_DATA_USE)]
