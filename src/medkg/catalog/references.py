"""Whether the names used in curated files (vocabulary keys, entries, organizations …) exist and fit their place."""

from collections.abc import Iterator, Mapping
from typing import Any

from medkg.catalog.fields import CONCEPT_FIELDS, ENTRY_FIELDS, ROLE_FIELDS
from medkg.catalog.kinds import KINDS
from medkg.catalog.records import Record, Records
from medkg.catalog.rules import did_you_mean
from medkg.catalog.schema import SOURCE_LIST, Curated, Entry, Event, Facts, Organization, Paper, Stated
from medkg.catalog.vocabularies import Vocabularies
from medkg.catalog.yaml_reader import Location
from medkg.findings import Finding


def check_references(records: Records, vocabularies: Vocabularies) -> Iterator[Finding]:
    """Yield a finding for each name that does not exist or does not fit its place."""
    references = _References(records, vocabularies)
    for entry in records.entries.values():
        yield from references.of_entry(entry)
    for organization in records.organizations.values():
        yield from references.of_organization(organization)
    for event in records.events.values():
        yield from references.of_event(event)
    yield from conflicting_papers(records)


def facts_of(entry: Record[Entry]) -> Iterator[tuple[Location, Stated | Curated]]:
    """Yield the stated facts of an entry and each curated addition, with their places in the file."""
    yield ("stated",), entry.value.stated
    for position, curated in enumerate(entry.value.curated):
        yield ("curated", position), curated


class _References:
    def __init__(self, records: Records, vocabularies: Vocabularies) -> None:
        self.records = records
        self.vocabularies = vocabularies

    def of_entry(self, entry: Record[Entry]) -> Iterator[Finding]:
        if entry.value.kind not in KINDS:
            hint = did_you_mean(entry.value.kind, KINDS)
            yield entry.fault(("kind",), f"There is no kind '{entry.value.kind}'.{hint}", "unknown-term")
        yield from self._of_source(entry)
        for location, facts in facts_of(entry):
            yield from self._of_facts(entry, location, facts)
        yield from self._term(entry, ("stated", "access"), "access", entry.value.stated.access or "not-stated")

    def _of_source(self, entry: Record[Entry]) -> Iterator[Finding]:
        source = entry.value.source
        yield from self._exists(entry, ("source", "document"), source.document, self.records.sources, "source document")
        if source.document in self.records.sources:
            last = self.records.sources[source.document].value.line_count
            yield from _range_faults(entry, ("source", "lines"), source.lines, last)

    def _of_facts(self, entry: Record[Entry], at: Location, facts: Facts) -> Iterator[Finding]:
        for concept in CONCEPT_FIELDS:
            for position, key in enumerate(getattr(facts, concept.name)):
                yield from self._term(entry, (*at, concept.name, position), concept.scheme, key)
        for field in ENTRY_FIELDS:
            for position, id in enumerate(getattr(facts, field.name)):
                yield from self._entry(entry, (*at, field.name, position), id, field.kinds)
        for role in ROLE_FIELDS:
            for position, id in enumerate(getattr(facts.institutions, role.name)):
                place = (*at, "institutions", role.name, position)
                yield from self._exists(entry, place, id, self.records.organizations, "organization")
        for position, id in enumerate(facts.held_at):
            yield from self._meeting(entry, (*at, "held_at", position), id)
        yield from self._of_links(entry, at, facts)
        yield from self._of_numbers(entry, at, facts)

    def _of_links(self, entry: Record[Entry], at: Location, facts: Facts) -> Iterator[Finding]:
        for role in facts.links:
            if not self.vocabularies.has_link_role(role):
                hint = did_you_mean(role, self.vocabularies.link_roles)
                yield entry.fault((*at, "links", role), f"There is no link role '{role}'.{hint}", "unknown-term")

    def _of_numbers(self, entry: Record[Entry], at: Location, facts: Facts) -> Iterator[Finding]:
        for position, extent in enumerate(facts.extent):
            place = (*at, "extent", position)
            yield from self._term(entry, (*place, "unit"), "unit", extent.unit)
            yield from self._term(entry, (*place, "per"), "unit", extent.per)
            yield from _reversed(entry, place, extent.count, extent.maximum)
        for position, ages in enumerate(facts.ages):
            yield from _reversed(entry, (*at, "ages", position), ages.minimum, ages.maximum)
        for position, span in enumerate(facts.time_spans):
            yield from _reversed(entry, (*at, "time_spans", position), span.start, span.end)

    def _of_record(self, record: Record[Any]) -> Iterator[Finding]:
        source = self.records.sources.get(SOURCE_LIST)
        if source:
            yield from _range_faults(record, ("lines",), record.value.lines, source.value.line_count)
        names = (record.value.name, *record.value.alternatives)
        for position, name in enumerate(record.value.stated_names):
            if name not in names:
                sentence = (
                    f"'{name}' is none of the record's names.{did_you_mean(name, names)} Add it to 'alternatives'."
                )
                yield record.fault(("stated_names", position), sentence, "unknown-value")

    def of_organization(self, organization: Record[Organization]) -> Iterator[Finding]:
        value = organization.value
        yield from self._of_record(organization)
        yield from self._term(organization, ("country",), "country", value.country)
        if value.part_of:
            yield from self._exists(
                organization, ("part_of",), value.part_of, self.records.organizations, "organization"
            )

    def of_event(self, event: Record[Event]) -> Iterator[Finding]:
        yield from self._of_record(event)
        for position, id in enumerate(event.value.organized_by):
            yield from self._exists(event, ("organized_by", position), id, self.records.organizations, "organization")
        series = event.value.in_series
        if series is None:
            return
        yield from self._exists(event, ("in_series",), series, self.records.events, "event")
        if series in self.records.events and not self.records.events[series].value.series:
            yield event.fault(("in_series",), f"'{series}' is a meeting; name a series of meetings.", "wrong-kind")

    def _term(self, record: Record[Any], at: Location, scheme: str, key: str | None) -> Iterator[Finding]:
        if key is not None and not self.vocabularies.has(scheme, key):
            known = self.vocabularies.concepts.get(scheme, {})
            remedy = did_you_mean(key, known) or f" Take a key of ontology/vocabularies/{scheme}.ttl, or add it there."
            yield record.fault(at, f"The vocabulary '{scheme}' has no term '{key}'.{remedy}", "unknown-term")

    def _exists(
        self, record: Record[Any], at: Location, id: str, known: Mapping[str, Any], what: str
    ) -> Iterator[Finding]:
        if id not in known and id not in self.records.damaged:
            remedy = did_you_mean(id, known) or " Correct the id, or add its file."
            yield record.fault(at, f"There is no {what} '{id}'.{remedy}", "unknown-reference")

    def _entry(self, entry: Record[Entry], at: Location, id: str, kinds: tuple[str, ...]) -> Iterator[Finding]:
        yield from self._exists(entry, at, id, self.records.entries, "entry")
        target = self.records.entries.get(id)
        if target and kinds and target.value.kind in KINDS.keys() - kinds:
            sentence = f"'{id}' is of the kind '{target.value.kind}'; wanted: one of {', '.join(kinds)}."
            yield entry.fault(at, sentence, "wrong-kind")

    def _meeting(self, entry: Record[Entry], at: Location, id: str) -> Iterator[Finding]:
        yield from self._exists(entry, at, id, self.records.events, "event")
        is_series = id in self.records.events and self.records.events[id].value.series
        if is_series and entry.value.kind != "challenge-series":
            yield entry.fault(at, f"'{id}' is a series of meetings; name the meeting of a year.", "wrong-kind")


