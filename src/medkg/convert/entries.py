"""From the entries to quads: what the source states, what curators added, and where each stands."""

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from medkg.catalog.fields import CONCEPT_FIELDS, ENTRY_FIELDS, ROLE_FIELDS
from medkg.catalog.kinds import DATASET_KINDS, KINDS
from medkg.catalog.loader import Catalog
from medkg.catalog.schema import Ages, Entry, Extent, Facts, Paper, Stated, TimeSpan
from medkg.convert.statements import Reason, curated_quads, day, decimal, english, integer, quads, triples, year
from medkg.namespaces import DCAT, DCT, RDF, SCHEMA, Names

DESCRIPTION_REASON = Reason("Written by the curators of medkg from the lines of the source.")


def entry_iri(names: Names, id: str, entry: Entry) -> NamedNode:
    """Return the IRI of an entry, such as `…/dataset/abide`."""
    return names(f"{KINDS[entry.kind].path}/{id}")


def convert_entries(catalog: Catalog) -> Iterator[Quad]:
    """Yield the quads of all entries: their stated and curated graphs, and the reasons of curated statements."""
    for id in sorted(catalog.records.entries):
        yield from _EntryConverter(catalog, id).quads()


class _EntryConverter:
    """Converts one entry; numbers its nodes (extents, distributions …) over stated and curated facts."""

    def __init__(self, catalog: Catalog, id: str) -> None:
        self.catalog = catalog
        self.names = catalog.names
        self.id = id
        self.entry = catalog.records.entries[id].value
        self.iri = entry_iri(self.names, id, self.entry)
        self._numbers: dict[str, int] = defaultdict(int)
        self._papers: set[str] = set()

    def quads(self) -> Iterator[Quad]:
        stated = self._stated(self.entry.stated)
        yield from quads(self.names.graph(f"stated/{self.id}"), stated)
        description = [Triple(self.iri, DCT("description"), english(self.entry.description))]
        yield from curated_quads(self.names, self.iri, self.id, 0, description, DESCRIPTION_REASON)
        for number, addition in enumerate(self.entry.curated, 1):
            reason = Reason(addition.reason, addition.reference)
            yield from curated_quads(self.names, self.iri, self.id, number, self._facts(addition), reason)

    def _stated(self, stated: Stated) -> Iterator[Triple]:
        term = self.names.term
        yield from triples(
            self.iri,
            [
                (RDF("type"), self.names.expand(KINDS[self.entry.kind].type)),
                (DCT("identifier"), Literal(self.id)),
                (DCT("title"), english(stated.title)),
                (DCT("accessRights"), self._concept("access", stated.access or "not-stated")),
                (term("accessNote"), english(stated.access_words) if stated.access_words else None),
                (term("usageNote"), english(stated.usage_words) if stated.usage_words else None),
            ],
        )
        yield from self._facts(stated)

    def _facts(self, facts: Facts) -> Iterator[Triple]:
        yield from self._words(facts)
        yield from self._references(facts)
        yield from self._links(facts)
        for paper in facts.papers:
            yield from self._paper(paper)
        for extent in facts.extent:
            yield from self._extent(extent)
        for ages in facts.ages:
            yield from self._ages(ages)
        for span in facts.time_spans:
            yield from self._time_span(span)

    def _words(self, facts: Facts) -> Iterator[Triple]:
        term = self.names.term
        for predicate, texts in (
            (DCT("alternative"), facts.alternatives),
            (DCAT("keyword"), facts.keywords),
            (term("annotation"), facts.annotations),
            (term("detail"), facts.details),
        ):
            yield from triples(self.iri, ((predicate, english(text)) for text in texts))
        yield from triples(self.iri, [(term("doi"), Literal(facts.doi) if facts.doi else None)])
        yield from triples(self.iri, [(DCT("issued"), day(facts.issued) if facts.issued else None)])
        yield from triples(self.iri, ((term("year"), year(value)) for value in facts.year))

    def _references(self, facts: Facts) -> Iterator[Triple]:
        expand, entries = self.names.expand, self.catalog.records.entries
        for concept in CONCEPT_FIELDS:
            for key in getattr(facts, concept.name):
                yield Triple(self.iri, expand(concept.property), self._concept(concept.scheme, key))
        for field in ENTRY_FIELDS:
            for id in getattr(facts, field.name):
                yield Triple(self.iri, expand(field.property), entry_iri(self.names, id, entries[id].value))
        for role in ROLE_FIELDS:
            for id in getattr(facts.institutions, role.name):
                yield Triple(self.iri, expand(role.property), self.names(f"organization/{id}"))
        for id in facts.held_at:
            yield Triple(self.iri, self.names.term("heldAt"), self.names(f"event/{id}"))

    def _links(self, facts: Facts) -> Iterator[Triple]:
        vocabularies = self.catalog.vocabularies
        for role, urls in facts.links.items():
            for url in urls:
                target = NamedNode(url)
                yield Triple(self.iri, vocabularies.link_roles[role], target)
                if vocabularies.link_roles[role] in vocabularies.data_links and self.entry.kind in DATASET_KINDS:
                    yield from self._distribution(role, target)

    def _distribution(self, role: str, target: NamedNode) -> Iterator[Triple]:
        node = self._node("distribution")
        yield Triple(self.iri, DCAT("distribution"), node)
        title = english(f"{self.entry.stated.title}: {role.replace('-', ' ')}")
        yield from triples(
            node, [(RDF("type"), DCAT("Distribution")), (DCT("title"), title), (DCAT("accessURL"), target)]
        )

    def _paper(self, paper: Paper) -> Iterator[Triple]:
        term, node = self.names.term, self.names(f"publication/{paper.id}")
        if paper.id not in self._papers:
            self._papers.add(paper.id)
            yield Triple(self.iri, DCT("isReferencedBy"), node)
            yield Triple(node, RDF("type"), SCHEMA("ScholarlyArticle"))
        yield from triples(
            node,
            [
                (DCT("title"), english(paper.title) if paper.title else None),
                (SCHEMA("url"), NamedNode(paper.url) if paper.url else None),
                (term("doi"), Literal(paper.doi) if paper.doi else None),
                (term("pmid"), Literal(paper.pmid) if paper.pmid else None),
                (term("arxiv"), Literal(paper.arxiv) if paper.arxiv else None),
                (term("year"), year(paper.year) if paper.year else None),
            ],
        )

    def _extent(self, extent: Extent) -> Iterator[Triple]:
        term, node = self.names.term, self._node("extent")
        yield Triple(self.iri, term("extent"), node)
        yield from triples(
            node,
            [
                (RDF("type"), term("Extent")),
                (term("count"), integer(extent.count)),
                (term("maximumCount"), integer(extent.maximum) if extent.maximum is not None else None),
                (term("countQualifier"), Literal(extent.qualifier) if extent.qualifier else None),
                (term("unit"), self._concept("unit", extent.unit)),
                (term("perUnit"), self._concept("unit", extent.per) if extent.per else None),
                (term("part"), english(extent.part) if extent.part else None),
            ],
        )

    def _ages(self, ages: Ages) -> Iterator[Triple]:
        term, node = self.names.term, self._node("ages")
        yield Triple(self.iri, term("ages"), node)
        yield from triples(
            node,
            [
                (RDF("type"), term("AgeRange")),
                (term("minimumAge"), integer(ages.minimum) if ages.minimum is not None else None),
                (term("maximumAge"), integer(ages.maximum) if ages.maximum is not None else None),
                (term("meanAge"), decimal(ages.mean) if ages.mean is not None else None),
                (term("part"), english(ages.part) if ages.part else None),
            ],
        )

    def _time_span(self, span: TimeSpan) -> Iterator[Triple]:
        node = self._node("time")
        yield Triple(self.iri, DCT("temporal"), node)
        yield from triples(
            node,
            [
                (RDF("type"), self.names.term("TimeSpan")),
                (DCT("description"), english(span.of)),
                (DCAT("startDate"), year(span.start) if span.start else None),
                (DCAT("endDate"), year(span.end) if span.end else None),
            ],
        )

    def _concept(self, scheme: str, key: str) -> NamedNode:
        return self.catalog.vocabularies.concepts[scheme][key]

    def _node(self, what: str) -> NamedNode:
        self._numbers[what] += 1
        return NamedNode(f"{self.iri.value}#{what}-{self._numbers[what]}")
