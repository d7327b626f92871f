"""Searching: what is found, in which order, and that every text is answered."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad

from medkg.errors import SnapshotUnusable
from medkg.search.reader import SearchIndex, open_index
from medkg.search.reasons import Place
from medkg.search.results import Found, Hit
from medkg.search.writer import write_index
from medkg.snapshot.reader import Snapshot
from medkg.sparql.ask import ask_rows
from medkg.sparql.local import LocalEngine
from support import NAMES

ANY_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.lists(
        st.sampled_from(['"', "*", "AND", "OR NOT", "NEAR(", "name :", "\0", "(", "kidney", "-", "😀", "ct", "§1"])
    ).map(" ".join),
    st.sampled_from(["kidney " * 2000, "x" * 10_000, "\ud800 lung", "é" * 5000, "'; DROP TABLE thing; --", "%_", ""]),
)


def paths(found: Found, kind: str) -> list[str]:
    return [hit.iri.removeprefix(NAMES.base) for hit in found.hits if hit.kind == kind]


def hit_of(found: Found, path: str) -> Hit:
    return next(hit for hit in found.hits if hit.iri == NAMES(path).value)


def test_a_synonym_finds_what_is_linked_to_its_concept(index: SearchIndex) -> None:
    found = index.search("Heart-attack")
    assert [(thing.words, thing.label) for thing in found.understood] == [("Heart-attack", "myocardial infarction")]
    assert set(paths(found, "dataset")) == {"dataset/scmr-consensus", "dataset/sunnybrook-cardiac"}
    [reason] = hit_of(found, "dataset/sunnybrook-cardiac").reasons
    assert (reason.place, reason.matched) == (Place.LINKED, "myocardial infarction")


def test_only_words_understands_nothing(index: SearchIndex) -> None:
    found = index.search("heart attack", only_words=True)
    assert not found.understood
    assert paths(found, "dataset") == []
    assert paths(found, "disease") == ["disease/myocardial-infarction"]


def test_expansion_goes_down_the_hierarchy_and_never_up(index: SearchIndex) -> None:
    wide, narrow = index.search("CT", limit=500), index.search("contrast-enhanced CT", limit=500)
    assert set(paths(narrow, "dataset")) < set(paths(wide, "dataset"))
    [reason] = [reason for reason in hit_of(wide, "dataset/kits19-data").reasons if reason.place is Place.NARROWER]
    assert (reason.matched, reason.meaning) == ("contrast-enhanced CT", "computed tomography")
    assert "modality/ct" not in paths(narrow, "modality")


def test_an_acronym_of_an_institution_and_a_meeting_are_understood(index: SearchIndex) -> None:
    found = index.search("MICCAI 2019 kidney")
    assert paths(found, "challenge") == ["challenge/kits19"]
    assert "dataset/echonet-dynamic" in paths(index.search("Stanford video"), "dataset")


def test_the_thing_of_that_very_name_comes_first(index: SearchIndex) -> None:
    for name, path in (
        ("kidney", "anatomy/kidney"),
        ("mri", "modality/mri"),
        ("ABIDE", "dataset/abide"),
        ("kits19", "challenge/kits19"),
        ("tumour", "disease/neoplasm"),
    ):
        kind = path.partition("/")[0]
        assert paths(index.search(name), kind)[0] == path


def test_a_name_counts_more_than_a_description(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        ("dataset/a", "rdfs:label", "Some pictures"),
        ("dataset/a", "dct:description", "Pictures of the pancreas, only of the pancreas"),
        ("dataset/b", "rdfs:label", "Pancreas pictures of many hospitals in many countries"),
        ("dataset/c", "rdfs:label", "More pictures"),
        ("dataset/c", "dct:alternative", "Pancreas"),
    )
    assert paths(index.search("pancreas"), "dataset") == ["dataset/c", "dataset/b", "dataset/a"]


def test_what_has_all_words_comes_alone_and_else_what_has_the_most(index: SearchIndex) -> None:
    assert index.search("kidney CT").words_left_out == ()
    found = index.search("unicorn kidney CT")
    assert found.words_left_out == ("unicorn",)
    assert set(paths(found, "challenge")) == set(paths(index.search("kidney CT"), "challenge"))
    fewer = index.search("speech kidney segmentation")
    assert fewer.hits
    assert len(fewer.words_left_out) == 1


def test_words_that_say_nothing_are_no_condition(index: SearchIndex) -> None:
    asked, short = index.search("datasets about lung cancer with CT"), index.search("lung cancer CT")
    assert asked.hits == short.hits
    assert not asked.words_left_out


def test_a_misspelt_word_is_corrected_in_its_text(index: SearchIndex) -> None:
    for wrong, right in (
        ("kideny tumor", "kidney tumor"),
        ("alzhiemer", "alzheimer"),
        ("hart attak", "heart attack"),
        ("hart attak segmantation", "heart attack segmentation"),
        ("diabtic retinopathy", "diabetic retinopathy"),
        ("segmantation of brains", "segmentation of brains"),
    ):
        assert right in [other.text for other in index.search(wrong).suggestions], wrong
    assert index.search("kidney tumor").suggestions == ()


@pytest.mark.parametrize(("strange", "near"), [("stroke", "store"), ("covid", "cover"), ("Niere", "where")])
def test_words_of_no_name_are_not_suggested(index: SearchIndex, strange: str, near: str) -> None:
    assert index.search(near).hits
    assert near not in [other.text for other in index.search(strange).suggestions]


def test_a_suggestion_finds_something(index: SearchIndex) -> None:
    for other in index.search("lungg nodul").suggestions:
        assert index.search(other.text).hits


def test_the_beginning_of_a_word_is_enough(index: SearchIndex) -> None:
    assert {"disease/glioma", "disease/glioblastoma"} <= set(paths(index.search("glio"), "disease"))


def test_a_text_that_matches_is_shown_with_the_words_marked(index: SearchIndex) -> None:
    found = index.search("Sunnybrook infarctions", only_words=True)
    pieces = [piece for hit in found.hits for reason in hit.reasons for piece in reason.snippet if piece.is_match]
    assert {piece.text.casefold() for piece in pieces} <= {"sunnybrook", "infarction", "infarctions"}
    long = index.search("contrast-enhanced scans", only_words=True)
    assert all(len("".join(p.text for p in r.snippet)) < 260 for hit in long.hits for r in hit.reasons)


def test_totals_count_every_kind_whatever_is_shown(index: SearchIndex) -> None:
    all, some = index.search("tumor", limit=1000), index.search("tumor", limit=2, kinds=["dataset"], offset=2)
    assert dict(some.totals) == dict(all.totals)
    assert sum(all.totals.values()) == len(all.hits)
    assert paths(some, "dataset") == paths(all, "dataset")[2:4]
    assert {hit.kind for hit in some.hits} == {"dataset"}


@given(text=ANY_TEXT, only_words=st.booleans())
def test_any_text_is_answered(index: SearchIndex, text: str, only_words: bool) -> None:
    found = index.search(text, only_words)
    assert sum(found.totals.values()) >= len(found.hits)
    assert bool(found.hits) == bool(found.totals)


@given(text=ANY_TEXT)
def test_any_text_is_completed_and_compared(index: SearchIndex, text: str) -> None:
    assert len(index.complete(text, limit=3)) <= 3
    assert len(index.nearest_names(text, limit=3)) <= 3


def test_a_name_is_completed_by_any_of_its_words(index: SearchIndex) -> None:
    names = [(name.label, name.name) for name in index.complete("heart att", ["disease"])]
    assert names == [("myocardial infarction", "heart attack")]
    assert index.complete("mri")[0].label == "magnetic resonance imaging"
    assert {name.kind for name in index.complete("c", ["task"], limit=50)} == {"task"}
    assert index.complete("kidney", limit=1)[0].uses > 0


@given(st.data())
def test_every_label_is_completed_from_its_beginning(index: SearchIndex, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(index.complete("ca", ["disease", "anatomy", "modality", "task"], limit=100)))
    length = data.draw(st.integers(2, len(name.label)))
    typed = name.label[:length]
    assert name.iri in [found.iri for found in index.complete(typed, [name.kind], limit=500)]


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("dataset/kits-19", "challenge/kits19"),
        ("disease/alzheimers", "disease/alzheimer-disease"),
        ("/dataset/abidee", "dataset/abide"),
        ("organization/standford", "organization/stanford-university"),
        ("challenge/kits19x", "challenge/kits19"),
    ],
)
def test_the_nearest_name_of_an_address_that_leads_nowhere(index: SearchIndex, asked: str, path: str) -> None:
    assert index.nearest_names(asked)[0].iri == NAMES(path).value


def test_nothing_is_like_nonsense(index: SearchIndex) -> None:
    assert index.nearest_names("qqqqzzzz") == ()


@pytest.mark.parametrize(
    ("kind", "property"),
    [
        ("disease", "medkg:disease"),
        ("anatomy", "medkg:anatomicalSite"),
        ("modality", "medkg:modality"),
        ("task", "medkg:task"),
        ("access", "dct:accessRights"),
        ("organization", "medkg:institution"),
        ("event", "medkg:event/medkg:inEventSeries?"),
    ],
)
def test_uses_are_the_entries_of_the_graph(
    index: SearchIndex, real_snapshot: Snapshot, engine: LocalEngine, kind: str, property: str
) -> None:
    """So that a number on the page of a search is the number of entries that browsing by the thing gives."""
    query = (
        f"SELECT ?thing (COUNT(DISTINCT ?entry) AS ?n) {{ ?entry a dcat:Resource ; {property} ?thing }} GROUP BY ?thing"
    )
    counted = {row["thing"]["value"]: int(row["n"]["value"]) for row in ask_rows(engine, NAMES.with_prefixes(query))}
    with closing(sqlite3.connect(real_snapshot.search)) as database:
        uses = dict(database.execute("SELECT iri, uses FROM thing WHERE kind = ? AND uses > 0", (kind,)))
    assert uses == counted


def test_many_threads_search_at_once(index: SearchIndex) -> None:
    expected = index.search("brain MRI")
    answers: list[Found] = []
    threads = [
        threading.Thread(target=lambda: answers.extend(index.search("brain MRI") for _ in range(10))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 80


def test_a_file_that_is_no_index_is_refused(tmp_path: Path) -> None:
    (tmp_path / "search.sqlite").write_text(
        "no database, but long enough to be looked at by SQLite as if it were one" * 20
    )
    with pytest.raises(SnapshotUnusable, match=r"search\.sqlite cannot be read"):
        open_index(tmp_path / "search.sqlite")
    with pytest.raises(SnapshotUnusable, match=r"other\.sqlite cannot be read"):
        open_index(tmp_path / "other.sqlite")


def index_of(folder: Path, *statements: tuple[str, str, str]) -> SearchIndex:
    quads = [Quad(NAMES(path), NAMES.expand(property), Literal(text)) for path, property, text in statements]
    write_index(folder / "search.sqlite", quads, NAMES)
    return open_index(folder / "search.sqlite")
