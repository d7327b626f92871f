"""Every kind of page, with an address that shows it: what holds for pages is tested on each of them."""

from dataclasses import dataclass
from urllib.parse import urlencode

ROWS = "SELECT ?entry ?title { ?entry a dcat:Dataset ; dct:title ?title } ORDER BY ?title"
BARS = """#view:bar
SELECT ?label (COUNT(?entry) AS ?entries) {
  ?entry a dcat:Dataset ; medkg:modality ?modality . ?modality rdfs:label ?label
} GROUP BY ?label ORDER BY DESC(?entries)"""
TRIPLES = "CONSTRUCT WHERE { dataset:kits19-data medkg:modality ?modality . ?modality skos:prefLabel ?label }"
PREFIXES = """PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX dataset: <https://w3id.org/medkg/dataset/>
PREFIX medkg: <https://w3id.org/medkg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@dataclass(frozen=True)
class PageKind:
    """A page, what it answers with, and how heavy a first visit to it may be."""

    name: str
    address: str
    status: int = 200
    kilobytes: int = 40
    shows: str = ""
    """Words that only this kind of page has."""


def address(path: str, **parameters: object) -> str:
    """Return an address with its parameters; a list gives a parameter several times."""
    return f"{path}?{urlencode(parameters, doseq=True)}"


def ask(text: str, status: int = 200, **parameters: str) -> tuple[str, int, int]:
    """Return the address of an answer in the editor, its status, and what the editor may weigh."""
    return address("/sparql", query=PREFIXES + text, **parameters), status, 200


PAGES = (
    PageKind("home", "/"),
    PageKind("browse", "/browse"),
    PageKind("browse-filtered", address("/browse", modality="ct", anatomy="chest"), shows="narrower term"),
    PageKind(
        "browse-nothing-left",
        address("/browse", modality="ct", disease="diabetes-mellitus", year="1999"),
        shows="No entry fits all of this",
    ),
    PageKind("browse-table", address("/browse", view="table")),
    PageKind("search", address("/search", q="lung cancer ct")),
    PageKind("search-did-you-mean", address("/search", q="alzheimers diseese"), shows="Did you mean"),
    PageKind("search-nothing", address("/search", q="xyzzyqwv"), shows="Nothing was found"),
    PageKind("search-empty", "/search"),
    PageKind("entry", "/dataset/kits19-data"),
    PageKind("challenge", "/challenge/kits19"),
    PageKind("series", "/series/oasis"),
    PageKind("catalog", "/catalog/tcia"),
    PageKind("concept", "/anatomy/chest"),
    PageKind("organization", "/organization/stanford-university"),
    PageKind("event", "/event/miccai-2019"),
    PageKind("publication", "/publication/abide-paper"),
    PageKind("plain-thing", "/country/by"),
    PageKind("questions", "/queries"),
    PageKind("questions-searched", address("/queries", q="disease"), shows="questions have the words"),
    PageKind("question-with-parameters", address("/queries/challenges-at-a-meeting", event="isbi-2018")),
    PageKind(
        "question-wrong-value",
        address("/queries/challenges-at-a-meeting", event="miccai-1999"),
        400,
        shows="miccai-1999",
    ),
    PageKind("question-bars", "/queries/count-by-modality"),
    PageKind("question-years", address("/queries/papers", sort="-year", page=2)),
    PageKind("question-grid", "/queries/modality-anatomy-grid"),
    PageKind("question-graph", "/queries/neighbourhood-of-an-entry"),
    PageKind("question-iris", address("/queries/papers", iris=1)),
    PageKind("compare", address("/compare", id=["dataset/kits19-data", "dataset/abide"]), shows="fields differ"),
    PageKind("compare-nothing", "/compare", shows="Find entries to compare"),
    PageKind("sparql", "/sparql", kilobytes=200),
    PageKind("sparql-rows", *ask(ROWS)),
    PageKind("sparql-bars", *ask(BARS)),
    PageKind("sparql-triples", *ask(TRIPLES)),
    PageKind("sparql-no-rows", *ask("SELECT ?x { ?x a medkg:Nothing }")),
    PageKind("sparql-yes-or-no", *ask("ASK { ?x a dcat:Dataset }")),
    PageKind("sparql-refused", *ask("SELECT * { SERVICE <http://example.org/> { ?a ?b ?c } }", 403)),
    PageKind("sparql-malformed", *ask("SELECT ?x { ?x a dcat:Dataset ", 400), shows="Line "),
    PageKind("schema", "/schema"),
    PageKind("ontology", "/ontology"),
    PageKind("quality", "/quality"),
    PageKind("about", "/about"),
    PageKind("exports", "/exports/", shows="medkg.nq.gz"),
    PageKind("profile-that-does-not-fit", "/challenge/kits19.croissant.json", 404, shows=".datacite.json"),
    PageKind("changes", "/changes"),
    PageKind("problems", "/problems"),
    PageKind("not-found", "/dataset/kits-19", 404, shows="KiTS19"),
)
