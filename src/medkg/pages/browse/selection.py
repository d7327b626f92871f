"""The state of the page of all entries: all of it stands in the address."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from medkg.pages.browse.facets import FACET_OF, FACETS

SORTS = {"title": "title", "year": "newest first", "people": "most people first"}
"""Order → words."""

VIEWS = {"cards": "Cards", "table": "Table"}
"""View → words."""

_MOST_VALUES = 40
"""Values that may be chosen in all: more make no sense, but a long query."""

_MOST_PAGE = 100_000
_MOST_LETTERS = 100
_FIND = "find-"


@dataclass(frozen=True)
class Selection:
    """What is chosen, and how it is shown."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Facet → values, of which an entry has one, or in a facet of `all_of` each."""
    all_of: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()
    """Facets whose values do not stand for what is narrower."""
    find: Mapping[str, str] = field(default_factory=dict)
    """Facet → words by which its options are narrowed down."""
    sort: str = "title"
    view: str = "cards"
    page: int = 1
    ignored: tuple[str, ...] = ()
    """What the address had that could not be read."""

    def values(self, key: str) -> tuple[str, ...]:
        """Return what is chosen in a facet."""
        return self.chosen.get(key, ())

    def pairs(self) -> list[tuple[str, str]]:
        """Return all that is chosen, as (facet, value)."""
        return [(facet.key, value) for facet in FACETS for value in self.values(facet.key)]

    def without_value(self, key: str, value: str) -> "Selection":
        """Return the selection without a value."""
        return self._with(key, tuple(each for each in self.values(key) if each != value))

    def without_facet(self, key: str) -> "Selection":
        """Return the selection with nothing chosen in a facet."""
        return self._with(key, ())

    def _with(self, key: str, values: tuple[str, ...]) -> "Selection":
        others = {each: found for each, found in self.chosen.items() if each != key}
        return replace(self, chosen=others | ({key: values} if values else {}), page=1)

    def on_page(self, page: int) -> "Selection":
        """Return the selection on another page."""
        return replace(self, page=page)

    def viewed_as(self, view: str) -> "Selection":
        """Return the selection in another view."""
        return replace(self, view=view)

    def sorted_by(self, sort: str) -> "Selection":
        """Return the selection in another order."""
        return replace(self, sort=sort, page=1)

    def cleared(self) -> "Selection":
        """Return the selection with nothing chosen."""
        return Selection(sort=self.sort, view=self.view)

    def parameters(self) -> list[tuple[str, str]]:
        """Return what stands in the address."""
        found = self.pairs()
        found += [("all", key) for key in sorted(self.all_of)] + [("exact", key) for key in sorted(self.exact)]
        found += [(_FIND + key, text) for key, text in sorted(self.find.items())]
        default = Selection()
        found += [
            (name, str(getattr(self, name)))
            for name in ("sort", "view", "page")
            if getattr(self, name) != getattr(default, name)
        ]
        return found

    def address(self) -> str:
        """Return the query string, with its question mark.

        >>> Selection({"modality": ("ct",)}, page=2).address()
        '?modality=ct&page=2'
        """
        text = urlencode(self.parameters(), safe=":")
        return f"?{text}" if text else ""


def read_selection(parameters: Iterable[tuple[str, str]]) -> Selection:
    """Return the selection of an address; what cannot be read of it is told, and else ignored."""
    pairs = [(name, text.strip()) for name, text in parameters]
    chosen, ignored = _read_chosen(pairs)
    last = dict(pairs)
    return Selection(
        chosen,
        _read_flags("all", pairs),
        _read_flags("exact", pairs),
        _read_find(pairs),
        _one_of(SORTS, last.get("sort"), "title"),
        _one_of(VIEWS, last.get("view"), "cards"),
        _page(last.get("page", "")),
        ignored,
    )


def _read_chosen(pairs: Sequence[tuple[str, str]]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return facet → values, and what can be no value or is one too many."""
    chosen: dict[str, tuple[str, ...]] = {}
    ignored: list[str] = []
    for key, value in pairs:
        facet = FACET_OF.get(key)
        if facet and facet.is_value(value) and sum(map(len, chosen.values())) < _MOST_VALUES:
            chosen[key] = tuple(dict.fromkeys((*chosen.get(key, ()), value)))
        elif facet and value:
            ignored.append(f"{facet.label}: {value[:_MOST_LETTERS]}")
    return chosen, tuple(ignored)


def _read_flags(flag: str, pairs: Sequence[tuple[str, str]]) -> frozenset[str]:
    """Return the facets for which a flag is set."""
    return frozenset(value for name, value in pairs if name == flag and value in FACET_OF)


def _read_find(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return facet → words."""
    found = ((name.removeprefix(_FIND), value) for name, value in pairs if name.startswith(_FIND) and value)
    return {key: value[:_MOST_LETTERS] for key, value in found if key in FACET_OF}


def _one_of(known: Mapping[str, str], value: str | None, default: str) -> str:
    return value if value is not None and value in known else default


def _page(text: str) -> int:
    return min(max(int(text), 1), _MOST_PAGE) if text.isascii() and text.isdigit() and len(text) < 10 else 1
