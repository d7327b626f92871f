"""What is read of entries: what is asserted, the same however many are read at once and in whatever order it comes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pytest
from pyoxigraph import NamedNode, Triple

from medkg.build import Graph
from medkg.edition import Edition
from medkg.profiles.entry import TOPICS
from medkg.profiles.table import PROFILES
from medkg.profiles.things import Construct, Thing, list_entries, read_things
from support import NAMES

Entries = Mapping[str, Thing]


def write_all(thing: Thing, edition: Edition) -> dict[str, bytes]:
    """Return an entry in all profiles: all that can be seen of it."""
    fitting = (profile for profile in PROFILES.values() if thing.family in profile.families)
    return {profile.key: profile.write(thing, edition) for profile in fitting}


def test_what_is_known_of_an_entry_does_not_hang_on_what_else_is_read(
    construct: Construct, entries: Entries, edition: Edition
) -> None:
    for thing in list(entries.values())[::7]:
        [alone] = read_things(construct, NAMES, [thing.iri])
        assert write_all(alone, edition) == write_all(thing, edition)


def test_the_order_in_which_an_engine_answers_changes_nothing(
    construct: Construct, entries: Entries, edition: Edition
) -> None:
    def backwards(query: str) -> Iterable[Triple]:
        return reversed(list(construct(query)))

    iris = [thing.iri for thing in list(entries.values())[::7]]
    for forth, back in zip(read_things(construct, NAMES, iris), read_things(backwards, NAMES, iris), strict=True):
        assert write_all(forth, edition) == write_all(back, edition)


def test_topics_are_those_that_are_asserted_without_what_follows(real_graph: Graph, entries: Entries) -> None:
    properties, asserted = [NAMES.term(local) for local in TOPICS], defaultdict(set)
    for quad in real_graph.quads:
        if isinstance(quad.graph_name, NamedNode) and NAMES.family(quad.graph_name) in ("stated", "curated"):
            asserted[quad.subject, quad.predicate].add(quad.object)
    for thing in entries.values():
        for property in properties:
            assert set(thing.objects(property)) == asserted[thing.iri, property]


@pytest.mark.parametrize("size", [1, 50, 1000])
def test_lists_of_some_entries_make_up_the_list_of_all(construct: Construct, entries: Entries, size: int) -> None:
    starts = range(0, len(entries), size)
    found = [iri for start in starts for iri in list_entries(construct, start, size)]
    assert found == [thing.iri for thing in entries.values()]


@pytest.mark.parametrize(
    ("iri", "family", "id"),
    [
        ("https://w3id.org/medkg/dataset/abide", "dataset", "abide"),
        ("https://other.example/", "other.example", "other.example"),
        ("urn:isbn:0451450523", "", "urn:isbn:0451450523"),
    ],
)
def test_any_iri_has_a_family_and_an_id(iri: str, family: str, id: str) -> None:
    thing = Thing(NamedNode(iri), {})
    assert (thing.family, thing.id, thing.name) == (family, id, id)
