"""One browser for all tests of this folder.

Playwright keeps an event loop in the thread that uses it; it ends with this folder, since other tests run their own.
"""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 15_000
"""Milliseconds after which something that should appear will not; nothing here is about speed."""
REMEDY = "No browser starts, in which the pages could be visited. Get one: scripts/install-browser .venv/bin/python"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A browser with a new profile: one that is installed, else Playwright's own."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = start_browser(playwright)
        yield started
        started.close()


def start_browser(playwright: Playwright) -> Browser:
    """Return a browser that runs; without one the tests fail, and say how to get one."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    try:
        return playwright.chromium.launch(executable_path=path, args=FLAGS)
    except Error as fault:
        pytest.fail(f"{REMEDY}\n{fault}", pytrace=False)


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A page of a new visitor, who has been nowhere; addresses are those of the server."""
    with browser.new_context(base_url=server) as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


@pytest.fixture
def page_without_script(browser: Browser, server: str) -> Iterator[Page]:
    """A page of a visitor whose browser runs no script."""
    with browser.new_context(base_url=server, java_script_enabled=False) as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()
