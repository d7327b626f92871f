"""How to cite a result: what was asked, and of which data."""


def cite_result(title: str | None, address: str, digest: str) -> str:
    """Return a reference to a result. It has no day: the version of the data says more, and never changes.

    >>> cite_result("Who paid?", "https://example.org/queries/funders", "ec8d85651169" + "0" * 52)
    'medkg, data version ec8d85651169. Answer to the query "Who paid?". https://example.org/queries/funders'
    """
    what = f'Answer to the query "{title}"' if title else "Answer to a SPARQL query"
    return f"medkg, data version {digest[:12]}. {what}. {address}"
