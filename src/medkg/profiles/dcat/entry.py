"""An entry in DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/), as DCAT-AP 3.0.1 wants it.

DCAT-AP: https://semiceu.github.io/DCAT-AP/releases/3.0.1/. What a profile demands and the graph does not say is left
out, never filled in. A class whose mandatory facts are missing gives way to a wider one that is true as well.
"""

from collections.abc import Callable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from medkg.edition import Edition
from medkg.namespaces import ADMS, DCAT, DCT, PROV, RDF, SKOS, XSD, Names
from medkg.profiles.dcat.agents import describe_agents, find_publisher
from medkg.profiles.dcat.distributions import describe_distributions, describe_standards
from medkg.profiles.dcat.links import describe_links
from medkg.profiles.dcat.rights import describe_access, describe_license, describe_rights
from medkg.profiles.dcat.topics import describe_topics
from medkg.profiles.entry import Entry
from medkg.profiles.paper import address_of
from medkg.profiles.things import Thing
from medkg.profiles.value_lists import COUNTRIES, LANGUAGES, give_values

DCAT_AP = "https://semiceu.github.io/DCAT-AP/releases/3.0.1/"

_SINGLE = (DCT("issued"), DCT("modified"), DCAT("version"))
_MANY = (DCT("title"), DCT("alternative"), DCT("description"), PROV("wasDerivedFrom"))
_RELATED = ("usedIn", "usesDataset", "sameResourceAs")
_SERIES = DCAT("DatasetSeries")
_TIMES = (DCT("description"), DCAT("startDate"), DCAT("endDate"))


def class_of(thing: Thing, names: Names) -> NamedNode:
    """Return the class that an entry has in DCAT-AP.

    A catalog must have a publisher there: one of which none is known is described as a dataset, which every catalog is.
    A service must have an endpoint, and is a resource where none is known. DCAT has no class for challenges and their
    series, which are no data: they are resources, listed by `dcat:resource`, and datasets are related to them.
    """
    if thing.family == "catalog":
        return DCAT("Catalog" if find_publisher(thing, names) else "Dataset")
    if thing.family == "service":
        return DCAT("DataService" if thing.iris(names.term("endpoint")) else "Resource")
    if thing.family == "series" and _SERIES in thing.iris(RDF("type")):
        return _SERIES
    return DCAT("Dataset" if thing.family == "dataset" else "Resource")


def describe_entry(thing: Thing, edition: Edition) -> list[Triple]:
    """Return what an entry is in DCAT-AP, with the agents, concepts and pages that it is linked to; each triple once.

    That medkg lists the entry is told by `medkg.profiles.dcat.catalog.link_member`.
    """
    kind = class_of(thing, edition.names)
    parts = (*_EVERY, *_OF_CLASS.get(kind, ()))
    told = (triple for part in parts for triple in part(thing, edition))
    return list(dict.fromkeys([Triple(thing.iri, RDF("type"), kind), *told]))


def _words(thing: Thing, edition: Edition) -> Iterator[Triple]:
    yield Triple(thing.iri, DCT("identifier"), Literal(thing.iri.value))
    for property in _MANY:
        yield from (Triple(thing.iri, property, value) for value in thing.objects(property))
    for property in _SINGLE:
        yield from (Triple(thing.iri, property, value) for value in thing.objects(property)[:1])
    for doi in thing.texts(edition.names.term("doi")):
        node = NamedNode(f"{thing.iri.value}#doi")
        yield Triple(thing.iri, ADMS("identifier"), node)
        yield Triple(node, RDF("type"), ADMS("Identifier"))
        yield Triple(node, SKOS("notation"), Literal(address_of("doi", doi), datatype=XSD("anyURI")))


def _where_and_when(thing: Thing, edition: Edition) -> Iterator[Triple]:
    yield from give_values(thing.iri, DCT("language"), thing.things(DCT("language")), LANGUAGES)
    yield from give_values(thing.iri, DCT("spatial"), thing.things(DCT("spatial")), COUNTRIES)
    for span in Entry(thing, edition).coverage:
        yield Triple(thing.iri, DCT("temporal"), span.iri)
        yield Triple(span.iri, RDF("type"), DCT("PeriodOfTime"))
        for property in _TIMES:
            yield from (Triple(span.iri, property, value) for value in span.objects(property)[:1])


def _relations(thing: Thing, edition: Edition) -> Iterator[Triple]:
    for other in thing.iris(*map(edition.names.term, _RELATED), DCT("isPartOf")):
        yield Triple(thing.iri, DCT("relation"), other)
    for paper in Entry(thing, edition).papers:
        address = NamedNode(next((address for *_, address in paper.links), paper.iri))
        yield Triple(thing.iri, DCT("isReferencedBy"), address)
        if paper.title:
            yield Triple(address, DCT("title"), Literal(paper.title, language="en"))


def _series(thing: Thing, _: Edition) -> Iterator[Triple]:
    """Yield the series of a dataset, told as much of as DCAT-AP demands, for those who read this entry only."""
    for series in thing.things(DCAT("inSeries")):
        if _SERIES in series.iris(RDF("type")):
            yield Triple(thing.iri, DCAT("inSeries"), series.iri)
            yield Triple(series.iri, RDF("type"), _SERIES)
            for property in (DCT("title"), DCT("description")):
                yield from (Triple(series.iri, property, value) for value in series.objects(property))


def _in_challenge_series(thing: Thing, _: Edition) -> Iterator[Triple]:
    for series in thing.iris(DCAT("inSeries")):
        yield Triple(thing.iri, DCT("relation"), series)


def _endpoint(thing: Thing, edition: Edition) -> Iterator[Triple]:
    for url in thing.iris(edition.names.term("endpoint")):
        yield Triple(thing.iri, DCAT("endpointURL"), url)
    for page in thing.iris(edition.names.term("instructions")):
        yield Triple(thing.iri, DCAT("endpointDescription"), page)


def _conditions(thing: Thing, edition: Edition) -> Iterator[Triple]:
    yield from describe_access(thing)
    yield from describe_license(thing.iri, thing, edition)
    yield from describe_rights(thing.iri, thing, edition)


_Part = Callable[[Thing, Edition], Iterator[Triple]]

_EVERY: tuple[_Part, ...] = (
    _words,
    describe_topics,
    describe_agents,
    _conditions,
    describe_links,
    _where_and_when,
    _relations,
)

_OF_CLASS: Mapping[NamedNode, tuple[_Part, ...]] = {
    DCAT("Dataset"): (_series, describe_standards, describe_distributions),
    DCAT("DataService"): (_endpoint,),
    DCAT("Resource"): (_in_challenge_series,),
}
