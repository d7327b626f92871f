"""The numbers and dates of a record: extents, ages, periods, the day of issue. Only what is told without doubt."""

import re
from collections.abc import Iterator

from pyoxigraph import Literal

from medkg.catalog.schema import Age, Date, Quantity, Year
from medkg.drafts.plain_text import quote
from medkg.drafts.reading import Facts, Reading, add, is_fit
from medkg.drafts.record import Node
from medkg.namespaces import DCAT, DCT, SCHEMA, Namespace

HEALTH = Namespace("http://healthdataportal.eu/ns/health#")

_ISSUED = (DCT("issued"), SCHEMA("datePublished"))


def read_measures(reading: Reading) -> Facts:
    """Return the numbers and dates by field."""
    facts: Facts = {}
    issued = _issued(reading)
    if issued:
        facts["issued"] = issued
    for extent in (*_counts(reading), *_sizes(reading)):
        add(facts, "extent", extent)
    ages = _ages(reading)
    if ages:
        facts["ages"] = [ages]
    for span in _time_spans(reading):
        add(facts, "time_spans", span)
    return facts


def _issued(reading: Reading) -> str | None:
    for value in reading.dataset.ask(*_ISSUED):
        day = re.match(r"(\d{4}-\d{2}-\d{2})(T|$)", value.name)
        if day and is_fit(day[1], Date):
            return day[1]
        reading.notes.add(
            "unreadable-value",
            value.name,
            f"The date of issue {quote(value.name)} is no day. Find the day, or leave it out.",
        )
    return None


_COUNTS = {HEALTH("numberOfUniqueIndividuals"): "individual", HEALTH("numberOfRecords"): "record"}
"""Property of HealthDCAT-AP → what it counts."""


def _counts(reading: Reading) -> Iterator[Facts]:
    for property, unit in _COUNTS.items():
        for value in reading.dataset.ask(property):
            if value.name.isdecimal() and is_fit(int(value.name), Quantity):
                yield {"count": int(value.name), "unit": unit}


_COUNTED = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,15})\s+([^\d,;()]+)")


def _sizes(reading: Reading) -> Iterator[Facts]:
    """Yield the counts of schema:size (https://schema.org/size), a text such as "300 patients" or a quantity."""
    for value in reading.dataset.ask(SCHEMA("size")):
        extent = _of_text(reading, value) if isinstance(value.term, Literal) else _of_quantity(reading, value)
        if extent:
            yield extent
        else:
            sentence = f"The size {quote(value.name)} is no count with a unit that we know. Add it to 'extent' by hand."
            reading.notes.add("unreadable-value", value.name, sentence)


def _of_text(reading: Reading, value: Node) -> Facts | None:
    found = _COUNTED.fullmatch(value.name)
    return _extent(reading, found[1].replace(",", ""), found[2]) if found else None


def _of_quantity(reading: Reading, value: Node) -> Facts | None:
    """Return the extent of a https://schema.org/QuantitativeValue whose name tells nothing but count and unit."""
    count, unit = value.text(SCHEMA("value")), value.text(SCHEMA("unitText"))
    if not count or not unit:
        return None
    more = (value.text(SCHEMA("name")) or "").replace(count, "", 1).replace(unit, "", 1)
    return None if re.search(r"\w", more) else _extent(reading, count, unit)


def _extent(reading: Reading, count: str, unit: str) -> Facts | None:
    meant = reading.terms.find(Node(reading.dataset.graph, Literal(unit)), ["unit"]).terms
    is_number = count.isdecimal() and is_fit(int(count), Quantity)
    return {"count": int(count), "unit": meant[0].key} if is_number and len(meant) == 1 else None


_AGES = {HEALTH("minTypicalAge"): "minimum", HEALTH("maxTypicalAge"): "maximum"}


def _ages(reading: Reading) -> Facts:
    told = {field: [value.name for value in reading.dataset.ask(property)] for property, field in _AGES.items()}
    ages = {
        field: int(texts[0])
        for field, texts in told.items()
        if len(texts) == 1 and texts[0].isdecimal() and is_fit(int(texts[0]), Age)
    }
    return ages if list(ages.values()) == sorted(ages.values()) else {}


OF_COVERAGE = "what the data cover"
"""What happened in a period by DCAT (https://www.w3.org/TR/vocab-dcat-3/#Property:dataset_temporal) and schema.org."""


def _time_spans(reading: Reading) -> Iterator[Facts]:
    for value in reading.dataset.ask(DCT("temporal"), SCHEMA("temporalCoverage")):
        if isinstance(value.term, Literal):
            start, _, end = value.name.partition("/")
            span = _span(start, end if "/" in value.name else start, None)
        else:
            starts = value.text(DCAT("startDate"), SCHEMA("startDate"))
            ends = value.text(DCAT("endDate"), SCHEMA("endDate"))
            span = _span(starts, ends, value.text(DCT("description")))
        if span:
            yield span
        else:
            sentence = f"The period {quote(value.name)} has no years that we can read. Add it to 'time_spans' by hand."
            reading.notes.add("unreadable-value", value.name, sentence)


def _span(start: str | None, end: str | None, of: str | None) -> Facts | None:
    years = {"start": _year(start), "end": _year(end)}
    known = {field: year for field, year in years.items() if year is not None}
    if not known or list(known.values()) != sorted(known.values()):
        return None
    return {**known, "of": of or OF_COVERAGE}


def _year(date: str | None) -> int | None:
    """Return the year of a date (https://www.w3.org/TR/xmlschema11-2/#dateTime)."""
    found = re.match(r"(\d{4})(?=$|-|T)", date or "")
    return int(found[1]) if found and is_fit(int(found[1]), Year) else None
