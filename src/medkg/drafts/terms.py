"""The words of the catalog: which concept, organization or entry is meant by an IRI, a code or a name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import Literal

from medkg.catalog.loader import Catalog
from medkg.catalog.references import facts_of
from medkg.convert.entries import entry_iri
from medkg.drafts.record import Node
from medkg.namespaces import SKOS
from medkg.search.folding import stems

ORGANIZATIONS = "organization"
ENTRIES = "entry"
PAPERS = "publication"

_LABELS = (SKOS("prefLabel"), SKOS("altLabel"), SKOS("hiddenLabel"), SKOS("notation"))
_LANDING_ROLES = ("landing-page", "main-page", "website", "challenge-page", "access", "information")


class Certainty(StrEnum):
    """How sure it is that a term is meant."""

    SAME = "same"
    CLOSE = "close"
    NARROWER = "narrower"


@dataclass(frozen=True)
class Term:
    """A concept, an organization or an entry: `scheme` is the vocabulary, or what stands for it."""

    scheme: str
    key: str


@dataclass(frozen=True)
class Meant:
    """The terms that may be meant by a value, and how sure that is."""

    terms: tuple[Term, ...] = ()
    certainty: Certainty = Certainty.SAME


class Terms:
    """Finds the terms of one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._by_address: dict[tuple[str, Certainty], dict[Term, None]] = defaultdict(dict)
        self._by_label: dict[str, dict[Term, None]] = defaultdict(dict)
        self._add_concepts(catalog)
        self._add_organizations(catalog)
        self._add_entries(catalog)
        self._add_mappings(catalog)

    def find(self, value: Node, schemes: Iterable[str]) -> Meant:
        """Return what is meant by a value: by its IRIs and codes first, else by its names."""
        wanted = frozenset(schemes)
        addresses = [*value.addresses, *value.labels, *value.codes, *map(_of_code, value.codes)]
        for certainty in Certainty:
            found = self._at(addresses, certainty, wanted)
            if found:
                return Meant(found, certainty)
        return Meant(self._called(value.labels, wanted))

    def find_paper(self, identifiers: Mapping[str, object]) -> str | None:
        """Return the id of the paper that has one of these identifiers."""
        found = self._at(addresses_of_paper(identifiers), Certainty.SAME, frozenset({PAPERS}))
        return found[0].key if found else None

    def _at(self, addresses: Iterable[str], certainty: Certainty, schemes: frozenset[str]) -> tuple[Term, ...]:
        terms = (
            term for address in addresses for term in self._by_address.get((plain_address(address), certainty), ())
        )
        return tuple(dict.fromkeys(term for term in terms if term.scheme in schemes))

    def _called(self, labels: Iterable[str], schemes: frozenset[str]) -> tuple[Term, ...]:
        terms = (term for label in labels for term in self._by_label.get(_folded(label), ()))
        return tuple(dict.fromkeys(term for term in terms if term.scheme in schemes))

    def _add(self, term: Term, addresses: Iterable[str] = (), labels: Iterable[str] = ()) -> None:
        for address in addresses:
            self._by_address[plain_address(address), Certainty.SAME][term] = None
        for label in labels:
            if _folded(label):
                self._by_label[_folded(label)][term] = None

    def _add_concepts(self, catalog: Catalog) -> None:
        concepts: dict[object, Term] = {
            concept: Term(scheme, key)
            for scheme, known in catalog.vocabularies.concepts.items()
            for key, concept in known.items()
        }
        for concept, term in concepts.items():
            self._add(term, [str(concept).strip("<>")])
        for file in catalog.vocabularies.files:
            for triple in file.triples:
                if triple.predicate in _LABELS and triple.subject in concepts and isinstance(triple.object, Literal):
                    self._add(concepts[triple.subject], labels=[triple.object.value])

    def _add_organizations(self, catalog: Catalog) -> None:
        for id, record in catalog.records.organizations.items():
            addresses = [catalog.names(f"organization/{id}").value, record.value.homepage or ""]
            self._add(Term(ORGANIZATIONS, id), filter(None, addresses), [record.value.name, *record.value.alternatives])

    def _add_entries(self, catalog: Catalog) -> None:
        for id, record in catalog.records.entries.items():
            term = Term(ENTRIES, id)
            self._add(term, [entry_iri(catalog.names, id, record.value).value], [record.value.stated.title])
            for _, facts in facts_of(record):
                links = (url for role in _LANDING_ROLES for url in facts.links.get(role, ()))
                self._add(term, [*links, *([f"https://doi.org/{facts.doi}"] if facts.doi else [])])
                for paper in facts.papers:
                    self._add(Term(PAPERS, paper.id), addresses_of_paper(paper.model_dump()))

    def _add_mappings(self, catalog: Catalog) -> None:
        certainties = {
            "skos:exactMatch": Certainty.SAME,
            "skos:closeMatch": Certainty.CLOSE,
            "skos:broadMatch": Certainty.NARROWER,
            "skos:relatedMatch": Certainty.NARROWER,
        }
        for mapping_set in catalog.mapping_sets:
            for match in mapping_set.mappings:
                scheme, _, key = match.subject.removeprefix(catalog.names.base).partition("/")
                if match.predicate in certainties:
                    place = plain_address(match.object), certainties[match.predicate]
                    self._by_address[place][Term(scheme, key)] = None


