"""What is asked.

`__N__` stands for a number that differs with each request. As a constant column of the result it makes each answer
another one, so that no cache can give it, and costs an engine next to nothing.
"""

import json
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from bench.endpoint.servers import Server

PREFIXES = """PREFIX dct: <http://purl.org/dc/terms/>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX medkg: <https://w3id.org/medkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
CHANGING = "(__N__ AS ?request)"
VARIANTS = 200
"""Requests of one template that are written down, each about the next entity."""


@dataclass(frozen=True)
class Template:
    """A question that people ask about many entities: `entities` finds these as ?entity, `text` asks about one."""

    name: str
    entities: str
    text: str

    def queries(self, server: Server) -> tuple[str, ...]:
        """Return queries about one entity after another, as often as needed."""
        found = sorted(row["entity"] for row in server.rows(f"{PREFIXES}SELECT DISTINCT ?entity {{ {self.entities} }}"))
        texts = (PREFIXES + self.text.replace("ENTITY", f"<{entity}>") for entity in cycle(found))
        return tuple(islice(texts, VARIANTS))


CHEAP = (
    Template(
        "title of an entry",
        "?entity a dcat:Resource",
        f"SELECT ?title {CHANGING} {{ ENTITY dct:title ?title }}",
    ),
    Template(
        "datasets of a site",
        "[] medkg:anatomicalSite ?entity",
        f"""SELECT ?dataset ?title ?modality {CHANGING} {{
  ?dataset medkg:anatomicalSite ENTITY ; dct:title ?title .
  OPTIONAL {{ ?dataset medkg:modality/skos:prefLabel ?modality }}
}}""",
    ),
    Template(
        "challenges of a meeting",
        "[] medkg:heldAt ?entity",
        f"""SELECT ?challenge ?title ?year {CHANGING} {{
  ?challenge medkg:heldAt ENTITY ; dct:title ?title .
  OPTIONAL {{ ?challenge medkg:year ?year }}
}}""",
    ),
    Template(
        "datasets of an organization",
        "[] medkg:institution ?entity",
        f"SELECT ?dataset ?title {CHANGING} {{ ?dataset medkg:institution ENTITY ; dct:title ?title }}",
    ),
)

HEAVY = tuple(
    PREFIXES + text
    for text in (
        f"""SELECT ?modality ?site (COUNT(*) AS ?pairs) {CHANGING} {{
  ?one medkg:modality ?modality ; medkg:anatomicalSite ?site .
  ?other medkg:modality ?modality ; medkg:anatomicalSite ?site .
  FILTER(?one != ?other)
}} GROUP BY ?modality ?site""",
        f"SELECT ?first ?second (COUNT(*) AS ?n) {CHANGING} {{ ?a ?first ?b . ?b ?second ?c }} GROUP BY ?first ?second",
        f"""SELECT ?organization (COUNT(DISTINCT ?entry) AS ?entries) {CHANGING} {{
  ?entry medkg:modality ?modality ; medkg:institution ?organization .
  ?other medkg:modality ?modality ; medkg:institution ?partner .
  FILTER(?organization != ?partner)
}} GROUP BY ?organization""",
        f"""SELECT ?concept (COUNT(DISTINCT ?relative) AS ?relatives) {CHANGING} {{
  ?concept a skos:Concept ; (skos:broader|^skos:broader)+ ?relative
}} GROUP BY ?concept""",
    )
)

LARGE = "SELECT * { ?s ?p ?o }"

ENDLESS = "?s1 ?p1 ?o1 . ?s2 ?p2 ?o2 . ?s3 ?p3 ?o3 . ?s4 ?p4 ?o4"
DOUBLINGS = " ".join(f"BIND(CONCAT(?s{n}, ?s{n}) AS ?s{n + 1})" for n in range(32))
HOSTILE = (
    f"SELECT (COUNT(*) AS ?n) {CHANGING} {{ {ENDLESS} }}",
    f"SELECT (COUNT(*) AS ?n) {CHANGING} {{ ?a (!<urn:x>|^!<urn:x>)* ?b . ?b (!<urn:y>|^!<urn:y>)* ?c }}",
    f"SELECT ?s1 ?o1 ?s2 ?o2 {CHANGING} {{ ?s1 ?p1 ?o1 . ?s2 ?p2 ?o2 }} ORDER BY ?o2 ?s1",
    f'SELECT (STRLEN(?s32) AS ?n) {CHANGING} {{ BIND("medkg" AS ?s0) {DOUBLINGS} }}',
)
"""An endless cross product, an explosion of paths, a cross product that is sorted, a string that doubles 32 times."""

PAGES = (
    "/",
    "/queries",
    "/ontology",
    "/queries/challenges-at-a-meeting",
    "/queries/data-of-an-anatomical-site.json",
    "/queries/count-by-modality",
    "/queries/count-by-year.csv",
    "/dataset/drive",
    "/dataset/kits19-data",
    "/dataset/mura.ttl",
    "/queries/data-from-children.json?age=__N__",
    "/queries/data-from-children?age=__N__",
)
"""What visitors ask for; the last two are new to any cache each time."""


def mixed(queries: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the first query of each, then the second of each, and so on."""
    return tuple(query for same_place in zip(*queries, strict=True) for query in same_place)


def saved_queries(snapshot: Path) -> tuple[str, ...]:
    """Return the text of each saved query, with its default parameters."""
    return tuple(_saved_text(query) for query in json.loads((snapshot / "queries.json").read_text("utf-8")))


def _saved_text(query: dict[str, Any]) -> str:
    defaults = {each["name"]: each["default"] for each in query["parameters"]}
    pieces: list[str] = query["pieces"]
    first, *others = pieces
    return first + "".join(defaults[slot] + piece for slot, piece in zip(query["slots"], others, strict=True))
