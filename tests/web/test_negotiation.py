"""Negotiation: the client's best format, by RFC 9110, and what real clients get."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import SPARQLWrapper

from medkg.sparql.formats import FORMATS, HTML, Format, Shape, find_format, formats_of
from medkg.web.negotiation import ANY, choose, negotiate


def key_of(accept: str | None, shape: Shape, *, html: bool = False) -> str | None:
    """Return the key of the chosen format, `html`, or None."""
    chosen = negotiate(accept, shape, html=html)
    return chosen.key if isinstance(chosen, Format) else "html" if chosen == HTML else None


COMUNICA_DOCUMENTS = (
    "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;q=0.8,"
    "text/turtle;q=0.6,application/rdf+xml;q=0.5,text/n3;q=0.35,application/xml;q=0.3,image/svg+xml;q=0.3,"
    "text/xml;q=0.3,text/html;q=0.2,application/xhtml+xml;q=0.18,application/json;q=0.135,text/shaclc;q=0.1,"
    "text/shaclc-ext;q=0.05"
)
BLAZEGRAPH_GRAPHS = (
    "application/rdf+xml;q=0.8,application/xml;q=0.8,application/n-triples;q=0.7,text/plain;q=0.7,text/turtle;q=0.8,"
    "application/x-turtle;q=0.8,text/n3;q=0.8,text/rdf+n3;q=0.8,application/trix;q=0.8,application/trig;q=0.8,"
    "application/x-trig;q=0.8,application/x-binary-rdf,application/n-quads;q=0.7,text/x-nquads;q=0.7,"
    "text/nquads;q=0.7,application/ld+json;q=0.8,application/rdf+json;q=0.8"
)
RDF4J_GRAPHS = (
    "application/n-triples;q=0.7, text/plain;q=0.7, application/rdf+xml;q=0.8, application/xml;q=0.8, text/turtle, "
    "application/x-turtle, application/trig;q=0.8, application/x-trig;q=0.8"
)
CHROME = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7"
)
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
SAFARI = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
EDGE_LEGACY = "text/html, application/xhtml+xml, image/jxr, */*"
LYNX = "text/html, text/plain, text/sgml, text/css, application/xhtml+xml, */*;q=0.01"
JAVA = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"

CLIENTS = {
    "no header": (None, "json", "ttl"),
    "curl": ("*/*", "json", "ttl"),
    "fetch of axios": ("application/json, text/plain, */*", "json", "jsonld"),
    "jQuery for JSON": ("application/json, text/javascript, */*; q=0.01", "json", "jsonld"),
    "Java URLConnection": (JAVA, "json", "ttl"),
    "Jena, SELECT": (
        "application/sparql-results+json,application/sparql-results+xml;q=0.9,text/tab-separated-values;q=0.7,"
        "text/csv;q=0.5,application/json;q=0.2,application/xml;q=0.2,*/*;q=0.1",
        "json",
        "jsonld",
    ),
    "Jena, CONSTRUCT": (
        "text/turtle,application/n-triples;q=0.9,application/rdf+xml;q=0.8,application/xml;q=0.7,*/*;q=0.5",
        "xml",
        "ttl",
    ),
    "Jena, dataset": (
        "application/trig,application/n-quads;q=0.9,text/x-nquads;q=0.8,application/x-trig;q=0.7,*/*;q=0.5",
        "json",
        "trig",
    ),
    "RDF4J, SELECT": (
        "text/csv;q=0.8, application/sparql-results+json;q=0.8, application/json;q=0.8, "
        "application/sparql-results+xml, application/xml, text/tab-separated-values;q=0.8, "
        "application/x-binary-rdf-results-table;q=0.8",
        "xml",
        "rdf",
    ),
    "RDF4J, CONSTRUCT": (RDF4J_GRAPHS, "xml", "ttl"),
    "GraphDB Workbench": (
        "application/x-sparqlstar-results+json, application/sparql-results+json;q=0.9, */*;q=0.8",
        "json",
        "ttl",
    ),
    "graphdb.js, N-Triples": ("text/plain", None, "nt"),
    "graphdb.js, N3": ("text/rdf+n3", None, "ttl"),
    "graphdb.js, TriG": ("application/x-trig", None, "trig"),
    "graphdb.js, N-Quads": ("text/x-nquads", None, "nq"),
    "graphdb.js, RDF/JSON": ("application/rdf+json", None, None),
    "Blazegraph, SELECT": (
        "application/sparql-results+xml;q=0.8,application/xml;q=0.8,application/x-binary-rdf-results-table,"
        "application/sparql-results+json;q=0.8,application/json;q=0.8,text/csv;q=0.8,text/tab-separated-values;q=0.8",
        "json",
        "jsonld",
    ),
    "Blazegraph, CONSTRUCT": (BLAZEGRAPH_GRAPHS, "xml", "ttl"),
    "Virtuoso, SERVICE": (
        "application/sparql-results+xml, text/rdf+n3, text/rdf+ttl, text/rdf+turtle, text/turtle, application/turtle, "
        "application/x-turtle, application/rdf+xml, application/xml",
        "xml",
        "ttl",
    ),
    "Virtuoso, N-Triples": ("text/ntriples", None, "nt"),
    "Comunica, SELECT": ("application/sparql-results+json;q=1.0,application/sparql-results+xml;q=0.7", "json", None),
    "Comunica, CONSTRUCT": ("text/turtle", None, "ttl"),
    "Comunica, documents": (COMUNICA_DOCUMENTS, "xml", "nq"),
    "Yasgui, SELECT": ("application/sparql-results+json,*/*;q=0.9", "json", "ttl"),
    "Yasgui, CONSTRUCT": ("application/n-triples,*/*;q=0.9", "json", "nt"),
    "Yasgui of 2018, CONSTRUCT": ("text/turtle,*/*;q=0.9", "json", "ttl"),
    "Yasqe of QLever, CONSTRUCT": (
        "text/turtle,application/n-triples,application/rdf+xml,application/trig,application/n-quads",
        None,
        "ttl",
    ),
    "SIB sparql-editor": ("application/sparql-results+json", "json", None),
    "Protégé 5": ("application/rdf+xml, application/xml; q=0.5, text/xml; q=0.3, */*; q=0.2", "xml", "rdf"),
    "OWL API 5": (
        "application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, text/plain; q=0.1, */*; q=0.09",
        "xml",
        "rdf",
    ),
    "rdflib, any format": (
        "application/rdf+xml, text/n3, text/turtle, application/n-triples, application/ld+json, application/n-quads, "
        "application/trix, application/trig",
        None,
        "ttl",
    ),
    "rdflib, N-Triples": ("text/plain, */*;q=0.1", "json", "nt"),
    "rdflib, N3": ("text/n3, */*;q=0.1", "json", "ttl"),
    "rdflib, JSON-LD": ("application/ld+json, application/json;q=0.9, */*;q=0.1", "json", "jsonld"),
    "Lynx": (LYNX, "json", "nt"),
}


@pytest.mark.parametrize("client", CLIENTS)
def test_each_client_gets_what_it_reads_best(client: str) -> None:
    accept, results, graph = CLIENTS[client]
    assert (key_of(accept, Shape.RESULTS), key_of(accept, Shape.GRAPH)) == (results, graph)


@pytest.mark.parametrize("accept", [CHROME, FIREFOX, SAFARI, EDGE_LEGACY, LYNX, JAVA, "text/html"])
def test_a_browser_gets_a_page_where_there_is_one(accept: str) -> None:
    assert negotiate(accept, Shape.RESULTS, html=True) == HTML
    assert negotiate(accept, Shape.GRAPH, html=True) == HTML


@pytest.mark.parametrize("client", [name for name, row in CLIENTS.items() if "text/html" not in (row[0] or "")])
def test_a_client_that_does_not_name_html_gets_no_page(client: str) -> None:
    accept, results, graph = CLIENTS[client]
    assert (key_of(accept, Shape.RESULTS, html=True), key_of(accept, Shape.GRAPH, html=True)) == (results, graph)


@pytest.mark.parametrize(
    ("accept", "key"),
    [
        ("text/turtle, text/html;q=0.5", "ttl"),
        ("text/turtle;q=0.5, text/html", "html"),
        ("text/html, text/turtle", "ttl"),
        ("text/html, application/xml", "html"),
        ("text/*", "ttl"),
        ("*/*", "ttl"),
        ("text/*, text/turtle;q=0", "html"),
        ("text/html;q=0, text/*;q=0.5", "ttl"),
        ("image/png", None),
    ],
)
def test_html_comes_before_rdf_only_where_it_is_wanted_more(accept: str, key: str | None) -> None:
    assert key_of(accept, Shape.GRAPH, html=True) == key


@pytest.mark.parametrize("name", ["xml", "json", "csv", "tsv"])
def test_rdflib_asks_for_rows_in_its_format(name: str) -> None:
    assert key_of(SPARQLStore("http://localhost/", returnFormat=name).response_mime_types(), Shape.RESULTS) == name


@pytest.mark.parametrize(
    ("query", "name", "shape", "key"),
    [
        ("ASK {}", "json", Shape.RESULTS, "json"),
        ("ASK {}", "xml", Shape.RESULTS, "xml"),
        ("SELECT * {}", "csv", Shape.RESULTS, "csv"),
        ("SELECT * {}", "tsv", Shape.RESULTS, "tsv"),
        ("CONSTRUCT {} {}", "turtle", Shape.GRAPH, "ttl"),
        ("CONSTRUCT {} {}", "n3", Shape.GRAPH, "ttl"),
        ("CONSTRUCT {} {}", "xml", Shape.GRAPH, "rdf"),
        ("DESCRIBE <a:b>", "rdf+xml", Shape.GRAPH, "rdf"),
        ("DESCRIBE <a:b>", "json-ld", Shape.GRAPH, "jsonld"),
    ],
)
def test_sparqlwrapper_means_the_same_by_header_and_by_parameter(query: str, name: str, shape: Shape, key: str) -> None:
    client = SPARQLWrapper("http://localhost/sparql", returnFormat=name)
    client.setQuery(query)
    asked = client._createRequest()
    parameter = parse_qs(urlsplit(asked.full_url).query)["format"][0]
    assert key_of(asked.get_header("Accept"), shape) == key
    assert find_format(parameter, shape) is FORMATS[key]


@pytest.mark.parametrize(
    ("accept", "shape", "key"),
    [
        pytest.param("", Shape.GRAPH, "ttl", id="an empty header accepts everything"),
        pytest.param(" , ,", Shape.RESULTS, "json", id="so does one of empty items"),
        pytest.param("TEXT/CSV", Shape.RESULTS, "csv", id="case does not matter"),
        pytest.param("text/csv;Q=0.1, text/tab-separated-values;q=0.9", Shape.RESULTS, "tsv", id="the higher weight"),
        pytest.param("application/rdf+xml;q=0.3,application/n-triples;q=0.31", Shape.GRAPH, "nt", id="hundredths"),
        pytest.param("application/rdf+xml;q=0.300,text/turtle;q=0.299", Shape.GRAPH, "rdf", id="thousandths"),
        pytest.param("*/*, text/turtle;q=0.1", Shape.GRAPH, "jsonld", id="a low weight by name beats any"),
        pytest.param("text/*;q=1, text/csv;q=0.1", Shape.RESULTS, "tsv", id="a low weight by name beats a type"),
        pytest.param("text/*;q=0.1, */*;q=0.5", Shape.RESULTS, "json", id="a type beats any"),
        pytest.param("*/*, text/*", Shape.RESULTS, "csv", id="a type before any"),
        pytest.param("*/*;q=0.5, text/*;q=0.6", Shape.RESULTS, "csv", id="a type of higher weight"),
        pytest.param("text/turtle;q=0, */*", Shape.GRAPH, "jsonld", id="one is excluded"),
        pytest.param("text/turtle;q=0, application/ld+json;q=0.0, */*;q=0.1", Shape.GRAPH, "nt", id="two are excluded"),
        pytest.param("application/*;q=0, */*", Shape.RESULTS, "csv", id="a type is excluded"),
        pytest.param("*/*;q=0, text/csv", Shape.RESULTS, "csv", id="all others are excluded"),
        pytest.param("*/*;q=0", Shape.RESULTS, None, id="everything is excluded"),
        pytest.param("text/turtle;q=0", Shape.GRAPH, None, id="nothing else is accepted"),
        pytest.param("text/csv;q=0, text/csv;charset=utf-8;q=0", Shape.RESULTS, None, id="excluded twice"),
        pytest.param("image/png", Shape.RESULTS, None, id="what is not offered"),
        pytest.param("text/turtle", Shape.RESULTS, None, id="what the other shape offers"),
        pytest.param("*/*, application/n-triples", Shape.GRAPH, "nt", id="named before any"),
        pytest.param("application/*, text/csv", Shape.RESULTS, "csv", id="named before type"),
        pytest.param("text/plain, application/rdf+xml", Shape.GRAPH, "rdf", id="named before alias"),
        pytest.param("text/plain, application/*", Shape.GRAPH, "nt", id="alias before type"),
        pytest.param("text/*", Shape.GRAPH, "ttl", id="a type means what is sent, no alias"),
        pytest.param("application/json;q=0, */*", Shape.RESULTS, "xml", id="an alias is excluded"),
        pytest.param(
            "application/sparql-results+json;q=0,application/json", Shape.RESULTS, None, id="alias of excluded"
        ),
        pytest.param("*/*;q=0, application/json", Shape.RESULTS, "json", id="an alias in spite of any"),
        pytest.param("text/turtle;charset=utf-8", Shape.GRAPH, "ttl", id="charset"),
        pytest.param('text/turtle; charset="UTF-8"; q=0, */*', Shape.GRAPH, "jsonld", id="charset quoted"),
        pytest.param("application/sparql-results+xml;version=1.2", Shape.RESULTS, "xml", id="unknown parameter"),
        pytest.param('application/ld+json;profile="http://e.org/a,b;q=0"', Shape.GRAPH, "jsonld", id="quoted , and ;"),
        pytest.param(r'text/csv;a="\",*/*;q=0", text/turtle', Shape.RESULTS, "csv", id="quoted quote"),
        pytest.param("application/ld+json;profile=x;q=0, application/ld+json", Shape.GRAPH, "jsonld", id="variant q=0"),
        pytest.param("text/turtle;version=1.2;q=0, */*;q=0.1", Shape.GRAPH, "ttl", id="variant q=0 and any"),
        pytest.param(
            "text/csv;header=present;q=0.9,text/csv;q=0.1,*/*;q=0.5", Shape.RESULTS, "json", id="plain counts"
        ),
        pytest.param(
            "text/csv;q=0.1,text/csv;header=present;q=0.9,*/*;q=0.5", Shape.RESULTS, "json", id="in any order"
        ),
        pytest.param("text/csv;q=0.9,text/csv;q=0.1,*/*;q=0.5", Shape.RESULTS, "csv", id="the higher of two weights"),
        pytest.param("text/csv;q=0.4;q=1, text/tab-separated-values;q=0.5", Shape.RESULTS, "tsv", id="the first q"),
        pytest.param("text/csv;q=1;level=2, */*;q=0.5", Shape.RESULTS, "csv", id="accept-ext"),
        pytest.param("\ttext/csv ;\tq = 0.9 ,, ;, */* ; q=0.8", Shape.RESULTS, "csv", id="odd whitespace"),
        pytest.param("text/turtle; ;q=0;, */*", Shape.GRAPH, "jsonld", id="empty parameters"),
        pytest.param("text/csv;q=.4, */*;q=.5", Shape.RESULTS, "json", id="no digit before the point"),
        pytest.param("*, text/csv;q=0.5", Shape.RESULTS, "json", id="a lone asterisk is any"),
        pytest.param("text/csv;q=high, text/tab-separated-values", Shape.RESULTS, "tsv", id="weight is a word"),
        pytest.param("text/csv;q=2, text/tab-separated-values;q=0.1", Shape.RESULTS, "tsv", id="weight above one"),
        pytest.param("text/csv;q=-1, text/tab-separated-values;q=0.1", Shape.RESULTS, "tsv", id="weight below zero"),
        pytest.param("text/csv;q, text/tab-separated-values;q=0.1", Shape.RESULTS, "tsv", id="weight without value"),
        pytest.param("text/csv;q=nan, text/tab-separated-values;q=0.1", Shape.RESULTS, "tsv", id="weight not a number"),
        pytest.param("text/csv;q=0.٩, text/tab-separated-values;q=0.1", Shape.RESULTS, "tsv", id="digits not ASCII"),
        pytest.param('text/csv;a="open, text/turtle', Shape.RESULTS, "csv", id="unclosed quotation"),
    ],
)
def test_a_header_is_read_by_the_rules(accept: str, shape: Shape, key: str | None) -> None:
    assert key_of(accept, shape) == key


@pytest.mark.parametrize("item", ["garbage", "text csv", "text/", "/csv", "*/csv", "a/b/c", "text/csv;q=1.1", "é/csv"])
def test_a_malformed_item_is_left_out_of_account(item: str) -> None:
    assert key_of(item, Shape.RESULTS) == "json"
    assert key_of(f"{item}, text/tab-separated-values;q=0.1", Shape.RESULTS) == "tsv"


def test_a_dataset_format_is_given_only_to_who_names_it() -> None:
    for accept in (None, "*/*", "application/*", "text/*"):
        assert key_of(accept, Shape.GRAPH) not in ("trig", "nq")


@pytest.mark.parametrize(
    "unit", [",", ";", ",;", "=", '"', '\\"', '"\\', '";,', "a/b,", "a/b;q=", "a/*;q=0,", "*", "/"]
)
def test_a_long_hostile_header_is_read_to_its_end(unit: str) -> None:
    assert negotiate((unit * 200_000)[:200_000], Shape.GRAPH) in (*formats_of(Shape.GRAPH), None)


Stated = list[tuple[str, int]]
"""Media ranges, each once, with thousandths of weight."""


@st.composite
def headers(draw: st.DrawFn) -> tuple[str, Stated]:
    """Draw a well-formed Accept header, and what it states."""
    names = [name for each in FORMATS.values() for name in (each.media_type, *each.aliases)]
    ranges = st.sampled_from([*names, HTML, "image/png", "text/*", "application/*", "image/*", ANY])
    stated = draw(st.lists(st.tuples(ranges, st.sampled_from([0, 1, 500, 999, 1000])), unique_by=lambda item: item[0]))
    space = st.sampled_from(["", " ", "\t "])
    parameter = st.sampled_from(["", ";charset=utf-8", '; Charset="utf-8"'])
    extension = st.sampled_from(["", ";level=1", ';a="x, y; q=0"', ';b="\\"";q=0'])
    items = []
    for name, weight in stated:
        case = draw(st.sampled_from([str.lower, str.upper]))
        weighted = (
            f";{draw(space)}q={weight / 1000:.3f}{draw(extension)}" if weight < 1000 or draw(st.booleans()) else ""
        )
        items.append(f"{draw(space)}{case(name)}{draw(parameter)}{draw(space)}{weighted}{draw(space)}")
    return ",".join(items), stated


def expected(stated: Stated, shape: Shape, html: bool) -> str | None:
    """Return the key that a header must lead to: told from each range, not from each format."""
    offers = [(each.key, each.media_type, each.aliases) for each in formats_of(shape)]
    offers += [("html", HTML, ())] if html else []
    best: tuple[int, int] = (0, 0)
    chosen = None
    for key, media_type, aliases in offers:
        levels: dict[int, int] = {}
        for name, weight in stated or [(ANY, 1000)]:
            level = 1 if name == ANY else 2 if name == media_type.split("/")[0] + "/*" else 0
            level = 3 if name in aliases else 4 if name == media_type else level
            levels[level] = max(levels.get(level, 0), weight)
        level = max(levels)
        if level and levels[level] and (levels[level], level) > best:
            best, chosen = (levels[level], level), key
    return chosen


@given(headers(), st.sampled_from(Shape), st.booleans())
def test_every_well_formed_header_leads_to_what_it_states(drawn: tuple[str, Stated], shape: Shape, html: bool) -> None:
    accept, stated = drawn
    assert key_of(accept, shape, html=html) == expected(stated, shape, html)


LATIN_1 = st.text(st.characters(max_codepoint=255))
FRAGMENTS = st.lists(st.sampled_from([*'",;=*/\\ \t', "q", "0", "1", ".", "text/turtle", "*/*", "charset"])).map(
    "".join
)


@given(LATIN_1 | FRAGMENTS | st.text(), st.sampled_from(Shape), st.booleans())
def test_any_text_gives_an_offer_or_nothing(accept: str, shape: Shape, html: bool) -> None:
    assert negotiate(accept, shape, html=html) in (*formats_of(shape), *([HTML] if html else []), None)


@given(LATIN_1 | FRAGMENTS, st.sampled_from(list(FORMATS.values())))
def test_what_is_excluded_by_name_is_never_given(junk: str, excluded: Format) -> None:
    assume('"' not in junk)
    assume(excluded.media_type not in junk.lower())
    assert negotiate(f"{junk}, {excluded.media_type};q=0", excluded.shape) != excluded


BIBTEX = "application/x-bibtex"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (BIBTEX, BIBTEX),
        (f"{BIBTEX};q=0.5", BIBTEX),
        (f"text/turtle;q=0.9, {BIBTEX}", BIBTEX),
        (f"text/turtle, {BIBTEX}", "ttl"),
        (f"text/html, {BIBTEX}", BIBTEX),
        (f"text/html, {BIBTEX};q=0.9", "html"),
        ("*/*", "ttl"),
        ("application/*", "jsonld"),
        ("application/x-research-info-systems", None),
        (f"{BIBTEX};q=0", None),
    ],
)
def test_something_else_is_given_only_to_who_names_it(accept: str, chosen: str | None) -> None:
    found = negotiate(accept, Shape.GRAPH, html=True, others=(BIBTEX,))
    assert (found if found == BIBTEX else key_of(accept, Shape.GRAPH, html=True)) == chosen


def test_of_some_offers_the_one_that_is_wanted_most_is_chosen() -> None:
    offers = [FORMATS["ttl"], FORMATS["rdf"], HTML]
    assert choose("application/trig, application/rdf+xml;q=0.2", offers) == FORMATS["rdf"]
    assert choose(None, offers) == FORMATS["ttl"]
    assert choose("application/trig", offers) is None
