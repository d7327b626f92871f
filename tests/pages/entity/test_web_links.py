"""Links by role: those that lead to the data, and all others."""

from collections.abc import Callable
from typing import Any


def test_links_to_the_data_stand_apart(read: Callable[[str], Any]) -> None:
    links = read("challenge/kits19").links
    assert [fact.label for fact in links.data] == ["access page"]
    assert [fact.label for fact in links.other] == ["challenge page"]


def test_every_link_of_an_entry_is_there_in_its_role(read: Callable[[str], Any]) -> None:
    page = read("dataset/abide")
    found = {value.iri for fact in (*page.links.data, *page.links.other) for value in fact.values}
    assert found == {
        "http://fcon_1000.projects.nitrc.org/indi/abide/",
        "http://preprocessed-connectomes-project.org/abide/",
    }
