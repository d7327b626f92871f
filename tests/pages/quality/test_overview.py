"""Quality: all entries are counted once, and disagreements are found."""

from medkg.pages.panel import ask_panel
from medkg.pages.quality.overview import measure_quality
from medkg.sparql.engine import Engine
from page_engine import CountingEngine
from support import NAMES


def test_five_queries_are_enough(asking: CountingEngine) -> None:
    measure_quality(asking, NAMES)
    assert len(asking.texts) == 5


def test_the_kinds_share_out_all_entries(asking: Engine) -> None:
    found = measure_quality(asking, NAMES)
    entries = ask_panel(asking, "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a dcat:Resource }").rows[0]["n"]["value"]
    assert sum(total for _, total in found.kinds) == found.entries == int(entries)


def test_a_field_that_does_not_apply_has_no_share(asking: Engine) -> None:
    line = next(each for each in measure_quality(asking, NAMES).fields if each.field.key == "year")
    assert {kind.key for kind, share in line.by_kind if share} == {"challenge"}


def test_two_values_of_what_has_one_are_found(made_up: Engine) -> None:
    rows = measure_quality(made_up, NAMES).disagreements.rows
    found = {(row["title"]["value"], row["field"]["value"]): row for row in rows}
    assert set(found) == {
        ("One", "access condition"),
        ("One", "number: patient"),
        ("Meeting", "year"),
        ("Three", "number: patient"),
    }
    access = found["One", "access condition"]
    assert {access["value"]["value"], access["other_value"]["value"]} == {"open access", "not stated"}
    assert (found["Three", "number: patient"]["other_title"]["value"]) == "Two"


def test_a_graph_without_anything_has_no_shares(made_up: Engine) -> None:
    found = measure_quality(made_up, NAMES)
    assert [(kind.key, total) for kind, total in found.kinds] == [("dataset", 3)]
    assert found.evidence == {}
    assert found.vocabularies == []
