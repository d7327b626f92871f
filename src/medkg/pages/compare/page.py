"""What the page of a comparison shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from medkg.namespaces import Names
from medkg.pages.compare.choice import Choice
from medkg.pages.compare.lines import Line, Verdict, read_lines
from medkg.pages.compare.queries import facts_text, offers_text
from medkg.pages.panel import Panel, ask_panels
from medkg.sparql.ask import Row
from medkg.sparql.engine import Engine


@dataclass(frozen=True)
class Entry:
    """The head of a column."""

    iri: str
    id: str
    """What stands in the address of the page."""
    title: str


@dataclass(frozen=True)
class Candidate:
    """An entry that may be added, with the reason why it is offered."""

    id: str
    title: str
    reason: str = ""


@dataclass(frozen=True)
class Example:
    """A comparison that says something."""

    words: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """What the page shows."""

    entries: Sequence[Entry]
    lines: Sequence[Line]
    unknown: Sequence[str]
    """Ids of which the graph knows no entry."""
    left_out: Sequence[str]
    candidates: Sequence[Candidate]
    examples: Sequence[Example]
    facts: Panel | None
    offers: Panel | None
    """The queries behind the table and behind what is offered."""

    @property
    def ids(self) -> list[str]:
        """The ids of the entries that are shown."""
        return [entry.id for entry in self.entries]

    @property
    def differences(self) -> list[Line]:
        """The lines in which the entries differ."""
        return [line for line in self.lines if line.verdict in (Verdict.DIFFERS, Verdict.ONLY)]


def compare(engine: Engine, names: Names, choice: Choice, sought: str = "") -> Comparison:
    """Return the comparison of the chosen entries, and entries to add: those of a name, or similar ones.

    Two queries, however many entries there are.
    """
    texts = [facts_text(names, choice.iris)] if choice.iris else []
    panels = ask_panels(engine, [*texts, offers_text(names, choice.iris, sought)])
    facts, offers = (panels[0] if choice.iris else None), panels[-1]
    entries = _entries(choice.iris, facts.rows if facts else (), names)
    return Comparison(
        entries=entries,
        lines=read_lines([entry.iri for entry in entries], facts.rows, names) if facts else (),
        unknown=[*_missing(choice.iris, entries, names), *choice.unreadable],
        left_out=choice.left_out,
        candidates=_candidates(offers.rows, entries, names) if sought or choice.iris else (),
        examples=() if sought or choice.iris else [_example(row, names) for row in offers.rows],
        facts=facts if entries else None,
        offers=offers,
    )


def _entries(iris: Iterable[NamedNode], rows: Iterable[Row], names: Names) -> list[Entry]:
    titles = {row["entry"]["value"]: row["title"]["value"] for row in rows}
    return [Entry(iri.value, _id(iri.value, names), titles[iri.value]) for iri in iris if iri.value in titles]


def _id(iri: str, names: Names) -> str:
    return iri.removeprefix(names.base)


def _missing(iris: Iterable[NamedNode], entries: Iterable[Entry], names: Names) -> list[str]:
    found = {entry.iri for entry in entries}
    return [_id(iri.value, names) for iri in iris if iri.value not in found]


def _candidates(rows: Iterable[Row], entries: Iterable[Entry], names: Names) -> list[Candidate]:
    shown = {entry.iri for entry in entries}
    return [
        Candidate(_id(row["entry"]["value"], names), row["title"]["value"], _reason(row))
        for row in rows
        if "entry" in row and row["entry"]["value"] not in shown
    ]


def _reason(row: Row) -> str:
    """Return what a row says that entries share; an engine joins it in any order."""
    return ", ".join(sorted(row["shared"]["value"].split("|"))) if "shared" in row else ""


def _example(row: Row, names: Names) -> Example:
    ids = tuple(_id(iri, names) for iri in row["ids"]["value"].split())
    return Example(f"{row['modality']['value']} of the {row['site']['value']}", ids)
