"""Triples as text: any parser reads the same, and a person finds what belongs together."""

import io
from collections.abc import Mapping
from itertools import pairwise

import pytest
from pyoxigraph import RdfFormat, Triple, parse
from rdflib import Graph

from medkg.edition import Edition
from medkg.profiles.dcat.catalog import describe_all
from medkg.profiles.dcat.entry import describe_entry
from medkg.profiles.rdf_text import group_by_subject, serialize_triples, write_triples
from medkg.profiles.table import PROFILES
from medkg.profiles.things import Thing
from support import NAMES

Entries = Mapping[str, Thing]

FORMATS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD}


def read(text: bytes, format: str) -> set[Triple]:
    return {quad.triple for quad in parse(text, FORMATS[format])}


@pytest.fixture(scope="module")
def abide(entries: Entries, edition: Edition) -> list[Triple]:
    return describe_entry(entries["dataset/abide"], edition)


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_holds_the_same_triples(abide: list[Triple], format: str) -> None:
    assert read(serialize_triples(abide, format, NAMES), format) == set(abide)


@pytest.mark.parametrize("format", FORMATS)
def test_the_whole_catalog_is_written_as_it_comes(entries: Entries, edition: Edition, format: str) -> None:
    file = io.BytesIO()
    write_triples(describe_all(entries.values(), edition), file, format, NAMES)
    assert read(file.getvalue(), format) == set(describe_all(entries.values(), edition))


def test_turtle_declares_in_order_what_it_uses_and_begins_with_the_entry(abide: list[Triple]) -> None:
    head, _, body = serialize_triples(abide, "ttl", NAMES).decode().partition("\n\n")
    prefixes = [line.split()[1] for line in head.splitlines()]
    assert prefixes == sorted(prefixes)
    assert all(prefix in body for prefix in prefixes)
    assert "rdf:" not in prefixes
    assert "odrl:" in prefixes
    assert body.startswith("dataset:abide a dcat:Dataset")


def test_another_format_is_refused(abide: list[Triple]) -> None:
    with pytest.raises(KeyError):
        serialize_triples(abide, "csv", NAMES)


def test_what_is_told_of_one_thing_stands_together(abide: list[Triple]) -> None:
    mixed = sorted(abide, key=lambda triple: str(triple.object))
    grouped = list(group_by_subject([*mixed, *mixed]))
    subjects = [triple.subject for triple in grouped]
    changes = sum(1 for one, other in pairwise(subjects) if one != other)
    assert set(grouped) == set(abide)
    assert len(grouped) == len(abide)
    assert changes + 1 == len(set(subjects))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib warns of itself
@pytest.mark.parametrize(("key", "format"), [("dcat", "turtle"), ("dcat-jsonld", "json-ld"), ("healthdcat", "turtle")])
def test_files_are_the_same_each_time_and_rdflib_reads_them(
    entries: Entries, edition: Edition, key: str, format: str
) -> None:
    profile = PROFILES[key]
    for thing in list(entries.values())[::9]:
        if thing.family in profile.families:
            text = profile.write(thing, edition)
            assert text == profile.write(thing, edition)
            assert len(Graph().parse(data=text, format=format)) > 10
