"""The description in VoID is true: SPARQL counts the same in the finished graph. Tools that read it find their way."""

from collections.abc import Mapping

import pytest
from pyoxigraph import NamedNode, QuerySolutions, Store
from rdflib.plugins.sparql import prepareQuery

from medkg.build import Graph, check_quads
from medkg.convert import void
from medkg.convert.default_graph import is_in
from support import NAMES, REPOSITORY

DEFAULT = NAMES("void#default-graph")
Figures = Mapping[tuple[str, ...], str]


@pytest.fixture(scope="module", params=["real_graph", "minimal_graph"])
def store(request: pytest.FixtureRequest) -> Store:
    made = Store()
    made.bulk_extend(request.getfixturevalue(request.param).quads)
    return made


def table(store: Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(query, prefixes=NAMES.prefixes)
    assert isinstance(found, QuerySolutions)
    return [tuple(term.value if term else "" for term in row) for row in found]


def figures(store: Store, query: str) -> Figures:
    """Return the last column by the others."""
    return {row[:-1]: row[-1] for row in table(store, query)}


@pytest.mark.parametrize(
    ("figure", "count"),
    [
        ("triples", "COUNT(*) AS ?n) { ?s ?p ?o }"),
        ("classes", "COUNT(DISTINCT ?o) AS ?n) { ?s a ?o }"),
        ("properties", "COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        ("distinctSubjects", "COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        ("distinctObjects", "COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"),
        ("entities", "COUNT(DISTINCT ?s) AS ?n) { ?s a ?o }"),
    ],
)
def test_the_figures_of_the_default_graph_are_what_sparql_counts(store: Store, figure: str, count: str) -> None:
    assert table(store, f"SELECT ?n {{ {DEFAULT} void:{figure} ?n }}") == table(store, f"SELECT ({count}")


@pytest.mark.parametrize(
    ("figure", "count"),
    [
        ("triples", "COUNT(*)"),
        ("properties", "COUNT(DISTINCT ?p)"),
        ("distinctSubjects", "COUNT(DISTINCT ?s)"),
        ("distinctObjects", "COUNT(DISTINCT ?o)"),
        ("classes", "COUNT(DISTINCT ?class)"),
    ],
)
def test_the_figures_of_each_named_graph_are_what_sparql_counts(store: Store, figure: str, count: str) -> None:
    told = f"SELECT ?g ?n {{ ?g a void:Dataset ; void:{figure} ?n FILTER(?g != {DEFAULT}) }}"
    each = "GRAPH ?g { ?s ?p ?o } BIND(IF(?p = rdf:type, ?o, 1 / 0) AS ?class)"
    assert figures(store, told) == figures(store, f"SELECT ?g ({count} AS ?n) {{ {each} }} GROUP BY ?g")


CLASS = f"{DEFAULT} void:classPartition ?part . ?part void:class ?c"
PROPERTY = f"{CLASS} ; void:propertyPartition ?of . ?of void:property ?p"


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        (
            f"SELECT ?c ?n {{ {CLASS} ; void:entities ?n }}",
            "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c",
        ),
        (
            f"SELECT ?c ?n {{ {CLASS} ; void:triples ?n }}",
            "SELECT ?c (COUNT(*) AS ?n) { ?s a ?c ; ?p ?o } GROUP BY ?c",
        ),
        (
            f"SELECT ?p ?n {{ {DEFAULT} void:propertyPartition ?of . ?of void:property ?p ; void:triples ?n }}",
            "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
        ),
        (
            f"SELECT ?c ?p ?n {{ {PROPERTY} ; void:triples ?n }}",
            "SELECT ?c ?p (COUNT(*) AS ?n) { ?s a ?c ; ?p ?o } GROUP BY ?c ?p",
        ),
        (
            f"SELECT ?c ?p ?v ?n {{ {PROPERTY} ; void:classPartition ?end . ?end void:class ?v ; void:triples ?n }}",
            "SELECT ?c ?p ?v (COUNT(*) AS ?n) { ?s a ?c ; ?p ?o . ?o a ?v } GROUP BY ?c ?p ?v",
        ),
        (
            f"""SELECT ?c ?p ?v ?n {{ {PROPERTY} ; void-ext:datatypePartition ?end .
                ?end void-ext:datatype ?v ; void:triples ?n }}""",
            """SELECT ?c ?p ?v (COUNT(*) AS ?n) { ?s a ?c ; ?p ?o FILTER(isLiteral(?o)) BIND(DATATYPE(?o) AS ?v) }
                GROUP BY ?c ?p ?v""",
        ),
    ],
    ids=["entities", "classes", "properties", "properties-of-classes", "classes-of-values", "datatypes-of-values"],
)
def test_the_parts_of_the_default_graph_are_all_told_and_counted_right(store: Store, told: str, counted: str) -> None:
    found = figures(store, told)
    assert len(found) > 20
    assert found == figures(store, counted)


