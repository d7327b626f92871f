"""The visit of somebody who is here for the first time and knows no SPARQL."""

import csv
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page, expect


def chosen(page: Page) -> set[tuple[str, str]]:
    """Return what the address says is chosen."""
    return set(parse_qsl(urlsplit(page.url).query))


def choose(page: Page, field: str, count: str) -> None:
    """Tick a filter, where its group is closed after opening it, and wait for the count that it leads to."""
    group = page.locator(f"form.facets > details:has({field})")
    if group.get_attribute("open") is None:
        group.locator("> summary").click()
    page.locator(field).check()
    expect(page.locator("#count")).to_have_text(count)


def test_from_a_need_to_a_query_of_ones_own(page: Page, tmp_path: Path) -> None:
    """Find chest CT with a challenge, and what of it is open; compare two, take the list away, change its query."""
    page.goto("/")
    page.get_by_role("link", name="computed tomography × trunk").click()
    assert chosen(page) == {("modality", "ct"), ("anatomy", "trunk")}
    page.get_by_role("link", name="Anatomical site: trunk").click()
    expect(page.get_by_role("link", name="Anatomical site: trunk")).to_have_count(0)

    page.locator("#find-anatomy").fill("chest")
    choose(page, "#anatomy-chest", "6 entries")
    choose(page, "#challenge-stated", "1 entry")
    page.locator("#challenge-stated").uncheck()
    choose(page, "#access-open", "2 entries")
    assert chosen(page) == {("modality", "ct"), ("anatomy", "chest"), ("access", "open")}

    for tick in page.locator("#results input[name=id]").all():
        tick.check()
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("table.comparison thead th")).to_have_count(3)
    expect(page.locator("table.comparison")).to_contain_text("differs")
    page.go_back()
    expect(page.locator("#count")).to_have_text("2 entries")

    rows = download_list(page, tmp_path / "list.csv")
    assert [row["title"] for row in rows] == page.locator("#results h3").all_inner_texts()

    page.get_by_role("link", name="This list as SPARQL").click()
    expect(page.locator("#result")).to_contain_text("2 rows")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("\nLIMIT 1")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#result")).to_contain_text("1 row")


def download_list(page: Page, file: Path) -> list[dict[str, str]]:
    """Return the rows of the list that is shown, as a file has them."""
    page.get_by_text("as a table").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV", exact=True).first.click()
    waiting.value.save_as(file)
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
