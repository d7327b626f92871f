"""The shape of one curated YAML file: the only place where its keys and their types are written.

pydantic stands at this door and nowhere else; behind it travel the frozen instances made here. Keys of
vocabularies (modalities, units, link roles …) are plain text in these models: whether a key exists is
asked of the vocabularies, after the shape is known to be right (`medkg.catalog.references`).
"""

import re
from contextlib import suppress
from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticKnownError
from pyoxigraph import NamedNode

KEY_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
URL_PATTERN = r"^https?://[^\s<>\"{}|\\^`]+$"
LINES_PATTERN = r"^[1-9][0-9]{0,6}(-[1-9][0-9]{0,6})?$"
DOI_PATTERN = r"^10\.\d{4,9}/\S+$"
PMID_PATTERN = r"^[1-9]\d{0,8}$"
ARXIV_PATTERN = r"^\d{4}\.\d{4,5}$"
VARIABLE_PATTERN = r"^[a-z][a-z0-9_]*$"
DATE_PATTERN = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

FORMS = {
    KEY_PATTERN: "words in lower case and digits, joined by hyphens",
    LINES_PATTERN: "a line or a range of lines, such as 12 or 12-15",
    DOI_PATTERN: "a DOI without an address before it, such as 10.1000/182",
    PMID_PATTERN: "a PubMed identifier, such as 12345678",
    ARXIV_PATTERN: "an arXiv identifier, such as 1804.01486",
    VARIABLE_PATTERN: "the name of a variable in lower case, without question mark",
}
"""Pattern → what it wants, in words."""


def _checked_iri(url: str) -> str:
    NamedNode(url)  # raises ValueError for what RDF does not admit: brackets in a path, a broken %-escape, two '#'
    return url


def _date_of_text(value: object) -> date:
    if isinstance(value, str) and re.fullmatch(DATE_PATTERN, value):
        with suppress(ValueError):  # 2019-02-30
            return date.fromisoformat(value)
    raise PydanticKnownError("date_parsing", {"error": "no day of the calendar"})


def _text_of_number(value: object) -> object:
    return str(value) if type(value) is int else value


Text = Annotated[StrictStr, StringConstraints(min_length=1, strip_whitespace=True)]
Key = Annotated[StrictStr, StringConstraints(pattern=KEY_PATTERN)]
"""A vocabulary key or the id of an entry, organization, event or paper: words in lower case, joined by hyphens."""
Url = Annotated[StrictStr, StringConstraints(pattern=URL_PATTERN), AfterValidator(_checked_iri)]
Doi = Annotated[StrictStr, StringConstraints(pattern=DOI_PATTERN)]
_NUMBER_ADMITTED = WithJsonSchema({"type": ["string", "integer"]})

TextOrNumber = Annotated[Text, BeforeValidator(_text_of_number), _NUMBER_ADMITTED]
"""A text, in which a whole number needs no quotes."""
Reason = Annotated[StrictStr, StringConstraints(min_length=10, strip_whitespace=True)]
Lines = Annotated[
    StrictStr, StringConstraints(pattern=LINES_PATTERN), BeforeValidator(_text_of_number), _NUMBER_ADMITTED
]
"""A line of the source or a range of lines, both ends included: `329`, `327-331`."""
Date = Annotated[date, BeforeValidator(_date_of_text)]
"""A day of the calendar: `2019-03-15`, which YAML 1.2 reads as a text."""
Year = Annotated[StrictInt, Field(ge=1800, le=2100)]
Age = Annotated[StrictInt, Field(ge=0, le=130)]
Quantity = Annotated[StrictInt, Field(ge=0, le=10**15)]

CountQualifier = Literal["approximately", "at-least", "more-than", "nearly", "up-to"]


SOURCE_LIST = "medical-data-for-machine-learning"
"""The id of the document in which all entries, organizations and events stand, unless an entry names another."""


