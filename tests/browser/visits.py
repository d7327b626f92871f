"""A first visit to a page: all that is looked at while the page is open, so that each page is opened once."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from html5rdf import HTMLParser
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Response, ViewportSize

from browser.page_kinds import PageKind

WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=320, height=800)
THEMES = ("light", "dark")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules whose outcome depends on the theme."""
OF_SIZE = ["target-size", "scrollable-region-focusable", "color-contrast"]
"""The rules whose outcome depends on the width."""

SCAN = """async (run) => (await axe.run(document, run)).violations.map(found =>
  `${found.id}: ${found.help}: ` + found.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' | '))"""

STRUCTURE = """() => {
  const all = selector => [...document.querySelectorAll(selector)];
  const ids = all('[id]').map(each => each.id);
  const known = new Set(ids);
  const fields = all('input:not([type=hidden]), select, textarea').filter(each => each.checkVisibility());
  return {
    headings: all('h1, h2, h3, h4, h5, h6').map(each => [Number(each.tagName[1]), each.textContent.trim()]),
    repeated: ids.filter((id, place) => ids.indexOf(id) !== place),
    unlabelled: fields.filter(each => !each.labels?.length && !each.ariaLabel && !each.getAttribute('aria-labelledby'))
                      .map(each => each.outerHTML.slice(0, 200)),
    broken: all('a[href^="#"]').map(each => each.getAttribute('href').slice(1)).filter(id => id && !known.has(id)),
    title: document.title,
    language: document.documentElement.lang,
  };
}"""

PROTRUDING = """() => {
  const width = document.scrollingElement.scrollWidth;
  const out = [...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > 320);
  return {width, out: out.slice(0, 5).map(each => each.outerHTML.slice(0, 120))};
}"""


@dataclass(frozen=True)
class Visit:
    """What was found on a page by a visitor who had been nowhere before."""

    kind: PageKind
    status: int
    text: str
    requests: tuple[str, ...]
    kilobytes: float
    complaints: tuple[str, ...]
    barriers: tuple[str, ...]
    width_when_narrow: int
    protruding: tuple[str, ...]
    structure: dict[str, Any]
    syntax_errors: tuple[str, ...]


class Listener:
    """Notes what a page loads, and what the browser complains of."""

    def __init__(self, page: Page) -> None:
        self._responses: list[Response] = []
        self.complaints: list[str] = []
        page.on("response", self._note_response)
        page.on("console", self._note_line)
        page.on("pageerror", self._note_error)

    @property
    def requests(self) -> tuple[str, ...]:
        """The addresses of all that was loaded, as often as it was."""
        return tuple(response.url for response in self._responses)

    @property
    def kilobytes(self) -> float:
        """The size of all that was loaded, as it came, headers included."""
        return sum(map(weigh, self._responses)) / 1000

    def _note_response(self, response: Response) -> None:
        self._responses.append(response)

    def _note_line(self, line: ConsoleMessage) -> None:
        if line.type in ("error", "warning"):
            self.complaints.append(line.text)

    def _note_error(self, fault: Error) -> None:
        self.complaints.append(str(fault))


def visit(browser: Browser, server: str, kind: PageKind) -> Visit:
    """Return what a new visitor finds on a page."""
    with browser.new_context(base_url=server, viewport=WIDE, color_scheme="light") as context:
        page = context.new_page()
        listener = Listener(page)
        shown = page.goto(kind.address)
        assert shown is not None
        structure = page.evaluate(STRUCTURE)
        barriers = find_barriers(page)
        narrow = page.evaluate(PROTRUDING)
        return Visit(
            kind=kind,
            status=shown.status,
            text=page.inner_text("main"),
            requests=listener.requests,
            kilobytes=listener.kilobytes,
            complaints=tuple(line for line in listener.complaints if not is_of_the_status(line, kind)),
            barriers=barriers,
            width_when_narrow=narrow["width"],
            protruding=tuple(narrow["out"]),
            structure=structure,
            syntax_errors=find_syntax_errors(shown.text()),
        )


def is_of_the_status(line: str, kind: PageKind) -> bool:
    """Tell whether the browser only says that a page has the status that it should have."""
    return kind.status >= 400 and f"status of {kind.status}" in line


def weigh(response: Response) -> int:
    """Return the bytes of a response as it came, headers included."""
    sizes = response.request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


def find_barriers(page: Page) -> tuple[str, ...]:
    """Return what axe finds in both themes and, at the end, in a narrow window: the page stays so."""
    page.evaluate(axe())
    found = [f"light: {barrier}" for barrier in page.evaluate(SCAN, {"runOnly": TAGS})]
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {barrier}" for barrier in page.evaluate(SCAN, {"runOnly": OF_COLOUR})]
    page.set_viewport_size(NARROW)
    found += [f"narrow: {barrier}" for barrier in page.evaluate(SCAN, {"runOnly": OF_SIZE})]
    return tuple(found)


@cache
def axe() -> str:
    """Return the program text of axe-core."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def find_syntax_errors(text: str) -> tuple[str, ...]:
    """Return what the parser of the HTML standard objects to."""
    parser = HTMLParser()
    parser.parse(text)
    lines = text.splitlines()
    return tuple(f"{name} at {line}:{column}: {lines[line - 1][:160]}" for (line, column), name, _ in parser.errors)
