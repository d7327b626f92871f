"""Everything can be done without a mouse."""

import re

from playwright.sync_api import Page, expect

from browser.keyboard import has_focus, tab_to


def test_the_first_tab_leads_past_the_head(page: Page) -> None:
    page.goto("/browse")
    page.keyboard.press("Tab")
    assert has_focus(page, "a.skip")
    page.keyboard.press("Enter")
    assert has_focus(page, "main")


def test_from_a_word_to_an_answer(page: Page) -> None:
    """Search, filter, entry, query, editor, result: by Tab, Enter, Space and Ctrl-Enter alone."""
    page.goto("/")
    tab_to(page, "input[name=q]")
    page.keyboard.type("kidney")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/search[?]q=kidney"))

    tab_to(page, "main a[href*='/browse?']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/browse[?]"))

    tab_to(page, "form.facets input[type=checkbox][name=modality]")
    box = page.evaluate("document.activeElement.id")
    page.keyboard.press("Space")
    page.wait_for_url(re.compile(r"modality="))
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
    assert has_focus(page, f"#{box}:checked")

    tab_to(page, "#results a[href^='/dataset/'], #results a[href^='/challenge/']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(dataset|challenge)/[^/]+$"))

    tab_to(page, "main a.query-link")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/sparql[?]query="))

    tab_to(page, ".cm-content")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("\nLIMIT 1")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"LIMIT\+1|LIMIT%201"))
    expect(page.locator("#result")).to_contain_text("1 row")
    assert has_focus(page, ".cm-content")

    page.keyboard.press("Tab")
    assert not has_focus(page, ".cm-content")


def test_the_keys_of_the_editor_are_told(page: Page) -> None:
    page.goto("/sparql")
    tab_to(page, "[data-keys]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Run the query")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert has_focus(page, "[data-keys]")
