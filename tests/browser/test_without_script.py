"""All that can be read and asked works in a browser that runs no script."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect


def parameters(page: Page) -> dict[str, list[str]]:
    """Return what stands in the address of a page."""
    return parse_qs(urlsplit(page.url).query)


def test_search(page_without_script: Page) -> None:
    page = page_without_script
    page.goto("/")
    page.get_by_role("searchbox").fill("heart attack")
    page.get_by_role("button", name="Search").click()
    assert parameters(page)["q"] == ["heart attack"]
    expect(page.locator("main")).to_contain_text("myocardial infarction", ignore_case=True)


def test_filters_and_chips(page_without_script: Page) -> None:
    page = page_without_script
    page.goto("/browse")
    everything = page.locator("#count").inner_text()
    page.locator("details:has(#access-open) > summary").click()
    page.locator("#access-open").check()
    page.get_by_role("button", name="Apply filters").click()
    assert parameters(page)["access"] == ["open"]
    assert page.locator("#count").inner_text() != everything
    page.locator("main .chip").click()
    assert "access" not in parameters(page)
    assert page.locator("#count").inner_text() == everything


def test_pages(page_without_script: Page) -> None:
    page = page_without_script
    page.goto("/browse")
    first = page.locator("#results h3").all_inner_texts()
    page.get_by_role("link", name="Next").click()
    assert parameters(page)["page"] == ["2"]
    assert not set(page.locator("#results h3").all_inner_texts()) & set(first)


def test_a_query(page_without_script: Page) -> None:
    page = page_without_script
    page.goto("/sparql")
    page.get_by_label("Query", exact=True).fill("SELECT ('it works' AS ?x) {}")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#result")).to_contain_text("it works")
    page.get_by_label("Query", exact=True).fill("SELECT ?x {")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#result [role=alert]")).to_be_visible()
    expect(page.get_by_label("Query", exact=True)).to_have_value("SELECT ?x {")


def test_a_question_with_a_slot(page_without_script: Page) -> None:
    page = page_without_script
    page.goto("/queries/challenges-at-a-meeting")
    page.locator("main select[name=event]").select_option("isbi-2018")
    page.locator("main form:has(select[name=event]) button").click()
    assert parameters(page)["event"] == ["isbi-2018"]
    expect(page.locator("main")).to_contain_text("2018")
    expect(page.locator("main select[name=event]")).to_have_value("isbi-2018")


def test_compare(page_without_script: Page) -> None:
    page = page_without_script
    page.goto("/browse?modality=ct&kind=dcat:Dataset")
    ticks = page.locator("#results input[type=checkbox][name=id]")
    ticks.nth(0).check()
    ticks.nth(1).check()
    page.get_by_role("button", name="Compare").click()
    assert urlsplit(page.url).path == "/compare"
    assert len(parameters(page)["id"]) == 2
    expect(page.locator("main table thead th")).to_have_count(3)
