"""The addresses of a record: pages and files by their role, DOIs, papers."""

import re

from medkg.catalog.schema import ARXIV_PATTERN, DOI_PATTERN, PMID_PATTERN, Year
from medkg.drafts.contexts import CR
from medkg.drafts.plain_text import quote
from medkg.drafts.reading import Facts, Reading, add, is_fit, urls_of
from medkg.drafts.record import TITLES, Node
from medkg.namespaces import ADMS, DCAT, DCT, FOAF, SCHEMA

_PAGES = {
    DCAT("landingPage"): "landing-page",
    SCHEMA("url"): "landing-page",
    FOAF("page"): "information",
    DCT("relation"): "link",
    SCHEMA("sameAs"): "link",
    DCAT("endpointURL"): "access",
}
_FILES = {
    DCAT("downloadURL"): "data",
    SCHEMA("contentUrl"): "data",
    DCAT("accessURL"): "access",
    SCHEMA("url"): "access",
}
"""Property → the role of the link, at the dataset and at its distributions."""

_IDENTIFIERS = (DCT("identifier"), ADMS("identifier"), SCHEMA("identifier"), SCHEMA("sameAs"))


def read_links(reading: Reading) -> dict[str, list[str]]:
    """Return the links of a record by role; an address is given once, in the role that tells most of it."""
    links: dict[str, list[str]] = {}
    seen: set[str] = set()
    places = [*((form, _FILES) for form in reading.distributions), (reading.dataset, _PAGES)]
    for node, roles in places:
        for property, role in roles.items():
            for value in node.ask(property) if node is reading.dataset else node.all(property):
                for url in _pages(reading, value):
                    if url not in seen:
                        seen.add(url)
                        add(links, role, url)
    return links


def _pages(reading: Reading, value: Node) -> list[str]:
    """Return the web page that a value is, unless it is an identifier, or an address of this catalog."""
    urls = urls_of(value)[:1]
    if not urls and value.iri is None and value.labels:
        sentence = f"{quote(value.name)} is no web address. Find the address, and add it to 'links'."
        reading.notes.add("unreadable-value", value.name, sentence)
    return [url for url in urls if not _identifiers(url) and not url.startswith(reading.catalog.names.base)]


def read_doi(reading: Reading) -> str | None:
    """Return the DOI of the dataset."""
    values = [reading.dataset, *reading.dataset.ask(*_IDENTIFIERS)]
    texts = [text for value in values for text in (*value.addresses, *value.labels, *value.codes)]
    dois = list(dict.fromkeys(doi for text in texts for doi in [_identifiers(text).get("doi")] if doi))
    for other in dois[1:]:
        reading.notes.add("several-terms", other, f"{quote(other)} is another DOI of the dataset. Keep the right one.")
    return next(iter(dois), None)


_PATTERNS = {
    "doi": (r"(?:doi\.org/|doi:\s*|\bdoi\s*=\s*[{\"]\s*|^)(10\.\d{4,9}/[^\s\"{}<>,]+)", DOI_PATTERN),
    "pmid": (r"(?:pubmed(?:\.ncbi\.nlm\.nih\.gov)?/|pmid:?\s*)(\d+)", PMID_PATTERN),
    "arxiv": (r"(?:arxiv\.org/(?:abs|pdf)/|arxiv:\s*)(\d{4}\.\d{4,5})", ARXIV_PATTERN),
}
"""Kind of identifier → how it stands in addresses and citations, and the form that the schema of entries wants."""


def _identifiers(text: str) -> dict[str, str]:
    """Return the identifiers in a text by their kind.

    >>> _identifiers("https://doi.org/10.1000/182"), _identifiers("arXiv:1904.00445v2")
    ({'doi': '10.1000/182'}, {'arxiv': '1904.00445'})
    """
    found = {kind: re.search(pattern, text, re.IGNORECASE) for kind, (pattern, _) in _PATTERNS.items()}
    values = {kind: match[1].rstrip(".;)") for kind, match in found.items() if match}
    return {kind: value for kind, value in values.items() if re.match(_PATTERNS[kind][1], value)}


_PAPERS = (
    DCT("isReferencedBy"),
    DCT("bibliographicCitation"),
    SCHEMA("citation"),
    CR("citeAs"),
)


def read_papers(reading: Reading) -> list[Facts]:
    """Return the papers of a record that have an identifier, each once; one that is known keeps its id."""
    papers: list[Facts] = []
    own = read_doi(reading)
    for value in reading.dataset.ask(*_PAPERS):
        paper = _paper(value)
        if paper.get("doi") == own is not None or value.name.startswith(("@misc", "@dataset")):
            continue  # how to cite the dataset itself
        if not paper.keys() & {"doi", "pmid", "arxiv", "url"}:
            sentence = f"The citation {quote(value.name)} has neither identifier nor address. Add the paper with one."
            reading.notes.add("unreadable-value", value.name, sentence)
        elif not any(_is_same(paper, other) for other in papers):
            papers.append(paper)
    return [_with_id(reading, paper, number) for number, paper in enumerate(papers, 1)]


def _paper(value: Node) -> Facts:
    texts = (*value.addresses, *value.labels, *value.codes)
    paper: Facts = {}
    title = value.text(*TITLES)
    if title:
        paper["title"] = title
    for text in texts:
        for kind, identifier in _identifiers(text).items():
            paper.setdefault(kind, identifier)
    urls = urls_of(value)
    if paper.keys() == {"title"} and urls:
        paper["url"] = urls[-1]
    date = value.text(SCHEMA("datePublished"), DCT("issued"))
    if date and date[:4].isdecimal() and is_fit(int(date[:4]), Year):
        paper["year"] = int(date[:4])
    return paper


def _is_same(one: Facts, other: Facts) -> bool:
    return any(one.get(kind) == other.get(kind) is not None for kind in ("doi", "pmid", "arxiv", "url"))


def _with_id(reading: Reading, paper: Facts, number: int) -> Facts:
    known = reading.terms.find_paper(paper)
    if known:
        return {"id": known}
    return {"id": f"{reading.id}-paper{f'-{number}' if number > 1 else ''}", **paper}
