"""Entries that disagree."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from made_up import write_made_up
from medkg.settings import Limits
from medkg.sparql.local import LocalEngine
from page_engine import CountingEngine
from support import NAMES

MADE_UP = """
dct:accessRights rdfs:label "access condition"@en .
access:open rdfs:label "open access"@en .
access:not-stated rdfs:label "not stated"@en .
unit:patient rdfs:label "patient"@en .
dataset:one a dcat:Resource, dcat:Dataset ; rdfs:label "One" ; dct:accessRights access:open, access:not-stated ;
  medkg:extent <urn:a>, <urn:b>, <urn:c> .
<urn:a> medkg:unit unit:patient ; medkg:count 300 .
<urn:b> medkg:unit unit:patient ; medkg:count 301 .
<urn:c> medkg:unit unit:patient ; medkg:count 90 ; medkg:part "test set"@en .
event:meeting a medkg:Event ; rdfs:label "Meeting" ; medkg:year "2018"^^xsd:gYear, "2019"^^xsd:gYear .
dataset:two a dcat:Resource, dcat:Dataset ; rdfs:label "Two" ; medkg:sameResourceAs dataset:three ;
  medkg:extent <urn:d> .
dataset:three a dcat:Resource, dcat:Dataset ; rdfs:label "Three" ; medkg:sameResourceAs dataset:two ;
  medkg:extent <urn:e> .
GRAPH <https://w3id.org/medkg/graph/provenance> {
  <urn:lines> medkg:firstLine 3 ; medkg:lastLine 5 .
  <urn:told> medkg:describesGraphOf dataset:two ; prov:wasDerivedFrom <urn:lines> .
}
<urn:d> medkg:unit unit:patient ; medkg:count 10 .
<urn:e> medkg:unit unit:patient ; medkg:count 12 .
"""


@pytest.fixture(scope="package")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CountingEngine]:
    """An engine on entries that disagree."""
    place: Path = write_made_up(tmp_path_factory.mktemp("made-up"), MADE_UP)
    limits = Limits(seconds=5, memory_mb=512, workers=1, page_workers=1)
    started = LocalEngine(place / "store", NAMES.base, NAMES.prefixes, limits)
    yield CountingEngine(started)
    started.close()
