"""How heavy pages are: a first visit to each kind of page, with all files that a browser loads."""

from html.parser import HTMLParser
from typing import Any

from bench.endpoint.figures import Bar, Figure
from bench.endpoint.servers import MEDKG, Data, Server, run_server
from bench.pages.client import Address, Client
from tests.browser.page_kinds import PAGES, PageKind

REQUESTS = Bar(5, at_most=True)
LOADED = frozenset(("stylesheet", "icon", "modulepreload"))


class Files(HTMLParser):
    """Gathers the files that a browser loads with a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: dict[str, None] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        is_file = tag in ("script", "img") or (tag == "link" and LOADED & set((named.get("rel") or "").split()))
        path = named.get("href" if tag == "link" else "src")
        if is_file and path:
            self.found[path] = None


def measure_weights(data: Data) -> tuple[list[Figure], dict[str, Any]]:
    """Return the heaviest page beside each bar, and the weights of all kinds."""
    with run_server(MEDKG, data) as server:
        weights = {kind: weigh(server, kind) for kind in PAGES}
    bars = sorted({kind.kilobytes for kind in PAGES})
    figures = [heaviest([(kind, size) for kind, (size, _) in weights.items() if kind.kilobytes == bar]) for bar in bars]
    kind, (_, requests) = max(weights.items(), key=lambda pair: pair[1][1])
    figures.append(
        Figure(
            f"requests of a first visit to {kind.name}", (requests,), REQUESTS, note=f"the most of {len(PAGES)} kinds"
        )
    )
    return figures, {kind.name: {"kilobytes": size, "requests": count} for kind, (size, count) in weights.items()}


def weigh(server: Server, kind: PageKind) -> tuple[float, int]:
    """Return the kilobytes of a page with all its files, as they come, and how many requests they take."""
    client = Client(server)
    page = client.ask(Address(kind.address))
    if page.status != kind.status:
        raise SystemExit(f"{kind.address} answers {page.status} where {kind.status} is due, so it cannot be weighed.")
    files = [client.ask(Address(path)) for path in Files(page.text).found]
    return sum(len(each.body) for each in [page, *files]) / 1000, 1 + len(files)


def heaviest(weights: list[tuple[PageKind, float]]) -> Figure:
    """Return the figure of the heaviest of some kinds that have the same bar."""
    kind, size = max(weights, key=lambda pair: pair[1])
    bar = Bar(kind.kilobytes, at_most=True)
    return Figure(f"first visit to {kind.name}, kB", (size,), bar, note=f"the heaviest of {len(weights)} kinds")
