"""Records as triples: the good, the malformed and the hostile."""

import json
from pathlib import Path

import pytest

from medkg.drafts.document import read_document
from medkg.drafts.fetch import Limits
from medkg.drafts.triples import read_triples
from medkg.errors import RecordUnusable

RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.org/">'
DATASET = '"@type": "Dataset", "name": "A"'


def triples_of(folder: Path, text: str, suffix: str, seconds: float = 30) -> list[str]:
    path = folder / f"record{suffix}"
    path.write_text(text, "utf-8")
    document = read_document(str(path), Limits())
    return [str(triple) for triple in read_triples(document, Limits(reading=seconds))]


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ('<urn:a> <https://schema.org/name> "A" .', ".nt"),
        ('@prefix s: <http://schema.org/> . <urn:a> s:name "A" .', ".ttl"),
        (RDF + '<rdf:Description rdf:about="urn:a" s:name="A" xmlns:s="http://schema.org/"/></rdf:RDF>', ".rdf"),
        ('{"@context": "http://schema.org/", "@id": "urn:a", "name": "A"}', ".jsonld"),
        (
            '<script type="application/ld+json">{"@context": "https://schema.org", "@id": "urn:a", "name": "A"}'
            "</script>",
            ".html",
        ),
        ('[{"@context": {"s": "http://schema.org/"}, "@id": "urn:a", "s:name": "A"}]', ".json"),
    ],
)
def test_all_formats_give_the_same_triple(tmp_path: Path, text: str, suffix: str) -> None:
    assert triples_of(tmp_path, text, suffix) == ['<urn:a> <https://schema.org/name> "A"']


@pytest.mark.parametrize(
    ("text", "suffix", "words"),
    [
        ('<urn:a> <urn:b>\n"x .', ".ttl", "record.ttl:2: Not Turtle"),
        (RDF + "\n<e:a>\n</e:b></rdf:RDF>", ".rdf", "Not RDF/XML"),
        ('{"a": 1,\n"b": }', ".json", "record.json:2: Not JSON"),
        ('{"@context": {"a": 7}, "@id": "urn:a"}', ".json", "Not JSON-LD"),
        ("<p>\n<script type='application/ld+json'>\n\n{]</script>", ".html", "record.html:4: Not JSON"),
        ("<p>nothing</p>", ".html", "holds no <script"),
    ],
)
def test_what_is_malformed_is_refused_with_its_place(tmp_path: Path, text: str, suffix: str, words: str) -> None:
    with pytest.raises(RecordUnusable) as refused:
        triples_of(tmp_path, text, suffix)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    "context",
    [
        "https://example.com/context.jsonld",
        "context.jsonld",
        ["https://schema.org/", "http://169.254.169.254/"],
        {"@import": "https://schema.org/"},
        {"name": {"@id": "urn:n", "@context": "https://example.com/inner"}},
    ],
)
def test_no_context_is_fetched_but_refused_by_its_name(tmp_path: Path, context: object) -> None:
    with pytest.raises(RecordUnusable, match="unknown, and none is fetched") as refused:
        triples_of(tmp_path, json.dumps({"@context": context, "@type": "Dataset"}), ".json")
    assert "record.json" in str(refused.value)


def test_a_context_inside_of_a_node_is_known_too(tmp_path: Path) -> None:
    text = '{"@context": {"b": "urn:b"}, "@id": "urn:a", "b": {"@context": "http://www.schema.org", "name": "A"}}'
    triples = triples_of(tmp_path, text, ".json")
    assert any('<https://schema.org/name> "A"' in triple for triple in triples)


BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


MANY_FROM_FEW = json.dumps({"@context": {"p": f"urn:{'x' * 100_000}/"}, **{f"p:{number}": 1 for number in range(1000)}})


@pytest.mark.parametrize(
    ("text", "suffix", "words"),
    [
        (BOMB + RDF + '<rdf:Description e:p="&b;"/></rdf:RDF>', ".rdf", "XML entities"),
        ("[" * 100_000, ".json", "too deep"),
        ('{"a":' * 200 + "1" + "}" * 200, ".json", "More than 100 values"),
        ('{"a": ' + "9" * 5000 + "}", ".json", "thousands of digits"),
        ("<urn:a> <urn:b> " + "(" * 200_000, ".ttl", "Not Turtle"),
        (MANY_FROM_FEW, ".json", "MB of triples"),
    ],
)
def test_what_is_hostile_is_refused(tmp_path: Path, text: str, suffix: str, words: str) -> None:
    with pytest.raises(RecordUnusable) as refused:
        triples_of(tmp_path, text, suffix)
    assert words in str(refused.value)


def test_what_takes_hours_is_ended(tmp_path: Path) -> None:
    with pytest.raises(RecordUnusable, match=r"Not read within 0\.5 s"):
        triples_of(tmp_path, RDF + "<e:a><e:b>" * 50_000, ".rdf", seconds=0.5)