def _range_faults(record: Record[Any], at: Location, ranges: tuple[str, ...], last: int) -> Iterator[Finding]:
    for position, text in enumerate(ranges):
        first, _, end = text.partition("-")
        yield from _reversed(record, (*at, position), int(first), int(end or first))
        if int(end or first) > last:
            sentence = f"Line {end or first} is beyond the end of the source, which has {last} lines."
            yield record.fault((*at, position), sentence, "out-of-range")


def _reversed(record: Record[Any], at: Location, low: int | None, high: int | None) -> Iterator[Finding]:
    if low is not None and high is not None and low > high:
        yield record.fault(
            at, f"The range runs from {low} down to {high}. Write the smaller value first.", "reversed-range"
        )


def conflicting_papers(records: Records) -> Iterator[Finding]:
    """Yield a finding where two places say different things of one paper."""
    first: dict[tuple[str, str], tuple[Any, str]] = {}
    for entry in records.entries.values():
        for at, facts in facts_of(entry):
            for position, paper in enumerate(facts.papers):
                place = (*at, "papers", position)
                yield from _conflicts(entry, place, paper, first)


def _conflicts(
    entry: Record[Entry], at: Location, paper: Paper, first: dict[tuple[str, str], tuple[Any, str]]
) -> Iterator[Finding]:
    where = f"{entry.document.file}:{entry.document.line(at)}"
    for name in ("title", "url", "doi", "pmid", "arxiv", "year"):
        value = getattr(paper, name)
        known, place = first.setdefault((paper.id, name), (value, where)) if value is not None else (None, "")
        if value != known:
            sentence = f"The {name} of the paper '{paper.id}' is {value!r} here and {known!r} at {place}."
            yield entry.fault((*at, name), sentence, "conflicting-paper")