def test_every_graph_is_a_part_of_the_default_graph_or_told_beside_it(store: Store) -> None:
    graphs = {NamedNode(row[0]) for row in table(store, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")}
    parts = {NamedNode(row[0]) for row in table(store, f"SELECT ?g {{ {DEFAULT} void:subset ?g }}")}
    beside = {NamedNode(row[0]) for row in table(store, f"SELECT ?g {{ {NAMES('void')} foaf:topic ?g }}")}
    assert parts | beside == graphs
    assert beside == {graph for graph in graphs if is_in(graph, NAMES, ["provenance", "shapes"])}


def test_the_default_graph_says_whose_it_is_and_where_it_can_be_asked(store: Store) -> None:
    ((title, licence, home, endpoint, space),) = table(
        store,
        f"""SELECT ?title ?licence ?home ?endpoint ?space {{ {NAMES("void")} foaf:primaryTopic ?d .
            ?d dct:title ?title ; dct:license ?licence ; foaf:homepage ?home ; void:sparqlEndpoint ?endpoint ;
            void:uriSpace ?space }}""",
    )
    assert title.startswith("medkg")
    assert licence == "https://creativecommons.org/licenses/by/4.0/"
    assert (home, endpoint, space) == (NAMES.base, f"{NAMES.base}sparql", NAMES.base)


def test_the_default_graph_says_which_version_it_is_and_of_which_there_were_releases(real_graph: Graph) -> None:
    made = Store()
    made.bulk_extend(real_graph.quads)
    newest = real_graph.catalog.version
    told = (
        f"SELECT ?version ?info ?day {{ {DEFAULT} dcat:version ?version ; owl:versionInfo ?info ; dct:modified ?day }}"
    )
    assert table(made, told) == [(newest, newest, newest)]
    assert table(made, f"SELECT ?r {{ {DEFAULT} dcat:hasCurrentVersion ?r . ?r a medkg:Release }}") == [
        (f"{NAMES.base}release/{newest}",)
    ]
    releases = table(made, f"SELECT ?version {{ {DEFAULT} dcat:hasVersion/dcat:version ?version }}")
    assert sorted(releases) == sorted((str(release.version),) for release in real_graph.catalog.releases)


def test_a_graph_without_releases_says_no_version(minimal_graph: Graph) -> None:
    versions = {NAMES.expand(name) for name in ("dcat:version", "dcat:hasVersion", "owl:versionIRI", "dct:modified")}
    assert minimal_graph.catalog.version == ""
    assert not versions & {quad.predicate for quad in minimal_graph.quads}


def test_the_example_is_an_entry_and_the_vocabularies_are_in_use(store: Store) -> None:
    assert len(table(store, f"SELECT ?e {{ {DEFAULT} void:exampleResource ?e . ?e a dcat:Resource }}")) == 1
    used = {row[0] for row in table(store, "SELECT DISTINCT ?p { ?s ?p ?o }")}
    used |= {row[0] for row in table(store, "SELECT DISTINCT ?c { ?s a ?c }")}
    vocabularies = [row[0] for row in table(store, f"SELECT ?v {{ {DEFAULT} void:vocabulary ?v }}")]
    assert all(any(term.startswith(vocabulary) for term in used) for vocabulary in vocabularies)
    assert all(any(term.startswith(vocabulary) for vocabulary in vocabularies) for term in used)


def test_editors_find_the_classes_the_properties_and_the_kinds_of_values(store: Store) -> None:
    """What sparql-editor and sparql-llm of SIB ask for, without GRAPH, in words of our own."""
    schema = table(
        store,
        """SELECT DISTINCT ?class ?property ?value ?datatype {
            ?part void:class ?class ; void:propertyPartition ?of . ?of void:property ?property
            OPTIONAL {
                { ?of void:classPartition [ void:class ?value ] }
                UNION { ?of void-ext:datatypePartition [ void-ext:datatype ?datatype ] } } }""",
    )
    challenge, event = NAMES.term("Challenge").value, NAMES.term("Event").value
    text = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
    assert (challenge, NAMES.term("heldAt").value, event, "") in schema
    assert (challenge, "http://purl.org/dc/terms/title", "", text) in schema


def test_editors_find_the_prefixes(store: Store) -> None:
    found = dict(table(store, "SELECT DISTINCT ?prefix ?iri { ?node sh:prefix ?prefix ; sh:namespace ?iri }"))
    assert found == NAMES.prefixes


def test_editors_find_the_saved_queries_and_can_parse_them(store: Store) -> None:
    examples = table(
        store,
        """SELECT DISTINCT ?query ?comment ?text { ?query a sh:SPARQLExecutable ; rdfs:comment ?comment .
            ?query sh:select|sh:ask|sh:construct|sh:describe ?text }""",
    )
    assert examples
    assert len(examples) == len(
        table(store, f"SELECT ?q {{ GRAPH {NAMES.graph('queries')} {{ ?q schema:target ?e }} }}")
    )
    for _, comment, text in examples:
        assert comment
        prepareQuery(text)


def test_the_description_breaks_no_shape_and_no_check(real_graph: Graph) -> None:
    assert check_quads(REPOSITORY, real_graph.catalog, real_graph.quads) == sorted(real_graph.warnings)


def test_figures_that_do_not_come_to_rest_are_refused(real_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [q for q in real_graph.quads if is_in(q.graph_name, NAMES, ["stated", "queries"])]
    assert void.convert_void(NAMES, told)
    monkeypatch.setattr(void, "_ROUNDS", 2)
    with pytest.raises(RuntimeError, match="change with each round"):
        void.convert_void(NAMES, told)