class StrictModel(BaseModel):
    """Base of all curated shapes: unknown keys are faults, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Extent(StrictModel):
    """A count together with what it counts."""

    count: Quantity
    unit: Key
    maximum: Quantity | None = None
    """Upper end where the source gives a range: "3 or 4 scans" is count 3, maximum 4."""
    qualifier: CountQualifier | None = None
    part: Text | None = None
    """Which part of the entry is counted (training set, typical controls); absent: the whole."""
    per: Key | None = None
    """The unit within which the count holds: "4 images per case" is count 4, unit image, per case."""


class Ages(StrictModel):
    """Ages of the people in an entry, in years."""

    minimum: Age | None = None
    maximum: Age | None = None
    mean: Annotated[StrictFloat, Field(ge=0, le=130)] | None = None
    part: Text | None = None


class TimeSpan(StrictModel):
    """A period of years, and what happened in it."""

    start: Year | None = None
    end: Year | None = None
    of: Text


class Paper(StrictModel):
    """A publication about the entry; stated and curated parts of one paper share its id."""

    id: Key
    title: Text | None = None
    url: Url | None = None
    doi: Doi | None = None
    pmid: Annotated[StrictStr, StringConstraints(pattern=PMID_PATTERN)] | None = None
    arxiv: Annotated[StrictStr, StringConstraints(pattern=ARXIV_PATTERN)] | None = None
    year: Year | None = None


class Institutions(StrictModel):
    """Organizations by the role that they have for the entry."""

    created_by: tuple[Key, ...] = ()
    hosted_by: tuple[Key, ...] = ()
    funded_by: tuple[Key, ...] = ()
    collaborator: tuple[Key, ...] = ()
    contributor: tuple[Key, ...] = ()
    other: tuple[Key, ...] = ()


class Facts(StrictModel):
    """What can be said of an entry, whoever says it."""

    alternatives: tuple[Text, ...] = ()
    keywords: tuple[Text, ...] = ()
    links: dict[Key, tuple[Url, ...]] = Field(default_factory=dict)
    papers: tuple[Paper, ...] = ()
    doi: Doi | None = None
    modality: tuple[Key, ...] = ()
    anatomy: tuple[Key, ...] = ()
    disease: tuple[Key, ...] = ()
    task: tuple[Key, ...] = ()
    data_type: tuple[Key, ...] = ()
    format: tuple[Key, ...] = ()
    country: tuple[Key, ...] = ()
    language: tuple[Key, ...] = ()
    usage: tuple[Key, ...] = ()
    license: tuple[Key, ...] = ()
    """The public licence of the data themselves; only where its version is known too."""
    issued: Date | None = None
    """The day on which the data were first published; never a day made up from a year."""
    institutions: Institutions = Institutions()
    held_at: tuple[Key, ...] = ()
    year: tuple[Year, ...] = ()
    extent: tuple[Extent, ...] = ()
    ages: tuple[Ages, ...] = ()
    time_spans: tuple[TimeSpan, ...] = ()
    annotations: tuple[Text, ...] = ()
    """What has been labelled or marked, how and by whom, in our own words."""
    details: tuple[Text, ...] = ()
    """Further facts for which there is no field, one short sentence each, in our own words."""
    in_series: tuple[Key, ...] = ()
    part_of: tuple[Key, ...] = ()
    derived_from: tuple[Key, ...] = ()
    uses_dataset: tuple[Key, ...] = ()
    in_catalog: tuple[Key, ...] = ()
    same_as: tuple[Key, ...] = ()


class Stated(Facts):
    """What the source list says of the entry, nothing else."""

    title: Text
    access: Key | None = None
    access_words: Text | None = None
    """The words of the source that state the access condition, quoted."""
    usage_words: Text | None = None
    """The words of the source that state a usage restriction, quoted (a few words)."""


class Curated(Facts):
    """One addition by a curator, with the reason why it is right."""

    reason: Reason
    reference: Url | None = None


class Repair(StrictModel):
    """A damage of the source text and what it was repaired to."""

    line: Annotated[StrictInt, Field(ge=1)]
    found: Text
    repaired: Text
    why: Text


class Source(StrictModel):
    """Where the source list speaks of the entry."""

    document: Key = SOURCE_LIST
    section: Text
    lines: Annotated[tuple[Lines, ...], Field(min_length=1)]
    repairs: tuple[Repair, ...] = ()


class Entry(StrictModel):
    """One file `data/entries/<section>/<id>.yaml`."""

    kind: Key
    description: Annotated[StrictStr, StringConstraints(min_length=50, max_length=5000, strip_whitespace=True)]
    source: Source
    stated: Stated
    curated: tuple[Curated, ...] = ()


class NamedRecord(StrictModel):
    """What organizations and events have in common."""

    name: Text
    alternatives: tuple[Text, ...] = ()
    lines: tuple[Lines, ...] = ()
    """Lines of the source that name it; without them the whole record is curated."""
    stated_names: tuple[Text, ...] = ()
    """Those of its names that these lines state, a heading and an item under it read together."""
    homepage: Url | None = None
    reason: Reason
    """Why the record is right: where name, place, parent and the rest come from."""
    reference: Url | None = None


class Organization(NamedRecord):
    """One file `data/organizations/<id>.yaml`."""

    country: Key | None = None
    city: Text | None = None
    part_of: Key | None = None


class Event(NamedRecord):
    """One file `data/events/<id>.yaml`: a meeting, or a series of meetings."""

    series: StrictBool = False
    in_series: Key | None = None
    year: Year | None = None
    organized_by: tuple[Key, ...] = ()


class Release(StrictModel):
    """One release of the data, in `data/releases.yaml`."""

    version: Date
    notes: Text
    """What is new in it, in one or two sentences."""


class SourceDocument(StrictModel):
    """One file `data/sources/<id>.yaml`: a document that entries are made from."""

    title: Text
    version: Text
    url: Url | None = None
    line_count: Annotated[StrictInt, Field(ge=1)]
    description: Annotated[StrictStr, StringConstraints(min_length=50, strip_whitespace=True)]
