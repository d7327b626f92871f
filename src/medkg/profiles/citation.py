"""How to cite an entry and its papers, from facts only: BibTeX, RIS and CSL-JSON."""

import re
from collections.abc import Iterable, Mapping, Sequence

from medkg.edition import Edition
from medkg.json_text import write_json
from medkg.namespaces import local_name
from medkg.profiles.entry import Entry
from medkg.profiles.paper import Paper
from medkg.profiles.profile import Profile
from medkg.profiles.things import Thing

Item = dict[str, object]
"""An item of CSL-JSON. See https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json."""


def cite_entry(thing: Thing, edition: Edition) -> str:
    """Return an entry as BibTeX."""
    entry = Entry(thing, edition)
    fields = {
        "title": _braced(entry.name),
        "author": _joined(entry.creators),
        "year": entry.published or entry.held,
        "publisher": _joined(entry.hosts),
        "doi": _verbatim(next(iter(entry.dois), "")),
        "url": entry.page and _verbatim(entry.page),
        "note": _verbatim(_described_at(entry)),
    }
    return write_bibtex("misc", thing.id, fields)


def cite_paper(paper: Paper) -> str:
    """Return a publication as BibTeX."""
    fields = {
        "title": paper.title and _braced(paper.title),
        "year": paper.year,
        "doi": paper.doi and _verbatim(paper.doi),
        "eprint": paper.arxiv and _verbatim(paper.arxiv),
        "archiveprefix": "arXiv" if paper.arxiv else None,
        "pmid": paper.pmid and _verbatim(paper.pmid),
        "url": paper.url and _verbatim(paper.url),
    }
    return write_bibtex("misc", local_name(paper.iri), fields)


def cite_papers(papers: Iterable[Paper]) -> str:
    """Return publications as BibTeX, one after another."""
    return "\n\n".join(map(cite_paper, papers))


def write_bibtex(type: str, key: str, fields: Mapping[str, str | None]) -> str:
    r"""Return a BibTeX entry with the fields that have a value.

    >>> print(write_bibtex("misc", "abide", {"title": "{ABIDE}", "year": None, "doi": "10.1038/mp.2013.78"}))
    @misc{abide,
      title = {{ABIDE}},
      doi = {10.1038/mp.2013.78}
    }
    """
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return ",\n".join([f"@{type}{{{key}", *lines]) + "\n}"


_SPECIAL = re.compile(r"[\\{}%&#_$~^]")
_COMMANDS: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""BibTeX counts braces, even those behind a backslash: they must stand in pairs."""


def _escaped(text: str) -> str:
    r"""Return a text as LaTeX writes it.

    >>> print(_escaped("50 % of R&D"))
    50 \% of R\&D
    """
    return _SPECIAL.sub(lambda found: _COMMANDS.get(found[0], "\\" + found[0]), text)


def _braced(text: str) -> str:
    """Return a text of which BibTeX keeps the letters as they are."""
    return "{" + _escaped(text) + "}"


def _verbatim(text: str) -> str:
    r"""Return an address or identifier, which BibTeX takes as it is, so that it ends where it should.

    >>> _verbatim("10.1/{a}_b")
    '10.1/%7Ba%7D_b'
    """
    return "".join(f"%{ord(letter):02X}" if letter in "{}\\\n\r" else letter for letter in text)


def _joined(organizations: Iterable[Thing]) -> str | None:
    return " and ".join(_braced(organization.name) for organization in organizations) or None


def _described_at(entry: Entry) -> str:
    return f"Described at {entry.iri}"


def write_ris(thing: Thing, edition: Edition) -> str:
    r"""Return an entry in RIS: a tag and one line for each value, lines ended as the format wants.

    See https://en.wikipedia.org/wiki/RIS_(file_format): no standard of its own is published any more.
    """
    entry = Entry(thing, edition)
    values: list[tuple[str, Sequence[str | None]]] = [
        ("TY", [entry.kind.ris]),
        ("ID", [thing.id]),
        ("TI", [entry.name]),
        ("T2", [series.name for series in entry.series]),
        ("AU", [maker.name for maker in entry.creators]),
        ("PY", [entry.published or entry.held]),
        ("DA", [entry.issued and entry.issued.replace("-", "/")]),
        ("PB", [host.name for host in entry.hosts]),
        ("DO", entry.dois[:1]),
        ("UR", [entry.page]),
        ("AB", [entry.description]),
        ("KW", entry.keywords),
        ("N1", [_described_at(entry)]),
        ("ER", [""]),
    ]
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, found in values for value in found if value is not None)


def _one_line(text: str) -> str:
    """Return a text without the ends of lines, control characters and doubled spaces."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())


def write_csl(thing: Thing, edition: Edition) -> Item:
    """Return an entry as an item of CSL-JSON. See https://docs.citationstyles.org/en/stable/specification.html."""
    entry = Entry(thing, edition)
    item = {
        "id": thing.id,
        "type": entry.kind.csl,
        "title": entry.name,
        "author": [{"literal": maker.name} for maker in entry.creators],
        "issued": _csl_date(entry.issued),
        "event-date": _csl_date(entry.held),
        "publisher": "; ".join(host.name for host in entry.hosts),
        "DOI": next(iter(entry.dois), None),
        "URL": entry.page,
        "abstract": entry.description,
        "keyword": ", ".join(entry.keywords),
        "note": _described_at(entry),
    }
    return {name: value for name, value in item.items() if value}


def _csl_date(date: str | None) -> Item | None:
    if not date:
        return None
    is_day_or_year = re.fullmatch("[0-9]{4}(-[0-9]{2}){0,2}", date)
    return {"date-parts": [[int(part) for part in date.split("-")]]} if is_day_or_year else {"raw": date}


def _bib_file(thing: Thing, edition: Edition) -> bytes:
    return (cite_entry(thing, edition) + "\n").encode()


def _ris_file(thing: Thing, edition: Edition) -> bytes:
    return write_ris(thing, edition).encode()


def _csl_file(thing: Thing, edition: Edition) -> bytes:
    return write_json([write_csl(thing, edition)])


BIBTEX = Profile("bibtex", ".bib", "application/x-bibtex", "BibTeX", "https://www.bibtex.org/Format/", _bib_file)

RIS = Profile(
    key="ris",
    suffix=".ris",
    media_type="application/x-research-info-systems",
    title="RIS, for reference managers",
    standard="https://en.wikipedia.org/wiki/RIS_(file_format)",
    write=_ris_file,
)

CSL = Profile(
    key="csl",
    suffix=".csl.json",
    media_type="application/vnd.citationstyles.csl+json",
    title="CSL-JSON, for citation processors",
    standard="https://docs.citationstyles.org/en/stable/specification.html",
    write=_csl_file,
)