_MEDIA_TYPE = re.compile(r"(application|audio|font|image|message|model|multipart|text|video)/[\w.+-]+")
_ENDINGS = re.compile(r"(/legalcode|/deed)(\.\w+)?$|\.html$")
_LONGEST_NAME = 200


def plain_address(address: str) -> str:
    """Return what the ways to write an address have in common; a media type is its page at IANA.

    >>> plain_address("http://www.example.org/x/"), plain_address("https://example.org/x")
    ('example.org/x', 'example.org/x')
    >>> plain_address("https://doi.org/10.1000/ABC"), plain_address("doi:10.1000/abc")
    ('doi.org/10.1000/abc', 'doi.org/10.1000/abc')

    Pages of choosealicense.com, by which Hugging Face names licences, are called by the identifiers of SPDX.

    >>> plain_address("https://choosealicense.com/licenses/mit/"), plain_address("https://spdx.org/licenses/MIT.html")
    ('spdx.org/licenses/mit', 'spdx.org/licenses/mit')
    """
    if _MEDIA_TYPE.fullmatch(address):
        return f"iana.org/assignments/media-types/{address}"
    bare = re.sub(r"^(https?://)?(www\.|dx\.)?", "", address.strip())
    bare = _ENDINGS.sub("", bare.rstrip("/#")).rstrip("/#")
    bare = re.sub(r"^doi:\s*", "doi.org/", bare, flags=re.IGNORECASE)
    bare = re.sub(r"^choosealicense\.com/", "spdx.org/", bare)
    return bare.lower() if bare.startswith(("doi.org/", "spdx.org/")) else bare


def addresses_of_paper(identifiers: Mapping[str, object]) -> list[str]:
    """Return the identifiers of a paper as addresses."""
    numbers = [f"{kind}:{identifiers[kind]}" for kind in ("doi", "pmid", "arxiv") if identifiers.get(kind)]
    return [*numbers, *([str(identifiers["url"])] if identifiers.get("url") else [])]


def _of_code(code: str) -> str:
    """Return the address of a code of an OBO ontology, such as MONDO:0021042."""
    return f"purl.obolibrary.org/obo/{code.replace(':', '_')}"


def _folded(label: str) -> str:
    """Return what spellings of a name have in common; of two letters, case tells an acronym from a word."""
    return label if len(label) <= 2 else " ".join(stems(label[:_LONGEST_NAME]))
