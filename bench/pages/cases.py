"""What is asked for: states of the list, entries, searches, and what the editor asks while somebody types."""

import random
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from bench.endpoint.figures import Bar
from bench.endpoint.servers import Server
from bench.pages.client import Address

FACETS = {"modality": "modality", "anatomy": "anatomicalSite", "disease": "disease", "task": "task"}
"""Parameter of a facet → property."""
SEARCHES = 80
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}

TYPED = (
    "SELECT * { ?d a dcat:Dataset ; medkg:",
    "SELECT * { ?d medkg:modality ",
    "SELECT * { ?d medkg:disease gliom",
    "SELECT * { ?d a ",
    "SELECT * { ?d medkg:anatomicalSite lung",
    "SELECT * { ?d a dcat:Dataset . ?d dct:t",
    "SELECT * { ?c a medkg:Challenge ; medkg:heldAt ?e . ?e ",
    "SELECT * { ?d medkg:createdBy stanf",
    "SELECT * { ?d dct:title ?t ; medkg:modality modality:mri ; ",
    "SELECT * { kits",
    "SEL",
    "SELECT ?d { ?d a dcat:Dataset } ORD",
)
"""What somebody has typed so far, up to the caret."""
WRITTEN = (
    "SELECT * { ?d a dcat:Dataset }",
    "SELECT * { ?d a dcat:Dataset ",
    "SELCT * { ?d a dcat:Dataset }",
    "SELECT * { ?d medkg:modalty ?m }",
    "SELECT ?d { ?d foo:bar ?m }",
    "SELECT ?d (COUNT(?m) AS ?n) { ?d medkg:modality ?m }",
    "SELECT ?m (COUNT(?d) AS ?n) { ?d medkg:modality ?m } GROUP BY ?m ORDER BY DESC(?n)",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a",
)
"""Queries to check: right ones, wrong ones, and one that had better not be evaluated."""


@dataclass(frozen=True)
class Case:
    """A family of requests, and how long the 95th percentile of first visits may take, in milliseconds."""

    name: str
    addresses: tuple[Address, ...]
    bar: Bar
    keeps: bool = True
    """Whether the server keeps the answers, so that they are measured again when they are asked for again."""


def real_cases(server: Server) -> list[Case]:
    """Return what is measured on the real graph."""
    return [
        Case("browse", browse_addresses(server), at_most(100)),
        Case("entry", entry_addresses(server), at_most(60)),
        Case("search", search_addresses(server), at_most(60)),
    ]


def large_cases(server: Server) -> list[Case]:
    """Return what is measured on the graph of clones."""
    return [
        Case("browse", browse_addresses(server), at_most(300)),
        Case("complete", complete_addresses(), at_most(50), keeps=False),
        Case("check", check_addresses(), at_most(50), keeps=False),
    ]


def at_most(milliseconds: float) -> Bar:
    """Return the bar of a time."""
    return Bar(milliseconds, at_most=True)


def browse_addresses(server: Server) -> tuple[Address, ...]:
    """Return states of the list: without a filter, with one, with several, ordered, paged, as a table."""
    used = {facet: most_used(server, name, 8) for facet, name in FACETS.items()}
    single = [{facet: key} for facet, keys in used.items() for key in keys]
    pairs = [{"modality": one, "anatomy": other} for one in used["modality"][:4] for other in used["anatomy"][:2]]
    others: list[dict[str, Any]] = [
        {},
        {"page": 2},
        {"view": "table"},
        {"sort": "people"},
        {"sort": "year", "view": "table"},
        {"access": "open"},
        {"access": "not-stated"},
        {"disease": "not-stated"},
        {"kind": "medkg:Challenge"},
        {"size": "1000"},
        {"challenge": "stated", "modality": "ct"},
        {"event": "miccai"},
        {"modality": used["modality"][:3]},
        {"modality": used["modality"][:2], "all": "modality"},
        {"anatomy": used["anatomy"][0], "exact": "anatomy"},
        {"modality": "ct", "disease": "diabetes-mellitus", "task": "segmentation"},
    ]
    return tuple(Address(f"/browse?{urlencode(state, doseq=True)}".rstrip("?")) for state in [*others, *single, *pairs])


def most_used(server: Server, name: str, count: int) -> list[str]:
    """Return the ids of the concepts that most entries have by a property."""
    text = f"""SELECT ?concept (COUNT(?entry) AS ?entries) {{
      ?entry <https://w3id.org/medkg/ontology#{name}> ?concept
    }} GROUP BY ?concept ORDER BY DESC(?entries) LIMIT {count}"""
    return [row["concept"].rsplit("/", 1)[-1] for row in server.rows(text)]


def entry_addresses(server: Server) -> tuple[Address, ...]:
    """Return the pages of all entries."""
    text = "SELECT ?entry { ?entry a <http://www.w3.org/ns/dcat#Resource> } ORDER BY STR(?entry)"
    paths = [row["entry"].removeprefix("https://w3id.org/medkg") for row in server.rows(text)]
    return tuple(Address(quote(path)) for path in paths)


def search_addresses(server: Server) -> tuple[Address, ...]:
    """Return searches for names that are there, for half of them misspelt, and for other words."""
    text = """SELECT DISTINCT ?label { { ?x a <http://www.w3.org/ns/dcat#Resource> }
      UNION { ?x <http://www.w3.org/2004/02/skos/core#inScheme> ?scheme }
      ?x <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY STR(?label)"""
    names = [row["label"] for row in server.rows(text)]
    taken = names[:: max(1, len(names) // SEARCHES)][:SEARCHES]
    wrong = [misspell(name) for name in taken[::2]]
    others = ["heart attack", "lung cancer ct", "mri", "the", "xyzzy", "a b c d e f g", "covid-19 chest x-ray"]
    return tuple(Address(f"/search?{urlencode({'q': words})}") for words in [*taken, *wrong, *others])


def misspell(words: str) -> str:
    """Return words with two neighbouring letters exchanged, always the same ones."""
    place = random.Random(words).randrange(1, max(2, len(words) - 2))
    return words[:place] + words[place + 1 : place + 2] + words[place : place + 1] + words[place + 2 :]


def complete_addresses() -> tuple[Address, ...]:
    """Return the questions of the editor as somebody types."""
    return tuple(form("/complete", query=text, at=str(len(text))) for text in TYPED for _ in range(3))


def check_addresses() -> tuple[Address, ...]:
    """Return the questions of the editor when somebody rests; no text comes twice."""
    return tuple(form("/check", query=f"# {turn}\n{text}") for text in WRITTEN for turn in range(3))


def form(path: str, **fields: str) -> Address:
    """Return the request that a form sends."""
    return Address(path, urlencode(fields).encode(), FORM)
