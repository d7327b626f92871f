"""Labels of things, by one query."""

from medkg.pages.results.labels import ask_labels, iris_of
from medkg.sparql.engine import Engine
from support import NAMES


def test_things_of_the_graph_have_their_labels(engine: Engine) -> None:
    kits, lung = NAMES("event/miccai-2019").value, NAMES("anatomy/lung").value
    assert ask_labels(engine, [kits, lung, "urn:unknown"]) == {kits: "MICCAI 2019", lung: "lung"}


def test_what_is_no_iri_has_no_label_and_does_no_harm(engine: Engine) -> None:
    assert ask_labels(engine, ["not an iri", "urn:x> } UNION { ?thing ?p ?name } #"]) == {}


def test_nothing_is_asked_for_nothing() -> None:
    assert ask_labels(None, []) == {}  # type: ignore[arg-type]


def test_each_iri_of_the_rows_is_listed_once() -> None:
    a, b = {"type": "uri", "value": "urn:a"}, {"type": "uri", "value": "urn:b"}
    assert iris_of([[a, None], [b, a], [{"type": "literal", "value": "urn:c"}, b]]) == ["urn:a", "urn:b"]
