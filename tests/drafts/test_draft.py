"""What of a record becomes an entry, and what becomes a finding."""

from pathlib import Path
from typing import Any

import pytest

from medkg.drafts.draft import Draft
from medkg.drafts.notes import RULES
from medkg.errors import RecordUnusable

from .conftest import Drafting

PREFIXES = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix ex: <https://example.com/> .
"""


def facts_of(draft: Draft) -> dict[str, Any]:
    """Return all that the curated parts say; no field stands in two of them."""
    facts: dict[str, Any] = {}
    for addition in draft.entry.get("curated", []):
        told = {field: value for field, value in addition.items() if field not in ("reason", "reference")}
        assert not facts.keys() & told.keys()
        facts |= told
    return facts


def rules_of(draft: Draft) -> dict[str, str]:
    return {finding.rule: finding.sentence for finding in draft.findings}


def test_a_dcat_record_gives_all_fields_that_it_tells(draft_of: Drafting, records: Path) -> None:
    draft = draft_of(records / "kidneys.ttl")
    assert draft.id == "kict"
    assert draft.entry["kind"] == "dataset"
    assert draft.entry["stated"] == {"title": "Kidneys in CT"}
    assert facts_of(draft) == {
        "alternatives": ["KICT"],
        "keywords": ["renal, by hand"],
        "links": {"data": ["https://example.com/kidneys.zip"], "access": ["https://example.com/kidneys/about"]},
        "papers": [{"id": "kict-paper", "doi": "10.5072/paper"}],
        "doi": "10.5072/KICT",
        "modality": ["ct"],
        "anatomy": ["kidney"],
        "format": ["dicom"],
        "country": ["de"],
        "language": ["en"],
        "license": ["cc-by-4-0"],
        "issued": "2021-06-30",
        "extent": [{"count": 40, "unit": "individual"}],
        "ages": [{"minimum": 18, "maximum": 90}],
        "time_spans": [{"start": 2015, "end": 2018, "of": "what the data cover"}],
    }


def test_what_cannot_be_taken_over_is_a_finding_in_its_line(draft_of: Drafting, records: Path) -> None:
    path = records / "kidneys.ttl"
    lines = path.read_text("utf-8").splitlines()
    found = {finding.rule: finding for finding in draft_of(path).findings}
    for rule, words in (
        ("foreign-description", "CT scans of the kidneys"),
        ("no-term", "unheard-of"),
        ("several-terms", "PUBLIC"),
        ("no-field", "Adults of one city."),
        ("close-term", "application/dicom"),
    ):
        assert words in lines[found[rule].line - 1], rule
        assert found[rule].file == str(path)
    assert "may be open, registration" in found["several-terms"].sentence


def test_people_and_unknown_organizations_are_findings(draft_of: Drafting, records: Path) -> None:
    sentences = [finding.sentence for finding in draft_of(records / "kidneys.ttl").findings]
    assert any("1 person" in sentence for sentence in sentences)
    assert any("'Unknown Hospital'" in sentence and "hosted_by" in sentence for sentence in sentences)


def test_each_addition_has_the_words_of_the_record_and_its_address(draft_of: Drafting, records: Path) -> None:
    said, meant = draft_of(records / "kidneys.ttl").entry["curated"]
    assert said["reference"] == meant["reference"] == "https://example.com/kidneys"
    assert "'computed tomography'" in meant["reason"]


def test_schema_org_in_a_page_is_read(draft_of: Drafting, records: Path) -> None:
    draft = draft_of(records / "kidneys.html")
    assert facts_of(draft) == {
        "keywords": ["kitchen sink"],
        "papers": [{"id": "kidneys-in-ct-paper", "title": "On Kidneys", "arxiv": "1804.99999"}],
        "modality": ["ct"],
        "anatomy": ["kidney"],
        "license": ["cc-by-4-0"],
        "extent": [{"count": 40, "unit": "patient"}],
        "time_spans": [{"start": 2015, "of": "what the data cover"}],
    }
    sentences = [finding.sentence for finding in draft.findings if finding.rule == "unreadable-value"]
    assert len(sentences) == 2
    assert "'2021' is no day" in sentences[0] + sentences[1]
    assert "'many' is no count" in sentences[0] + sentences[1]


def test_croissant_is_read(draft_of: Drafting, records: Path) -> None:
    facts = facts_of(draft_of(records / "kidneys.croissant.json"))
    assert facts["links"] == {"data": ["https://example.com/k.dcm"]}
    assert facts["papers"] == [{"id": "kidneys-in-ct-paper", "doi": "10.5072/paper"}]
    assert facts["format"] == ["dicom"]


def test_an_organization_is_known_by_name_or_by_identifier(draft_of: Drafting) -> None:
    draft = draft_of(
        PREFIXES
        + """ex:a a schema:Dataset ; schema:name "A Set" ;
        schema:creator [ schema:name "UNIVERSITY  of minnesota" ] ;
        schema:funder [ schema:name "Another name" ; schema:sameAs "https://ror.org/017zqws13" ] ."""
    )
    assert facts_of(draft) == {
        "institutions": {"created_by": ["university-of-minnesota"], "funded_by": ["university-of-minnesota"]}
    }


def test_an_entry_that_is_there_already_is_named(draft_of: Drafting) -> None:
    for told, known in (
        ("dct:title 'Another' ; dct:identifier 'doi:10.7937/k9/tcia.2015.lo9ql9sx'", "'lidc'"),
        ("dct:title 'Lung image database consortium'", "'lidc'"),
        ("dct:title 'Another' ; dcat:landingPage <https://fcon_1000.projects.nitrc.org/indi/abide>", "'abide'"),
    ):
        assert known in rules_of(draft_of(PREFIXES + f"ex:a a dcat:Dataset ; {told} .", id="new"))["known-entry"]


def test_a_paper_that_is_known_keeps_its_id(draft_of: Drafting) -> None:
    draft = draft_of(
        PREFIXES + "ex:a a dcat:Dataset ; dct:title 'A' ; dct:isReferencedBy <https://doi.org/10.1118/1.3528204> ."
    )
    assert facts_of(draft)["papers"] == [{"id": "lidc-paper"}]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ("dct:issued '2019-02-30'", "issued"),
        ("dct:issued '2019'", "issued"),
        ("dct:temporal [ dcat:startDate '2019' ; dcat:endDate '2001' ]", "time_spans"),
        ("schema:size '3 or 4 scans'", "extent"),
        (
            "schema:size [ schema:value 3 ; schema:unitText 'scans' ; schema:name '3 scans of the training set' ]",
            "extent",
        ),
        ("dcat:landingPage 'no address'", "links"),
        ("dct:isReferencedBy 'A Person: A book'", "papers"),
    ],
)
def test_a_value_that_is_not_sure_is_left_out_and_told(draft_of: Drafting, told: str, field: str) -> None:
    draft = draft_of(PREFIXES + f"ex:a a dcat:Dataset ; dct:title 'A' ; {told} .")
    assert field not in facts_of(draft)
    assert "unreadable-value" in rules_of(draft)


def test_two_letters_are_an_acronym_only_in_capitals(draft_of: Drafting) -> None:
    def modalities(word: str) -> object:
        draft = draft_of(PREFIXES + f"ex:a a dcat:Dataset ; dct:title 'A' ; dcat:keyword '{word}' .")
        return facts_of(draft).get("modality")

    assert modalities("MR") == ["mri"]
    assert modalities("mr") is None


@pytest.mark.parametrize(
    ("id", "words"), [("lidc", "taken by data/entries/imaging/lidc.yaml"), ("Not An Id", "is no id")]
)
def test_an_id_that_cannot_be_is_refused(draft_of: Drafting, id: str, words: str) -> None:
    with pytest.raises(RecordUnusable, match=words):
        draft_of(PREFIXES + "ex:a a dcat:Dataset ; dct:title 'A' .", id=id)


def test_the_source_is_the_record(draft_of: Drafting, records: Path) -> None:
    draft = draft_of(records / "kidneys.ttl")
    count = len((records / "kidneys.ttl").read_text("utf-8").splitlines())
    assert draft.entry["source"]["document"] == draft.source_id == "kict-record"
    assert draft.entry["source"]["lines"] == [f"1-{count}"]
    assert draft.source["line_count"] == count


def test_the_same_record_gives_the_same_draft(draft_of: Drafting, records: Path) -> None:
    assert draft_of(records / "kidneys.ttl") == draft_of(records / "kidneys.ttl")


EXAMPLES = {
    "foreign-description": "dct:description 'Their words.'",
    "no-term": "dct:subject 'something unheard of'",
    "several-terms": "dct:accessRights <http://publications.europa.eu/resource/authority/access-right/PUBLIC>",
    "close-term": "dct:format 'application/dicom'",
    "no-organization": "dct:publisher [ schema:name 'Nobody at all' ]",
    "people": "dct:creator [ a schema:Person ; schema:name 'A. Person' ]",
    "no-entry": "dct:isPartOf <https://example.com/whole>",
    "unreadable-value": "dct:issued 'long ago'",
    "no-field": "dct:provenance 'Found in a box.'",
    "many-values": f"dct:type {', '.join(map(str, range(1001)))}",
    "known-entry": "dct:identifier 'doi:10.7937/K9/TCIA.2015.LO9QL9SX'",
}
"""Rule → what a record tells so that there is a finding."""


def test_each_rule_has_an_example() -> None:
    assert EXAMPLES.keys() == RULES.keys()


@pytest.mark.parametrize(("rule", "told"), EXAMPLES.items())
def test_each_example_gives_its_finding_and_no_other(draft_of: Drafting, rule: str, told: str) -> None:
    draft = draft_of(PREFIXES + f"ex:a a dcat:Dataset ; dct:title 'A title' ; {told} .")
    assert list(rules_of(draft)) == [rule]


def test_of_very_many_findings_the_first_are_told_and_the_rest_is_counted(draft_of: Drafting) -> None:
    subjects = ", ".join(f"'unheard of {number}'" for number in range(900))
    draft = draft_of(PREFIXES + f"ex:a a dcat:Dataset ; dct:title 'A' ; dct:subject {subjects} .")
    assert [finding.rule for finding in draft.findings] == ["no-term"] * 100 + ["many-values"]
    assert draft.findings[-1].sentence == "800 more by the rule 'no-term'."


def test_no_control_character_of_a_record_comes_to_the_terminal(draft_of: Drafting) -> None:
    evil = r"'\u001B[2J \u202E x'"
    draft = draft_of(
        PREFIXES + f"ex:a a dcat:Dataset ; dct:title {evil} ; dct:subject {evil} ; dct:creator {evil} .", id="x"
    )
    assert len(draft.findings) == 2
    assert all(str(finding).isprintable() for finding in draft.findings)
