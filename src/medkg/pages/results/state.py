"""What of a result is shown. All of it stands in the address, so that what one sees can be sent to others."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

ROWS = (50, 100)
"""How many rows a page may have; the first is the usual number."""


@dataclass(frozen=True)
class State:
    """The view, the order and the page of a result."""

    view: str | None = None
    sort: str | None = None
    """The column to sort by; without one, the order is that of the query."""
    descending: bool = False
    page: int = 1
    rows: int = ROWS[0]
    iris: bool = False
    """Whether IRIs are shown as they are, to be copied, instead of labels."""

    @property
    def parameters(self) -> dict[str, str]:
        """What stands in the address: all that is not as usual.

        >>> State(view="bar", sort="n", descending=True, page=2).parameters
        {'view': 'bar', 'sort': '-n', 'page': '2'}
        """
        stated = {
            "view": self.view,
            "sort": f"-{self.sort}" if self.sort and self.descending else self.sort,
            "page": str(self.page) if self.page > 1 else None,
            "rows": str(self.rows) if self.rows != ROWS[0] else None,
            "iris": "1" if self.iris else None,
        }
        return {name: value for name, value in stated.items() if value}

    def seen_as(self, view: str) -> "State":
        """Return the same result in another view."""
        return replace(self, view=view)

    def sorted_by(self, column: str) -> "State":
        """Return the first page by a column: ascending, and descending where it was ascending."""
        return replace(self, sort=column, descending=self.sort == column and not self.descending, page=1)

    def unsorted(self) -> "State":
        """Return the first page in the order of the query."""
        return replace(self, sort=None, descending=False, page=1)

    def at(self, page: int) -> "State":
        """Return another page."""
        return replace(self, page=page)

    def with_rows(self, rows: int) -> "State":
        """Return the first page, of so many rows."""
        return replace(self, rows=rows, page=1)

    def with_iris(self, iris: bool) -> "State":
        """Return the same page with IRIs, or with labels."""
        return replace(self, iris=iris)


def read_state(parameters: Mapping[str, str]) -> State:
    """Return the state that an address states. What it cannot mean is left out of account: it breaks no page.

    >>> read_state({"sort": "-n", "page": "two", "rows": "100"}).parameters
    {'sort': '-n', 'rows': '100'}
    """
    sort = parameters.get("sort", "")
    return State(
        view=parameters.get("view") or None,
        sort=sort.removeprefix("-") or None,
        descending=sort.startswith("-"),
        page=max(1, _number(parameters.get("page", ""), 1)),
        rows=rows if (rows := _number(parameters.get("rows", ""), ROWS[0])) in ROWS else ROWS[0],
        iris=parameters.get("iris") == "1",
    )


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise
