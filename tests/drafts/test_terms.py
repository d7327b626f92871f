"""Which term is meant by an IRI, a code or a name, and how sure that is."""

import pytest
from pyoxigraph import Literal, NamedNode

from medkg.drafts.record import Graph, Node
from medkg.drafts.terms import Certainty, Terms
from medkg.namespaces import DCT, SCHEMA

EVERY_SUBJECT = ("modality", "anatomy", "disease", "task")
IRI = NamedNode("https://example.com/it")


def found(terms: Terms, node: Node, *schemes: str) -> tuple[list[str], Certainty]:
    meant = terms.find(node, schemes or EVERY_SUBJECT)
    return [term.key for term in meant.terms], meant.certainty


def text(value: str) -> Node:
    return Node(Graph({}), Literal(value))


@pytest.mark.parametrize(
    ("address", "scheme", "key"),
    [
        ("https://w3id.org/medkg/disease/glioma", "disease", "glioma"),
        ("http://purl.obolibrary.org/obo/UBERON_0002113", "anatomy", "kidney"),
        ("http://www.radlex.org/RID/RID10312", "modality", "mri"),
        ("https://creativecommons.org/licenses/by/4.0/deed.en", "license", "cc-by-4-0"),
        ("https://spdx.org/licenses/CC-BY-4.0.html", "license", "cc-by-4-0"),
        ("https://choosealicense.com/licenses/apache-2.0/", "license", "apache-2-0"),
        ("http://publications.europa.eu/resource/authority/country/DEU", "country", "de"),
        ("http://ror.org/017zqws13/", "organization", "university-of-minnesota"),
        ("http://dx.doi.org/10.7937/k9/tcia.2015.lo9ql9sx", "entry", "lidc"),
    ],
)
def test_an_address_is_known_however_it_is_written(terms: Terms, address: str, scheme: str, key: str) -> None:
    assert found(terms, Node(Graph({}), NamedNode(address)), scheme) == ([key], Certainty.SAME)
    assert found(terms, text(address), scheme) == ([key], Certainty.SAME)


@pytest.mark.parametrize(
    ("words", "key"), [("Magnetic  Resonance Imaging", "mri"), ("gliomas", "glioma"), ("Kidneys", "kidney")]
)
def test_a_name_is_known_however_it_is_spelled(terms: Terms, words: str, key: str) -> None:
    assert found(terms, text(words)) == ([key], Certainty.SAME)


def test_a_code_of_an_ontology_is_an_address(terms: Terms) -> None:
    node = Node(Graph({IRI: {SCHEMA("termCode"): [Literal("UBERON:0002113")]}}), IRI)
    assert found(terms, node) == (["kidney"], Certainty.SAME)


def test_an_address_counts_more_than_a_name(terms: Terms) -> None:
    kidney = NamedNode("http://purl.obolibrary.org/obo/UBERON_0002113")
    assert found(terms, Node(Graph({kidney: {DCT("title"): [Literal("glioma")]}}), kidney)) == (
        ["kidney"],
        Certainty.SAME,
    )


def test_a_wider_term_is_no_term_of_ours(terms: Terms) -> None:
    public = NamedNode("http://publications.europa.eu/resource/authority/access-right/PUBLIC")
    node = Node(Graph({public: {DCT("title"): [Literal("public")]}}), public)
    assert found(terms, node, "access") == (["open", "registration"], Certainty.NARROWER)


def test_a_term_of_another_vocabulary_is_not_meant(terms: Terms) -> None:
    assert found(terms, text("glioma"), "anatomy") == ([], Certainty.SAME)
