"""The editor: what a browser adds to the form."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from browser.conftest import PATIENCE
from browser.page_kinds import PREFIXES, ask
from http_client import ask as ask_server

HEAVY = "SELECT (COUNT(*) AS ?until_stopped) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
BUSY = r'medkg_lane_busy\{lane="[^"]*"\} (\d)'
STOPPED = r'medkg_queries_total\{ending="ClientGone"\} (\d+)'


def write(page: Page, text: str) -> None:
    """Put a text in the place of the one in the editor."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def figure(server: str, pattern: str) -> int:
    """Return the sum of the figures of a server whose lines look so."""
    return sum(map(int, re.findall(pattern, ask_server(server, "/metrics").text)))


def test_a_query_is_run_in_its_place_and_has_an_address(page: Page) -> None:
    page.goto("/sparql")
    write(page, "SELECT ('first' AS ?x) {}")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#result")).to_contain_text("first")
    assert "first" in page.url
    write(page, "SELECT ('second' AS ?x) {}")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#result")).to_contain_text("second")

    page.go_back()
    expect(page.locator("#result")).to_contain_text("first")
    expect(page.locator(".cm-content")).to_contain_text("first")
    page.reload()
    expect(page.locator("#result")).to_contain_text("first")


def test_what_came_out_is_said_aloud(page: Page) -> None:
    page.goto("/sparql")
    write(page, "SELECT * { VALUES ?x { 1 2 3 } }")
    page.keyboard.press("Control+Enter")
    expect(page.locator("form.editor [role=status]")).to_contain_text("3 rows")


def test_the_time_of_a_query_is_told_with_its_rows(page: Page) -> None:
    page.goto(ask("SELECT * { VALUES ?x { 1 2 3 } }")[0])
    told = re.compile(r"3 rows\.\s+\d+ ms\.\s+Data version")
    expect(page.locator(".result-count")).to_have_text(told)
    write(page, "SELECT * { VALUES ?x { 3 2 1 } }")
    page.keyboard.press("Control+Enter")
    expect(page.locator("form.editor [role=status]")).to_have_text(told)


def test_stop_ends_the_query_on_the_server(page: Page, server: str) -> None:
    stopped = figure(server, STOPPED)
    page.goto("/sparql")
    write(page, HEAVY)
    page.get_by_role("button", name="Run").click()
    wait_until(page, lambda: figure(server, BUSY) > 0)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("form.editor [role=status]")).to_have_text("Stopped.")
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    wait_until(page, lambda: figure(server, STOPPED) > stopped and not figure(server, BUSY))


def wait_until(page: Page, is_true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    for _ in range(PATIENCE // 50):
        if is_true():
            return
        page.wait_for_timeout(50)
    raise AssertionError("what should have happened did not")


def test_a_name_leads_to_a_term(page: Page) -> None:
    """Typed: what a disease is called. Taken: its IRI, as a prefixed name, with the prefix declared."""
    page.goto("/sparql")
    write(page, "SELECT * { ?dataset medkg:disease gliom")
    page.keyboard.press("Control+Space")
    expect(page.locator(".cm-tooltip-autocomplete [aria-selected]")).to_contain_text("glioma")
    page.wait_for_timeout(100)  # a completion that has just come up takes no key yet
    page.keyboard.press("Enter")
    expect(page.locator(".cm-content")).to_contain_text("medkg:disease disease:glioma")
    expect(page.locator(".cm-content")).to_contain_text("PREFIX disease:")


def test_a_fault_is_told_while_one_types_and_mended_by_a_press(page: Page) -> None:
    page.goto("/sparql")
    write(page, PREFIXES + "SELECT * { ?dataset a dcat:Dataset ")
    fault = page.locator("ul.faults > li.error")
    expect(fault).to_have_count(1)
    fault.get_by_role("button").last.click()
    expect(fault).to_have_count(0)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result")).to_contain_text("rows")


def test_a_malformed_query_is_explained_in_the_page(page: Page) -> None:
    page.goto("/sparql")
    write(page, "SELECT ?x {")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result [role=alert]")).to_be_visible()
    expect(page.locator(".cm-content")).to_contain_text("SELECT ?x {")


def test_a_long_query_is_run_too(page: Page) -> None:
    page.goto("/sparql")
    write(page, "SELECT ('long' AS ?x) {} # " + "x" * 12_000)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result")).to_contain_text("long")


def test_a_label_stands_for_an_iri_and_a_column_is_sorted(page: Page) -> None:
    page.goto(ask("SELECT ?entry { ?entry a medkg:Challenge } ORDER BY ?entry")[0])
    cell = page.locator("#result td a").first
    assert "://" not in cell.inner_text()
    page.locator("#result th a").first.click()
    page.wait_for_url(re.compile("sort="))
    assert page.locator("#result td a").count() > 10
