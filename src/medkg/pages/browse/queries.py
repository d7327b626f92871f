"""The queries of the page of all entries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal

from medkg.namespaces import Names
from medkg.pages.browse.facets import FACET_OF, NOT_STATED, PEOPLE, STATED, YEAR, Facet
from medkg.pages.browse.selection import Selection
from medkg.pages.entry_fields import TOPICS

PAGE_SIZE = 24

_YEAR = f"OPTIONAL {{ SELECT ?entry (MAX(?value) AS ?year) WHERE {{ {YEAR} }} GROUP BY ?entry }}"
_SIZE = f"OPTIONAL {{ {PEOPLE} }}"

_ORDERS = {
    "title": ("", ""),
    "year": (_YEAR, 'COALESCE(STR(9999 - xsd:integer(STR(?year))), "A"), " ", '),
    "people": (_SIZE, 'COALESCE(STR(2000000000000 - ?people), "A"), " ", '),
}
"""Order → the pattern it needs, and what stands before the title in the key: what is unknown comes last.

One key, since a second one triples the time."""

_COLUMNS = (
    ("kinds", "?entry a ?value . ?value rdfs:label ?text FILTER(?value != dcat:Resource)"),
    ("modalities", "{direct} medkg:modality"),
    ("anatomical_sites", "{direct} medkg:anatomicalSite"),
    ("diseases", "{direct} medkg:disease"),
    ("tasks", "{direct} medkg:task"),
    ("access", "?entry dct:accessRights/rdfs:label ?text"),
    ("licences", "?entry dct:license/rdfs:label ?text"),
    ("challenges", "?entry medkg:usedIn/rdfs:label ?text"),
    ("meetings", "?entry medkg:event/rdfs:label ?text"),
    ("institutions", "?entry medkg:institution/rdfs:label ?text"),
)
"""Columns of the table in files, with the pattern for the texts of each."""


@dataclass(frozen=True)
class BrowseQueries:
    """The queries for one selection."""

    names: Names
    selection: Selection

    def total(self) -> str:
        """Return the query for how many entries fit."""
        return f"SELECT (COUNT(*) AS ?total) WHERE {{\n{self._entries()}\n}}"

    def total_without(self, key: str) -> str:
        """Return the query for how many entries fit when nothing is chosen in a facet."""
        return BrowseQueries(self.names, self.selection.without_facet(key)).total()

    def shown(self) -> str:
        """Return the query for the entries of the page that is shown, in order."""
        skipped = (self.selection.page - 1) * PAGE_SIZE
        pattern, before = _ORDERS[self.selection.sort]
        return f"""SELECT ?entry ?title WHERE {{
{self._entries()}
  {{ SELECT ?entry ?title WHERE {{ ?entry dct:title ?title }} }}
  {pattern}
}} ORDER BY CONCAT({before}LCASE(STR(?title)), STR(?entry)) LIMIT {PAGE_SIZE} OFFSET {skipped}"""

    def details(self, entries: Iterable[str]) -> str:
        """Return the query for what the cards say of some entries: (entry, property, value, label)."""
        listed = " ".join(f"<{entry}>" for entry in entries)
        return f"""SELECT DISTINCT ?entry ?property ?value ?label ?unit WHERE {{
  VALUES ?entry {{ {listed} }}
  {{ GRAPH ?graph {{ ?entry ?property ?value }}
    FILTER(?property IN ({", ".join(TOPICS)}))
    FILTER(?graph != {self.names.graph("inferred")}) }}
  UNION {{ ?entry ?property ?value FILTER(?property IN (
    rdf:type, dct:description, dct:alternative, dct:accessRights, dct:license, medkg:usedIn, medkg:event,
    medkg:year)) }}
  UNION {{ ?entry medkg:extent ?extent . ?extent medkg:count ?value ; medkg:unit/rdfs:label ?unit
    FILTER NOT EXISTS {{ ?extent medkg:perUnit ?per }} BIND(medkg:extent AS ?property) }}
  OPTIONAL {{ ?value rdfs:label ?label }}
}} ORDER BY CONCAT(STR(?entry), STR(?property), COALESCE(STR(?label), STR(?value)), COALESCE(STR(?unit), ""))"""

    def table(self) -> str:
        """Return the query for all entries that fit, a row each, in the same order: what one takes away."""
        before = _ORDERS[self.selection.sort][1]
        columns = [name for name, _ in _COLUMNS]
        return f"""SELECT ?entry ?title {" ".join(f"?{name}" for name in columns)} ?people ?year WHERE {{
{self._entries()}
  ?entry dct:title ?title .
{"".join(self._column(name, text) for name, text in _COLUMNS)}  {_SIZE}
  {_YEAR}
}} ORDER BY CONCAT({before}LCASE(STR(?title)), STR(?entry))"""

    def _column(self, name: str, pattern: str) -> str:
        found = pattern
        if pattern.startswith("{direct}"):
            graph = self.names.graph("inferred")
            found = f"GRAPH ?graph {{ ?entry {pattern.removeprefix('{direct} ')} ?value }} "
            found += f"FILTER(?graph != {graph}) ?value rdfs:label ?text"
        return f"""  OPTIONAL {{ SELECT ?entry (GROUP_CONCAT(DISTINCT ?text; separator="; ") AS ?{name}) WHERE {{
    {found} }} GROUP BY ?entry }}
