"""Whatever a record tells, its draft is an entry in which only the description is to be filled in."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from medkg.catalog.records import Record as Curated
from medkg.catalog.references import check_references
from medkg.catalog.schema import Entry
from medkg.catalog.yaml_reader import parse_yaml
from medkg.drafts.document import NO_ADDRESS, Document, Format
from medkg.drafts.draft import make_draft
from medkg.drafts.measures import HEALTH
from medkg.drafts.record import choose_dataset
from medkg.drafts.terms import Terms
from medkg.drafts.yaml_text import write_yaml
from medkg.namespaces import DCAT, DCT, RDF, SCHEMA
from support import NAMES, REPOSITORY

DATASET = NamedNode("https://example.com/dataset")
PARTS = [NamedNode("https://example.com/part"), BlankNode("a"), BlankNode("b"), NamedNode(f"{NO_ADDRESS}relative")]

OF_DCT = """
alternative description identifier subject creator publisher accessRights language spatial temporal isReferencedBy
issued license format isPartOf relation title
"""
OF_DCAT = "keyword theme landingPage distribution accessURL downloadURL inSeries startDate"
OF_SCHEMA = """
keywords size value unitText citation sameAs url temporalCoverage funding about measurementTechnique
includedInDataCatalog conditionsOfAccess funder endDate
"""
OF_HEALTH = "minTypicalAge maxTypicalAge numberOfRecords other"
PROPERTIES = [
    namespace(name)
    for namespace, names in ((DCT, OF_DCT), (DCAT, OF_DCAT), (SCHEMA, OF_SCHEMA), (HEALTH, OF_HEALTH))
    for name in names.split()
]
WORDS = """
MRI|CT|glioma|en-US|Germany|CC BY 4.0|40|-3|999|40 patients|2015/2018|2019-02-30|2021-06-30T00:00:00Z|99999|a, b, MRI|²
https://doi.org/10.5072/x|doi:10.1118/1.3528204|https://a b|http://[x|PMID: 0|arXiv:1804.01486|University of Minnesota
open|registration required
"""
IRIS = """
http://purl.obolibrary.org/obo/UBERON_0002113 https://ror.org/017zqws13 https://w3id.org/medkg/dataset/abide urn:x
http://publications.europa.eu/resource/authority/access-right/PUBLIC mailto:a@example.com http://a.org/(x
"""

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(re.split(r"[|\n]", WORDS))
iris = st.sampled_from(IRIS.split()).map(NamedNode)
values = words.map(Literal) | iris | st.sampled_from(PARTS)
triples = st.builds(Triple, st.sampled_from([DATASET] * 4 + PARTS), st.sampled_from(PROPERTIES), values)


@settings(max_examples=300)
@given(told=st.lists(triples, min_size=10, max_size=40))
def test_every_draft_is_an_entry_but_for_its_description(terms: Terms, told: list[Triple]) -> None:
    first = [Triple(DATASET, RDF("type"), DCAT("Dataset")), Triple(DATASET, DCT("title"), Literal("A title"))]
    document = Document("record.ttl", NO_ADDRESS, Format.TURTLE, "the text")
    draft = make_draft(choose_dataset(document, [*first, *told], NAMES, None), terms, "new-entry")
    written, findings = parse_yaml(write_yaml(draft.entry, draft.comments), "new-entry.yaml")
    assert findings == []
    assert written is not None
    assert written.value == draft.entry
    with pytest.raises(ValidationError) as refused:
        Entry.model_validate(written.value)
    assert [details["loc"] for details in refused.value.errors()] == [("description",)]
    entry = Entry.model_validate({**written.value, "description": "What the data are. " * 4})
    records = replace(terms.catalog.records, entries={"new-entry": Curated("new-entry", written, entry)})
    others = {path.stem for path in (REPOSITORY / "data/entries").rglob("*.yaml")}
    faults = list(check_references(replace(records, damaged=frozenset(others)), terms.catalog.vocabularies))
    assert [fault.rule for fault in faults] == ["unknown-reference"]
    assert "source document" in faults[0].sentence
