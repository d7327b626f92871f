"""Search by words."""

from flask import render_template, request

from medkg.pages.search import EXAMPLES, KIND_OF, Asked, read_search_page
from medkg.web.site import engine, names, site


def search() -> str:
    """What the words of a search find, or what can be searched for."""
    asked = _read_asked()
    page = read_search_page(engine(), site().index, names(), asked) if asked.text else None
    return render_template("search.html", asked=asked, page=page, examples=EXAMPLES, kind_of=KIND_OF)


def _read_asked() -> Asked:
    kind = request.args.get("kind")
    return Asked(
        text=request.args.get("q", "").strip(),
        only_words=request.args.get("only") == "1",
        kind=kind if kind in KIND_OF else None,
        page=max(1, min(request.args.get("page", 1, type=int), 10_000)),
    )