"""

    def triples(self) -> str:
        """Return the query for all that is said of the entries that fit."""
        return f"CONSTRUCT {{ ?entry ?property ?value }} WHERE {{\n{self._entries()}\n  ?entry ?property ?value\n}}"

    def counts(self, facet: Facet) -> str:
        """Return the query for how many entries have each value of a facet; without a value, it is not stated.

        What is chosen in the facet itself does not count, since a further choice there would add to it; where all
        choices must hold it does.
        """
        is_narrowing = facet.key in self.selection.all_of
        base = self if is_narrowing else BrowseQueries(self.names, self.selection.without_facet(facet.key))
        counted = "*" if facet.is_unique and not self._is_exact(facet) else "DISTINCT ?entry"
        find, entries = self._find(facet), base._entries()
        pattern = facet.alone if facet.alone and not self._is_exact(facet) else self._pattern(facet)
        if base.selection.chosen or facet.is_computed:
            join = f"{{ {pattern} {find} }}" if find else f"OPTIONAL {{ SELECT ?entry ?value WHERE {{ {pattern} }} }}"
            return f"SELECT ?value (COUNT({counted}) AS ?number) WHERE {{\n{entries}\n  {join}\n}} GROUP BY ?value"
        return f"""SELECT ?value ?number WHERE {{
  {{ SELECT ?value (COUNT({counted}) AS ?number) WHERE {{ {pattern} {find} }} GROUP BY ?value }}
  UNION {{ SELECT (?all - ?stated AS ?number) WHERE {{
    {{ SELECT (COUNT(*) AS ?all) WHERE {{ ?entry a dcat:Resource }} }}
    {{ SELECT (COUNT(DISTINCT ?entry) AS ?stated) WHERE {{ {pattern} }} }} }} }}
}}"""

    def _find(self, facet: Facet) -> str:
        text = self.selection.find.get(facet.key)
        if not text or facet.places or not facet.has_things:
            return ""
        return f". ?value rdfs:label ?label FILTER(CONTAINS(LCASE(STR(?label)), {Literal(text.lower())}))"

    def places(self, facet: Facet) -> str:
        """Return the query for all values of a facet with a tree: (value, label, parent)."""
        pattern = facet.places.replace("{scheme}", str(self.names(facet.segment)))
        return f"SELECT ?value ?label ?parent WHERE {{ {pattern} }}"

    def labels(self, terms: Sequence[str]) -> str:
        """Return the query for the labels of some things."""
        return f"SELECT ?value ?label WHERE {{ VALUES ?value {{ {' '.join(terms)} }} ?value rdfs:label ?label }}"

    def _entries(self) -> str:
        """Return the pattern for `?entry`, each once."""
        chosen = self.selection.chosen.items()
        filters = [each for key, values in chosen for each in self._filters(FACET_OF[key], values)]
        is_told = not all(map(_is_minus, filters))
        return "\n".join(sorted(filters, key=_is_minus) if is_told else ["  ?entry a dcat:Resource .", *filters])

    def _filters(self, facet: Facet, values: Sequence[str]) -> list[str]:
        if facet.key in self.selection.all_of:
            return [self._any_of(facet, [value]) for value in values]
        if {STATED, NOT_STATED} <= set(values) and not facet.has_value_for_none:
            return []  # all entries fit
        return [self._any_of(facet, values)]

    def _any_of(self, facet: Facet, values: Sequence[str]) -> str:
        """Return the pattern for entries that have one of some values, each entry once."""
        patterns = []
        # Whatever has one of the terms is stated: it must not come twice.
        wanted = [value for value in values if STATED not in values or value == NOT_STATED]
        terms = [facet.term(value, self.names) for value in wanted if not _is_word(facet, value)]
        if terms:
            patterns.append(self._having(facet, terms))
        if STATED in values:
            patterns.append(f"{{ SELECT DISTINCT ?entry WHERE {{ {self._stated(facet)} }} }}")
        if NOT_STATED in values and not facet.has_value_for_none:
            lacking = f"MINUS {{ {self._pattern(facet)} }}"
            patterns.append(f"{{ ?entry a dcat:Resource {lacking} }}" if patterns else lacking)
        return "  " + (patterns[0] if len(patterns) == 1 else f"{{ {' UNION '.join(patterns)} }}")

    def _having(self, facet: Facet, terms: Sequence[str]) -> str:
        """Return the pattern for entries that have one of some terms."""
        pattern = self._pattern(facet)
        if facet.is_computed:
            return f"{{ SELECT DISTINCT ?entry WHERE {{ {pattern} FILTER(?value IN ({', '.join(terms)})) }} }}"
        if len(terms) == 1 and facet.is_unique and not self._is_exact(facet):
            return f"{{ SELECT ?entry WHERE {{ {pattern.replace('?value', terms[0])} }} }}"
        either = " UNION ".join(f"{{ {pattern.replace('?value', term)} }}" for term in terms)
        return f"{{ SELECT DISTINCT ?entry WHERE {{ {either} }} }}"

    def _stated(self, facet: Facet) -> str:
        """Return the pattern for entries that have any value."""
        none = f" FILTER(?value != {facet.term(NOT_STATED, self.names)})" if facet.has_value_for_none else ""
        return self._pattern(facet) + none

    def _pattern(self, facet: Facet) -> str:
        """Return the pattern from an entry to its values."""
        if not self._is_exact(facet):
            return facet.pattern
        return f"GRAPH ?graph {{ {facet.pattern} }} FILTER(?graph != {self.names.graph('inferred')})"

    def _is_exact(self, facet: Facet) -> bool:
        return facet.has_narrower and facet.key in self.selection.exact


def _is_word(facet: Facet, value: str) -> bool:
    """Tell whether a value is no term, but says that there is one, or none."""
    return value == STATED or (value == NOT_STATED and not facet.has_value_for_none)


def _is_minus(pattern: str) -> bool:
    """Tell whether a pattern takes away, and so has to come after those from which it does."""
    return pattern.lstrip().startswith("MINUS")
