"""Queries that strangers may send to do harm, and what may come out of each.

LISTENER stands for a port of this machine at which nobody may ever knock.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from medkg.sparql.formats import FORMATS, Shape, formats_of

LISTENER = "LISTENER"
HERE = f"http://127.0.0.1:{LISTENER}"
CALL = f"SERVICE <{HERE}/> {{ ?s ?p ?o }}"

OK, MALFORMED, REFUSED, NOT_REPRESENTABLE, TOO_LONG, TOO_MUCH = 200, 400, 403, 406, 504, 507
EXHAUSTING = {TOO_LONG, TOO_MUCH}
ANY_END = {OK, TOO_LONG, TOO_MUCH}
"""A machine may be fast enough."""

OTHERS = "?d ?e ?f . ?g ?h ?i"
ALL = f"?a ?b ?c . {OTHERS}"
REPLACED, ENCODED = "REPLACE({x}, '.', '$0$0')", "ENCODE_FOR_URI(CONCAT({x}, {x}, '%'))"
XSD = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "


@dataclass(frozen=True)
class Hostile:
    """A query, the statuses that it may have, and the format in which it is asked for."""

    name: str
    text: str
    may: frozenset[int]
    accept: str = "application/sparql-results+json, text/turtle"


def _may(may: Iterable[int], **queries: str) -> list[Hostile]:
    return [Hostile(name.replace("_", "-"), text, frozenset(may)) for name, text in queries.items()]


def nested(opening: str, inner: str, closing: str, depth: int) -> str:
    """Return a text within so many brackets."""
    return opening * depth + inner + closing * depth


def chain(patterns: int, predicate: str = "?p{}") -> str:
    """Return so many patterns, each joined to the one before."""
    return " . ".join(f"?v{n} {predicate.format(n)} ?v{n + 1}" for n in range(patterns))


def doubled(times: int, step: str = "CONCAT({x}, {x})", first: str = "'xy'") -> str:
    """Return bindings of ?x1, ?x2, … each of which is made of the one before."""
    steps = " ".join(f"BIND({step.format(x=f'?x{n}')} AS ?x{n + 1})" for n in range(times))
    return f"BIND({first} AS ?x0) {steps}"


DEEP = _may(
    {OK, MALFORMED, *EXHAUSTING},
    parentheses=f"ASK {{ FILTER({nested('(', '1', ')', 10_000)}) }}",
    parentheses_that_nothing_closes=f"ASK {{ FILTER({'(' * 100_000}",
    braces=f"ASK {nested('{', '', '}', 10_000)}",
    braces_that_nothing_closes="ASK " + "{" * 100_000,
    not_exists=f"ASK {{ {nested('FILTER NOT EXISTS { ?s ?p ?o ', '', '}', 3_000)} }}",
    exists_in_expressions=f"ASK {{ FILTER({nested('!EXISTS { FILTER(', 'true', ')}', 2_000)}) }}",
    optionals=f"ASK {{ {nested('OPTIONAL { ?s ?p ?o ', '', '}', 3_000)} }}",
    minuses=f"ASK {{ ?s ?p ?o {nested('MINUS { ?s ?p ?o ', '', '}', 3_000)} }}",
    graphs=f"ASK {{ {nested('GRAPH ?g { ', '?s ?p ?o', '}', 5_000)} }}",
    subqueries=f"{nested('SELECT * { { ', 'SELECT * { ?s ?p ?o }', '} }', 2_000)}",
    paths=f"ASK {{ ?s {nested('(', '<urn:p>', ')', 10_000)} ?o }}",
    path_stars=f"ASK {{ ?s {nested('(', '<urn:p>', ')*', 5_000)} ?o }}",
    path_inverses=f"ASK {{ ?s {nested('^(', '<urn:p>', ')', 5_000)} ?o }}",
    negations=f"ASK {{ FILTER({'!' * 50_000}true) }}",
    signs=f"SELECT ({'- ' * 50_000}1 AS ?x) {{}}",
    collections=f"ASK {{ ?s ?p {nested('(', '1', ')', 5_000)} }}",
    blank_nodes=f"ASK {{ ?s ?p {nested('[ ?p ', '1', ']', 5_000)} }}",
    triple_terms=f"ASK {{ ?s ?p {nested('<<( ?s ?p ', '?o', ')>>', 2_000)} }}",
    conditions=f"SELECT ({nested('IF(true, ', '1', ', 0)', 5_000)} AS ?x) {{}}",
    coalesces=f"SELECT ({nested('COALESCE(', '1', ')', 5_000)} AS ?x) {{}}",
    concatenations=f"SELECT ({nested('CONCAT(', '1', ')', 5_000)} AS ?x) {{}}",
    in_lists=f"ASK {{ FILTER({nested('1 IN (', '1', ')', 5_000)}) }}",
    casts=f"{XSD}SELECT ({nested('xsd:string(', '1', ')', 5_000)} AS ?x) {{}}",
    construct_template=f"CONSTRUCT {{ <urn:s> <urn:p> {nested('[ <urn:p> ', '1', ']', 3_000)} }} WHERE {{}}",
)

LONG = _may(
    {OK, MALFORMED, *EXHAUSTING},
    patterns=f"ASK {{ {'?s ?p ?o . ' * 20_000} }}",
    unions=f"ASK {{ {' UNION '.join(['{ ?s ?p ?o }'] * 10_000)} }}",
    groups=f"ASK {{ {'{ ?s ?p ?o } ' * 10_000} }}",
    filters=f"ASK {{ ?s ?p ?o {'FILTER(?s != ?o) ' * 10_000} }}",
    disjunctions=f"ASK {{ ?s ?p ?o FILTER({' || '.join(['?s = ?o'] * 20_000)}) }}",
    conjunctions=f"ASK {{ ?s ?p ?o FILTER({' && '.join(['?s != ?o'] * 20_000)}) }}",
    sums=f"SELECT ({'+'.join(['1'] * 100_000)} AS ?x) {{}}",
    path_sequence=f"ASK {{ ?s {'/'.join(['<urn:p>'] * 5_000)} ?o }}",
    path_alternatives=f"ASK {{ ?s {'|'.join(['<urn:p>'] * 5_000)} ?o }}",
    predicate_list=f"ASK {{ ?s {'; '.join(['?p ?o'] * 20_000)} }}",
    object_list=f"ASK {{ ?s ?p {', '.join(['?o'] * 20_000)} }}",
    variables=f"SELECT {' '.join(f'?v{n}' for n in range(20_000))} {{}}",
    prefixes=f"{' '.join(f'PREFIX p{n}: <urn:{n}>' for n in range(20_000))} ASK {{}}",
    from_clauses=f"ASK {' '.join(f'FROM <urn:{n}>' for n in range(20_000))} {{ ?s ?p ?o }}",
    collection=f"ASK {{ ?s ?p ({'1 ' * 20_000}) }}",
    values=f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {'1 ' * 400_000} }} }}",
    wide_values=f"ASK {{ VALUES ({' '.join(f'?v{n}' for n in range(5_000))}) {{ ({'1 ' * 5_000}) }} }}",
    in_list=f"ASK {{ ?s ?p ?o FILTER(?o IN ({','.join(map(str, range(100_000)))})) }}",
    optional_list=f"SELECT * {{ ?s ?p ?o {'OPTIONAL { ?s ?p ?o } ' * 2_000} }} LIMIT 1",
    literal=f"SELECT ('{'x' * 900_000}' AS ?x) {{}}",
    iri=f"ASK {{ ?s ?p <urn:{'x' * 900_000}> }}",
    variable=f"ASK {{ ?{'x' * 900_000} ?p ?o }}",
    comment=f"ASK {{}} #{'x' * 900_000}",
    blanks=f"ASK {' ' * 900_000}{{}}",
    string_that_nothing_closes=f"ASK {{ ?s ?p '''{'x' * 900_000}",
    quotes="ASK { ?s ?p " + '"' * 900_001 + " }",
    backslashes="ASK { ?s ?p '" + "\\" * 900_001 + "' }",
    names=f"ASK {{ {'a:b ' * 200_000} }}",
    colons=f"ASK {{ {':' * 900_000} }}",
    lines="\n" * 900_000,
)

EXPONENTIAL = _may(
    ANY_END | {MALFORMED},
    substr=f"SELECT ({nested('SUBSTR(', '?x', ',1)', 30)} AS ?y) {{}}",
    regex=f"SELECT ({nested('REGEX(', '?x', ',1)', 30)} AS ?y) {{}}",
    replace=f"SELECT ({nested('REPLACE(', '?x', ',1,1)', 30)} AS ?y) {{}}",
    group_concat=f"SELECT ({nested('GROUP_CONCAT(', '?x', ')', 30)} AS ?y) {{}}",
    counts=f"SELECT ({nested('COUNT(', '?x', ')', 30)} AS ?y) {{}}",
    substr_that_nothing_closes=f"SELECT ({'SUBSTR(' * 40}",
    graph_patterns=f"ASK {{ {nested('{ ?s ?p ?o } UNION { ', '', '}', 500)} }}",
)

PLANNED = _may(
    ANY_END,
    joins_in_a_chain=f"ASK {{ {chain(200)} }}",
    joins_in_a_star=f"ASK {{ {' . '.join(f'?s ?p{n} ?o{n}' for n in range(200))} }}",
    joins_of_nothing_in_common=f"ASK {{ {' . '.join(f'?s{n} ?p{n} ?o{n}' for n in range(200))} }}",
    joins_around=f"ASK {{ {chain(150)} . ?v150 ?q ?v0 }}",
    joins_of_paths=f"ASK {{ {chain(60, '(<urn:p>|!<urn:p>)*')} }}",
)

PRODUCTS = _may(
    EXHAUSTING,
    count=f"SELECT (COUNT(*) AS ?n) {{ {ALL} }}",
    distinct=f"SELECT DISTINCT ?a ?d ?g {{ {ALL} }}",
    count_distinct=f"SELECT (COUNT(DISTINCT ?n) AS ?m) {{ {ALL} BIND(CONCAT(STR(?a), STR(?d), STR(?g)) AS ?n) }}",
    order=f"SELECT * {{ {ALL} }} ORDER BY ?c ?f ?i LIMIT 1",
    group=f"SELECT ?a ?d ?g (COUNT(*) AS ?n) {{ {ALL} }} GROUP BY ?a ?d ?g",
    group_concat_of_a_product=f"SELECT (GROUP_CONCAT(STR(?c)) AS ?x) {{ {ALL} }}",
    group_concat_distinct=f"SELECT (GROUP_CONCAT(DISTINCT CONCAT(STR(?c), STR(?f))) AS ?x) {{ {ALL} }}",
    sample=f"SELECT (SAMPLE(?c) AS ?x) {{ {ALL} FILTER(?c != ?f && ?f != ?i) }}",
    offset=f"SELECT * {{ {ALL} }} OFFSET 9000000000",
    filter_that_nothing_passes=f"ASK {{ {ALL} FILTER(CONCAT(STR(?a), STR(?d), STR(?g)) = '') }}",
    minus=f"ASK {{ {ALL} MINUS {{ ?a ?x ?y }} }}",
    not_exists_of_a_product=f"ASK {{ FILTER NOT EXISTS {{ {ALL} FILTER(?a = <urn:nothing>) }} }}",
    exists_for_each=f"SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c FILTER NOT EXISTS {{ {OTHERS} FILTER(?d = ?c) }} }}",
    values_of_values="SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{n} {{ 0 1 2 3 4 5 6 7 8 9 }}" for n in range(9))
    + " }",
    optional_products=f"SELECT (COUNT(*) AS ?n) {{ OPTIONAL {{ {ALL} }} OPTIONAL {{ {ALL} }} }}",
    all_rows=f"SELECT * {{ {ALL} }}",
    all_triples=f"CONSTRUCT {{ ?a ?b ?f }} WHERE {{ {ALL} }}",
    describe_everything="DESCRIBE ?a ?d { ?a ?b ?c . ?d ?e ?f }",
)

PATHS = _may(
    ANY_END,
    everywhere_and_back="SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b }",
    nested_stars="SELECT (COUNT(*) AS ?n) { ?a ((((!<urn:x>)*)*)*)* ?b }",
    pluses="SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>)+/(!<urn:x>)+/(!<urn:x>)+ ?b }",
    around="SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>/^!<urn:x>)+ ?a }",
    zero_or_more_of_what_is_not_there="SELECT (COUNT(*) AS ?n) { ?a <urn:x>* ?b . ?c <urn:y>* ?d }",
)

STRINGS = _may(
    EXHAUSTING,
    doubled_by_concat=f"SELECT (STRLEN(?x40) AS ?n) {{ {doubled(40)} }}",
    doubled_by_replace=f"SELECT (STRLEN(?x40) AS ?n) {{ {doubled(40, REPLACED)} }}",
    tripled_by_encoding=f"SELECT (STRLEN(?x30) AS ?n) {{ {doubled(30, ENCODED)} }}",
    result_of_doubling=f"SELECT ?x22 {{ {doubled(22)} }}",
    iri_of_doubling=f"SELECT ?y {{ {doubled(22)} BIND(IRI(CONCAT('urn:', ?x22)) AS ?y) }}",
    triples_of_doubling=f"CONSTRUCT {{ <urn:s> <urn:p> ?x22 }} WHERE {{ {doubled(22)} }}",
    strings_for_each_row=f"SELECT ?x16 {{ ?s ?p ?o {doubled(16, first='STR(?o)')} }} ORDER BY ?x16",
)

REGEXES = _may(
    ANY_END,
    nested_quantifiers=f"SELECT (REGEX('{'a' * 10_000}!', '^(a+)+$') AS ?x) {{}}",
    alternatives=f"SELECT (REGEX('{'a' * 10_000}', '^(a|a|aa)*b$') AS ?x) {{}}",
    counted="SELECT (REGEX('a', '((((a{1,100}){1,100}){1,100}){1,100})') AS ?x) {}",
    counted_classes="SELECT (REGEX('a', '(\\\\pL{1,1000}){1,1000}', 'i') AS ?x) {}",
    deep_groups=f"SELECT (REGEX('a', '{nested('(', 'a', ')', 5_000)}') AS ?x) {{}}",
    for_each_row="SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(REGEX(STR(?o), CONCAT('(', STR(?s), '|.*)*x$'))) }",
    replaced_by_much="SELECT (STRLEN(REPLACE(REPLACE('aaaaaaaaaa', 'a', 'aaaaaaaaaaaaaaaa'), '', 'xxxxx')) AS ?n) {}",
    back_reference="SELECT (REGEX('aa', '(a)\\\\1') AS ?x) {}",
    malformed_pattern="SELECT (REGEX('a', '[') AS ?x) {}",
    unknown_flags="SELECT (REGEX('a', 'a', 'zzz') AS ?x) {}",
)

SERVICES = _may(
    {REFUSED},
    service=f"SELECT * {{ {CALL} }}",
    service_in_small_letters=f"SELECT * {{ service <{HERE}/> {{ ?s ?p ?o }} }}",
    service_silent=f"SELECT * {{ SERVICE SILENT <{HERE}/> {{ ?s ?p ?o }} }}",
    service_without_a_space=f"SELECT*{{SERVICE<{HERE}/>{{?s ?p ?o}}}}",
    service_after_a_number=f"SELECT * {{ ?s ?p 1{CALL} }}",
    service_after_a_comment=f"SELECT * {{ SERVICE # <urn:x>\n<{HERE}/> {{ ?s ?p ?o }} }}",
    service_after_a_hash_in_an_iri=f"SELECT * {{ ?s <urn:x#'> ?o {CALL} }}",
    service_after_a_less_sign=f"SELECT * {{ FILTER(1<2) {CALL} }}",
    service_after_a_quote_in_a_comment=f"SELECT * {{ # don't\n {CALL} }}",
    service_between_quotes=f"SELECT * {{ ?s ?p '''a''b''' SERVICE <{HERE}/> {{ ?s ?p '''c''' }} }}",
    service_between_escaped_quotes=(f"SELECT * {{ ?s ?p 'a\\\\' . SERVICE <{HERE}/> {{ ?s ?p '\\\\' }} }}"),
    service_prefixed=f"PREFIX x: <{HERE}/> SELECT * {{ SERVICE x:y {{ ?s ?p ?o }} }}",
    service_relative=f"BASE <{HERE}/> SELECT * {{ SERVICE <y> {{ ?s ?p ?o }} }}",
    service_variable=f"SELECT * {{ VALUES ?x {{ <{HERE}/> }} SERVICE ?x {{ ?s ?p ?o }} }}",
    service_in_exists=f"ASK {{ FILTER EXISTS {{ {CALL} }} }}",
    service_in_optional=f"ASK {{ OPTIONAL {{ SERVICE SILENT <{HERE}/> {{ ?s ?p ?o }} }} }}",
    service_in_a_subquery=f"ASK {{ {{ SELECT * {{ {CALL} }} }} }}",
    service_in_construct=f"CONSTRUCT {{ ?s ?p ?o }} {{ {CALL} }}",
    service_in_describe=f"DESCRIBE ?s {{ {CALL} }}",
    service_at_a_decimal_address=f"SELECT * {{ SERVICE <http://2130706433:{LISTENER}/> {{ ?s ?p ?o }} }}",
    service_at_a_name=f"SELECT * {{ SERVICE <http://localhost:{LISTENER}/> {{ ?s ?p ?o }} }}",
    service_at_ipv6=f"SELECT * {{ SERVICE <http://[::ffff:127.0.0.1]:{LISTENER}/> {{ ?s ?p ?o }} }}",
    service_of_a_file="SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }",
)

GLUED_SERVICES = _may(
    {REFUSED},
    service_after_a_full_stop=f"SELECT * {{ ?s ?p ?o.{CALL} }}",
    service_after_a_name_and_a_full_stop=f"PREFIX x: <urn:x> SELECT * {{ ?s ?p x:.{CALL} }}",
    service_after_true=f"SELECT * {{ ?s ?p true{CALL} }}",
    service_after_a_double=f"SELECT * {{ ?s ?p 1e0{CALL} }}",
    service_before_a_name=f"PREFIX : <{HERE}/> SELECT * {{ SERVICE:y {{ ?s ?p ?o }} }}",
    service_before_a_prefix=f"PREFIX x: <{HERE}/> SELECT * {{ SERVICEx:y{{ ?s ?p ?o }} }}",
    service_before_silent=f"SELECT * {{ SERVICESILENT<{HERE}/> {{ ?s ?p ?o }} }}",
    service_as_a_prefix=f"PREFIX : <{HERE}/> PREFIX service: <urn:x> SELECT * {{ service:y {{ ?s ?p ?o }} }}",
    service_after_a_comment_that_a_return_ends=f"SELECT * {{ # '\r{CALL} #'\n }}",
)

ESCAPED_SERVICES = _may(
    {REFUSED, MALFORMED},
    service_with_an_escape=f"SELECT * {{ S\\u0045RVICE <{HERE}/> {{ ?s ?p ?o }} }}",
    service_with_long_escapes=f"SELECT * {{ \\U00000053ERVICE <{HERE}/> {{ ?s ?p ?o }} }}",
    service_with_an_escape_in_its_iri=f"SELECT * {{ SERVICE <http://127.0.0.\\u0031:{LISTENER}/> {{ ?s ?p ?o }} }}",
    service_after_an_escaped_quote=f"SELECT * {{ ?s ?p \\u0022 SERVICE <{HERE}/> {{}} \\u0022 }}",
    service_with_a_dotless_i=f"SELECT * {{ SERV\u0131CE <{HERE}/> {{ ?s ?p ?o }} }}",
    service_with_a_long_s=f"SELECT * {{ \u017fERVICE <{HERE}/> {{ ?s ?p ?o }} }}",
    service_with_a_blank_of_no_width=f"SELECT * {{ SER\u200bVICE <{HERE}/> {{ ?s ?p ?o }} }}",
)

UPDATES = _may(
    {REFUSED},
    load=f"LOAD <{HERE}/>",
    load_silent=f"LOAD SILENT <{HERE}/> INTO GRAPH <urn:g>",
    load_a_file="LOAD <file:///etc/passwd>",
    load_with_a_prologue=f"# SELECT\nPREFIX a: <urn:a> BASE <urn:b> LOAD <{HERE}/>",
    clear="CLEAR ALL",
    insert="INSERT DATA { <urn:s> <urn:p> <urn:o> }",
    delete="DELETE WHERE { ?s ?p ?o }",
    with_graph="WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
)

NOT_QUERIES = _may(
    {MALFORMED},
    query_and_update="ASK {} ; CLEAR ALL",
    two_queries="ASK {} ASK {}",
    nothing_but_nul="\0",
    nul_at_the_end="ASK {}\0",
    lone_surrogate="SELECT ('\\uD800' AS ?x) {}",
    no_character="SELECT ('\\U00110000' AS ?x) {}",
    huge_limit=f"SELECT * {{ ?s ?p ?o }} LIMIT {'9' * 400}",
    huge_offset=f"SELECT * {{ ?s ?p ?o }} OFFSET {'9' * 400}",
    language_tag_of_nonsense="SELECT ('x'@-- AS ?x) {}",
    quoted_brackets="SELECT <script>alert(1)</script> {}",
    sql="SELECT * FROM users; DROP TABLE users; --",
    aggregate_within_an_aggregate="SELECT (COUNT(SUM(?x)) AS ?n) { ?x ?p ?o ",
    json='{"query": "ASK {}"}',
    bytes_of_an_archive="PK\x03\x04\x14\x00",
)

ODD = _may(
    {OK},
    from_http=f"ASK FROM <{HERE}/> {{ ?s ?p ?o }}",
    from_named_http=f"ASK FROM NAMED <{HERE}/> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    from_file="ASK FROM <file:///etc/passwd> { ?s ?p ?o }",
    graph_http=f"ASK {{ GRAPH <{HERE}/> {{ ?s ?p ?o }} }}",
    describe_http=f"DESCRIBE <{HERE}/>",
    bidi="SELECT ('\u202etxt.exe\u2066' AS ?x) {} # \u202e",
    emoji_and_planes="SELECT ('\U0001f469\u200d\u2695\ufe0f\U0010ffff' AS ?x) {}",
    nul_in_a_literal="SELECT ('\\u0000' AS ?x) {}",
    huge_integer=f"SELECT (1{'0' * 400} + 1 AS ?x) {{}}",
    integer_overflow="SELECT (9223372036854775807 + 1 AS ?x) (9223372036854775807 * 9223372036854775807 AS ?y) {}",
    integer_underflow="SELECT (-9223372036854775807 - 10 AS ?x) (-(-9223372036854775808) AS ?y) {}",
    least_integer_by_minus_one="SELECT ((-9223372036854775807 - 1) / -1 AS ?x) {}",
    division_by_zero="SELECT (1 / 0 AS ?x) (1.0 / 0.0 AS ?y) (1e0 / 0e0 AS ?z) {}",
    decimal_overflow="SELECT (170141183460469231731.0 * 170141183460469231731.0 AS ?x) {}",
    sum_overflow="SELECT (SUM(?x) AS ?s) (AVG(?x) AS ?a) { VALUES ?x { 9223372036854775807 9223372036854775807 } }",
    double_overflow="SELECT (1e308 * 10 AS ?x) (-1e308 * 10 AS ?y) (1e-400 AS ?z) {}",
    rounding="SELECT (ROUND(1e400) AS ?x) (CEIL(-1e400) AS ?y) (FLOOR(9223372036854775807.9) AS ?z) {}",
    date_overflow=f"{XSD}SELECT (YEAR('99999999999999999999-01-01T00:00:00Z'^^xsd:dateTime) AS ?x) {{}}",
    date_at_the_edge=f"{XSD}SELECT (xsd:dateTime('9223372036854775807-12-31T24:00:00+14:00') AS ?x) {{}}",
    date_and_duration=f"{XSD}SELECT ('2020-02-29'^^xsd:date + 'P9223372036854775807M'^^xsd:duration AS ?x) {{}}",
    date_difference=(
        f"{XSD}SELECT ('-9999999-01-01T00:00:00Z'^^xsd:dateTime - '9999999-01-01T00:00:00Z'^^xsd:dateTime AS ?x) {{}}"
    ),
    adjusted_date=f"{XSD}SELECT (ADJUST('9999-12-31'^^xsd:date, 'P999D'^^xsd:dayTimeDuration) AS ?x) {{}}",
    substring_at_no_place="SELECT (SUBSTR('abc', -1e308, 1e308) AS ?x) (SUBSTR('abc', 0, 1e400) AS ?y) {}",
    substring_between_bytes="SELECT (SUBSTR('\U0001f600a', 2, 9223372036854775807) AS ?x) {}",
    language_of_nonsense="SELECT (STRLANG('x', '--') AS ?x) (STRLANG('x', '') AS ?y) {}",
    datatype_of_nonsense="SELECT (STRDT('x', <not-absolute>) AS ?x) (IRI('%%%') AS ?y) (IRI('a b') AS ?z) {}",
    unknown_function="SELECT (<urn:unknown>(1) AS ?x) (<http://unknown.example/f>() AS ?y) {}",
    unknown_function_in_a_filter="SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(<urn:unknown>(?s)) }",
    unknown_functions=f"SELECT {' '.join(f'(<urn:unknown{n}>(1) AS ?x{n})' for n in range(60))} {{}}",
    unknown_function_of_java="SELECT (<java:java.lang.Runtime>('id') AS ?x) (<bif:system>('id') AS ?y) {}",
    unknown_datatype="SELECT ('x'^^<urn:unknown> + 1 AS ?x) {}",
    great_limit="SELECT * { ?s ?p ?o } LIMIT 0 OFFSET 18446744073709551615",
    names_of_variables="SELECT ?__proto__ ?constructor ?toString { BIND(1 AS ?__proto__) }",
    script_in_a_literal="SELECT ('</script><script>alert(1)</script>' AS ?x) {}",
    formula_in_a_literal="SELECT ('=cmd|calc!A1' AS ?x) ('@SUM(1)' AS ?y) ('+1' AS ?z) {}",
    script_in_an_iri="CONSTRUCT { <javascript:alert(1)> <data:text/html,x> <vbscript:x> } WHERE {}",
)

ODD_OR_MALFORMED = _may(
    {OK, MALFORMED},
    byte_order_mark="\ufeffASK {}",
    other_blanks="ASK\u00a0{\u3000}",
    surrogate_pair_of_escapes="SELECT ('\\uD83D\\uDE00' AS ?x) {}",
    unknown_aggregate="SELECT (<urn:unknown>(DISTINCT ?s) AS ?x) { ?s ?p ?o }",
    same_variable_twice="SELECT (1 AS ?x) (2 AS ?x) {}",
    lateral="SELECT * { ?s ?p ?o LATERAL { SELECT ?o { ?o ?q ?r } LIMIT 1 } } LIMIT 1",
    version="VERSION '1.2' ASK {}",
)

GEOMETRIES = _may(
    ANY_END,
    deep_geometry=(
        "PREFIX geof: <http://www.opengis.net/def/function/geosparql/> "
        "PREFIX geo: <http://www.opengis.net/ont/geosparql#> SELECT (geof:sfIntersects(?g, ?g) AS ?x) { "
        + doubled(17, first="'GEOMETRYCOLLECTION('")
        + " BIND(STRDT(?x17, geo:wktLiteral) AS ?g) }"
    ),
)


def _in_each_format() -> list[Hostile]:
    """Return results that are hard to write, in each format."""
    control, large = "'\\u0001\\u001f\\uFFFE'", "'" + "<&\\\\" * 150_000 + "'"
    found = []
    for format in FORMATS.values():
        rows = format.shape is Shape.RESULTS
        query = "SELECT ({} AS ?x) {{}}" if rows else "CONSTRUCT {{ <urn:s> <urn:p:x> {} }} WHERE {{}}"
        is_xml = format.media_type.endswith("+xml")
        may = {NOT_REPRESENTABLE} if is_xml else {OK}
        found += [
            Hostile(f"control-{format.key}", query.format(control), frozenset(may), format.media_type),
            Hostile(f"word-{format.key}", query.format(f"'{'x' * 900_000}'"), frozenset({OK}), format.media_type),
            Hostile(f"large-{format.key}", query.format(large), frozenset({OK, TOO_MUCH}), format.media_type),
        ]
    return found


def _with_odd_predicates() -> list[Hostile]:
    """Return triples whose predicates are names in all formats but RDF/XML."""
    predicates = ("urn:1", "http://example.org/", "http://example.org/a/123", "http://example.org/?a=b&c", "urn:a:-b")
    return [
        Hostile(
            f"predicate-{number}-{format.key}",
            f"CONSTRUCT {{ <urn:s> <{predicate}> 'x' }} WHERE {{}}",
            frozenset({OK, NOT_REPRESENTABLE} if format.key == "rdf" else {OK}),
            format.media_type,
        )
        for number, predicate in enumerate(predicates)
        for format in formats_of(Shape.GRAPH)
    ]


HOSTILE = [
    *(DEEP + LONG + EXPONENTIAL + PLANNED + PRODUCTS + PATHS + STRINGS + REGEXES + GEOMETRIES),
    *(SERVICES + GLUED_SERVICES + ESCAPED_SERVICES + UPDATES + NOT_QUERIES + ODD + ODD_OR_MALFORMED),
    *_in_each_format(),
    *_with_odd_predicates(),
]
