"""Which page a thing has, and what it costs."""

from collections.abc import Callable
from typing import Any

import pytest

from medkg.pages.entity.concept import ConceptPage
from medkg.pages.entity.entry import EntryPage
from medkg.pages.entity.event import EventPage
from medkg.pages.entity.organization import OrganizationPage
from medkg.pages.entity.plain import PlainPage
from medkg.pages.entity.publication import PublicationPage
from medkg.pages.entity.source import SourcePage
from medkg.sparql.ask import ask_rows
from medkg.sparql.engine import Engine
from page_engine import CountingEngine
from support import NAMES

PAGES = {
    "dataset/kits19-data": EntryPage,
    "challenge/kits19": EntryPage,
    "series/brats": EntryPage,
    "catalog/tcia": EntryPage,
    "service/pubmed-web-api": EntryPage,
    "modality/mri": ConceptPage,
    "anatomy/eye": ConceptPage,
    "disease/cancer": ConceptPage,
    "task/segmentation": ConceptPage,
    "access/registration": ConceptPage,
    "data-type/image": ConceptPage,
    "unit/patient": ConceptPage,
    "country/us": ConceptPage,
    "language/en": ConceptPage,
    "organization/stanford-university": OrganizationPage,
    "event/miccai-2019": EventPage,
    "event/miccai": EventPage,
    "publication/abide-paper": PublicationPage,
    "source/medical-data-for-machine-learning": SourcePage,
    "modality": PlainPage,
    "mappings/disease": PlainPage,
}


@pytest.mark.parametrize(("path", "kind"), PAGES.items())
def test_a_thing_has_the_page_of_its_kind(read: Callable[[str], Any], path: str, kind: type) -> None:
    page = read(path)
    assert isinstance(page, kind)
    assert page.thing.iri == NAMES.base + path


@pytest.mark.parametrize("path", PAGES)
def test_nine_queries_are_enough_for_any_thing(read: Callable[[str], Any], asking: CountingEngine, path: str) -> None:
    read(path)
    assert len(asking.texts) <= 9
    assert len(set(asking.texts)) == len(asking.texts)


def test_every_thing_of_the_graph_has_a_page_with_a_title(read: Callable[[str], Any], engine: Engine) -> None:
    things = ask_rows(
        engine,
        f'SELECT DISTINCT ?thing WHERE {{ ?thing ?p ?o FILTER(STRSTARTS(STR(?thing), "{NAMES.base}")'
        ' && !CONTAINS(STR(?thing), "#") && !CONTAINS(STR(?thing), "/graph/") && !CONTAINS(STR(?thing), "/query/")) }',
    )
    assert len(things) > 700
    titles = {row["thing"]["value"]: read(row["thing"]["value"].removeprefix(NAMES.base)).thing.title for row in things}
    assert [iri for iri, title in titles.items() if not title] == []


def test_what_the_graph_does_not_know_has_no_facts(read: Callable[[str], Any]) -> None:
    assert not read("dataset/no-such-thing").thing.facts
