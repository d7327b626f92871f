# ruff: noqa: E501
"""Queries with faults: the part that is marked, what is told, and the query with the first change made."""

FAULTY: list[tuple[str, list[tuple[str, str, str | None]]]] = [
    (
        "SELCT * {}",
        [
            ("SELCT", "'SELCT' is no word of SPARQL. Did you mean SELECT?", "SELECT * {}"),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o",
        [
            ("", "The { is not closed: a } is missing.", "SELECT * { ?s ?p ?o }"),
        ],
    ),
    (
        "SELECT * { ?s ?p 'abc }",
        [
            ("'abc", "This text is not closed: a ' is missing.", "SELECT * { ?s ?p 'abc' }"),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o ?a ?b ?c }",
        [
            ("?a", "A . is missing between two statements.", "SELECT * { ?s ?p ?o . ?a ?b ?c }"),
        ],
    ),
    (
        "SELECT * { ?d a dcat:Dataset dct:title ?t }",
        [
            (
                "dcat:Dataset",
                "The prefix 'dcat' is not declared. Add PREFIX dcat: <http://www.w3.org/ns/dcat#> at the top.",
                "PREFIX dcat: <http://www.w3.org/ns/dcat#>\nSELECT * { ?d a dcat:Dataset dct:title ?t }",
            ),
            (
                "dct:title",
                "A ; is missing before another property of the same thing.",
                "SELECT * { ?d a dcat:Dataset ; dct:title ?t }",
            ),
            (
                "dct:title",
                "The prefix 'dct' is not declared. Add PREFIX dct: <http://purl.org/dc/terms/> at the top.",
                "PREFIX dct: <http://purl.org/dc/terms/>\nSELECT * { ?d a dcat:Dataset dct:title ?t }",
            ),
        ],
    ),
    (
        "SELECT * WHERE ?s ?p ?o }",
        [
            ("?s", "A { is missing: a pattern stands in braces.", "SELECT * WHERE { ?s ?p ?o }"),
        ],
    ),
    (
        "SELECT * WHERE ?s ?p ?o",
        [
            ("?s", "WHERE takes its pattern in braces: { … }.", "SELECT * WHERE { ?s ?p ?o }"),
        ],
    ),
    (
        "SELECT * {?s ?p ?o FILTER ?o = 3 }",
        [
            ("?o", "FILTER takes its expression in parentheses: ( … ).", "SELECT * {?s ?p ?o FILTER (?o = 3) }"),
        ],
    ),
    (
        "SELECT * {?s ?p ?o FILTER(?o == 3) }",
        [
            ("==", "SPARQL writes = for ==.", "SELECT * {?s ?p ?o FILTER(?o = 3) }"),
        ],
    ),
    (
        "SELECT COUNT(*) {?s ?p ?o}",
        [
            (
                "COUNT",
                "A value that is computed stands in parentheses, with a name: (COUNT… AS ?count).",
                "SELECT (COUNT(*) AS ?count) {?s ?p ?o}",
            ),
        ],
    ),
    (
        "SELECT COUNT(*) AS ?n {?s ?p ?o}",
        [
            ("COUNT", "A value that is computed stands in parentheses: ( … ).", "SELECT (COUNT(*) AS ?n) {?s ?p ?o}"),
        ],
    ),
    (
        "SELECT ?s SUM(?x) WHERE {?s ?p ?x} GROUP BY ?s",
        [
            (
                "SUM",
                "A value that is computed stands in parentheses, with a name: (SUM… AS ?sum).",
                "SELECT ?s (SUM(?x) AS ?sum) WHERE {?s ?p ?x} GROUP BY ?s",
            ),
        ],
    ),
    (
        "",
        [
            ("", "The query is empty.", None),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o . } LIMT 3",
        [
            ("LIMT", "'LIMT' is no word of SPARQL. Did you mean LIMIT?", "SELECT * { ?s ?p ?o . } LIMIT 3"),
        ],
    ),
    (
        "SELECT * { <http://x/a ?p ?o }",
        [
            ("<http://x/a", "This IRI is not closed: a > is missing.", "SELECT * { <http://x/a> ?p ?o }"),
        ],
    ),
    (
        "SELECT ?x {{ }",
        [
            ("?x", "?x gets no value: it stands in no pattern of WHERE. It stays empty.", None),
            ("", "The { is not closed: a } is missing.", "SELECT ?x {{ } }"),
        ],
    ),
    (
        "SELECT * { ?s ?p 'é😀' . ?s ?p }",
        [
            ("}", "Something is missing before }: a value, such as a variable, a name or a text.", None),
        ],
    ),
    (
        "SELECT (?a ?n) {}",
        [
            ("?a", "?a gets no value: it stands in no pattern of WHERE. It stays empty.", None),
            ("?n", "AS is missing between a value and its name.", "SELECT (?a AS ?n) {}"),
        ],
    ),
    (
        "SELECT *\n{ ?s ?p ?o . ?x }",
        [
            ("}", "Something is missing before }: a property, and its value.", None),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o FILTR(?o > 2) }",
        [
            ("FILTR", "'FILTR' is no word of SPARQL. Did you mean FILTER?", "SELECT * { ?s ?p ?o FILTER(?o > 2) }"),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o FILTER(STRSTART(?o, 'a')) }",
        [
            (
                "STRSTART",
                "'STRSTART' is no word of SPARQL. Did you mean STRSTARTS?",
                "SELECT * { ?s ?p ?o FILTER(STRSTARTS(?o, 'a')) }",
            ),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o } ORDER BY",
        [
            (
                "",
                "Something is missing at the end: a variable such as ?x, a name such as dcat:Dataset, an IRI, (, ASC, DESC or EXISTS.",
                None,
            ),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o } LIMIT 3 ORDER BY ?s",
        [
            ("ORDER", "ORDER BY stands before LIMIT and OFFSET.", None),
        ],
    ),
    (
        "SELECT ?a, ?b {?a ?b ?c}",
        [
            (",", "Variables are listed without commas.", "SELECT ?a ?b {?a ?b ?c}"),
        ],
    ),
    (
        "SELECT * {?a ?b ?c;; ?d ?e,, ?f }",
        [
            (",", ", is too much here.", "SELECT * {?a ?b ?c;; ?d ?e, ?f }"),
        ],
    ),
    (
        "select * where {OPTIONAL ?x ?y ?z}",
        [
            ("?x", "OPTIONAL takes its pattern in braces: { … }.", "select * where {OPTIONAL { ?x ?y ?z }}"),
        ],
    ),
    (
        "SELECT DISTINCT WHERE {?s ?p ?o}",
        [
            ("WHERE", "What to ask for is missing: variables, or * for all.", "SELECT DISTINCT * WHERE {?s ?p ?o}"),
        ],
    ),
    (
        "SELECT * {VALUES ?x (1 2)}",
        [
            ("(", "Here stands { … }, not ( … ).", "SELECT * {VALUES ?x {1 2}}"),
        ],
    ),
    (
        "SELECT * {?s ?p ?o FILTER NOT EXIST {?s ?a ?b}}",
        [
            (
                "EXIST",
                "'EXIST' is no word of SPARQL. Did you mean EXISTS?",
                "SELECT * {?s ?p ?o FILTER NOT EXISTS {?s ?a ?b}}",
            ),
        ],
    ),
    (
        "SELECT * {?s ?p ?o FILTER(regex(?o,'a','[')}",
        [
            ("}", "The ( is not closed: a ) is missing.", "SELECT * {?s ?p ?o FILTER(regex(?o,'a','['))}"),
        ],
    ),
    (
        "SELECT * {?s ?p <http://a b>}",
        [
            ("<http://a b>", "An IRI holds no blanks.", "SELECT * {?s ?p <http://a%20b>}"),
        ],
    ),
    (
        "SELECT * {?s rdf:type/ ?o}",
        [
            (
                "rdf:type",
                "The prefix 'rdf' is not declared. Add PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> at the top.",
                "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\nSELECT * {?s rdf:type/ ?o}",
            ),
            (
                "?o",
                "The query cannot be read from '?o' on. Here may stand a name such as dcat:Dataset, an IRI or (.",
                None,
            ),
        ],
    ),
    (
        "SELECT ?x {?x a dcat:Dataset",
        [
            (
                "dcat:Dataset",
                "The prefix 'dcat' is not declared. Add PREFIX dcat: <http://www.w3.org/ns/dcat#> at the top.",
                "PREFIX dcat: <http://www.w3.org/ns/dcat#>\nSELECT ?x {?x a dcat:Dataset",
            ),
            ("", "The { is not closed: a } is missing.", "SELECT ?x {?x a dcat:Dataset }"),
        ],
    ),
    (
        "INSERT DATA {<a> <b> <c>}",
        [
            ("INSERT", "This is an update. The endpoint is read-only: it takes queries.", None),
        ],
    ),
    (
        "PREFIX dcat <http://x> SELECT * {}",
        [
            ("dcat", "A : is missing after the name of the prefix.", "PREFIX dcat: <http://x> SELECT * {}"),
        ],
    ),
    (
        "PREFIX dcat: http://x SELECT * {}",
        [
            ("http://x", "An IRI stands in < >.", "PREFIX dcat: <http://x> SELECT * {}"),
        ],
    ),
    (
        "SELECT * {?s ?p “abc”}",
        [
            ("“abc”", "Typographic quotes hold no text in SPARQL: write \" or '.", 'SELECT * {?s ?p "abc"}'),
        ],
    ),
    (
        "SELECT * { ?d a Dataset }",
        [
            ("Dataset", "'Dataset' is no name: a name has a prefix (medkg:Dataset), a variable begins with ?.", None),
        ],
    ),
    (
        "SELECT * { ?d a ?x FILTER(?x = 1 and ?x <> 2)}",
        [
            ("and", "SPARQL writes && for and.", "SELECT * { ?d a ?x FILTER(?x = 1 && ?x <> 2)}"),
            ("<>", "SPARQL writes != for <>.", "SELECT * { ?d a ?x FILTER(?x = 1 and ?x != 2)}"),
        ],
    ),
    (
        "SELECT * { ?d a ?x . BIND(3 ?x) }",
        [
            ("?x", "AS is missing between a value and its name.", "SELECT * { ?d a ?x . BIND(3 AS ?x) }"),
            (
                "?x",
                "?x has a value already: BIND takes a new name, or FILTER compares.",
                "SELECT * { ?d a ?x . BIND(3 ?x2) }",
            ),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o ) }",
        [
            (")", ") is too much here.", "SELECT * { ?s ?p ?o  }"),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o } GROUP ?s",
        [
            (
                "*",
                "Of groups, SELECT names what it takes: what they are grouped by, and COUNT and the like.",
                "SELECT ?s { ?s ?p ?o } GROUP ?s",
            ),
            ("?s", "BY is missing.", "SELECT * { ?s ?p ?o } GROUP BY ?s"),
        ],
    ),
    (
        "* { ?s ?p ?o }",
        [
            ("*", "SELECT is missing: a query says first what it asks for.", "SELECT * { ?s ?p ?o }"),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o }}",
        [
            ("}", "} is too much here.", "SELECT * { ?s ?p ?o }"),
        ],
    ),
    (
        "SELECT * { FILTER(?x > 3 }",
        [
            ("}", "The ( is not closed: a ) is missing.", "SELECT * { FILTER(?x > 3) }"),
        ],
    ),
    (
        "SELECT * {\n ?s ?p ?o .\n OPTIONAL { ?s ?q ?r . \n ?s a ?t }",
        [
            (
                "",
                "The { of line 1 is not closed: a } is missing.",
                "SELECT * {\n ?s ?p ?o .\n OPTIONAL { ?s ?q ?r . \n ?s a ?t } }",
            ),
        ],
    ),
    (
        "SELECT ?x WHERE ( ?x a ?y )",
        [
            ("(", "Here stands { … }, not ( … ).", "SELECT ?x WHERE { ?x a ?y }"),
        ],
    ),
    (
        "SELECT (COUNT(?x) AS ?y) { ?x ?y ?z } GROUP BY ?y",
        [
            (
                "?y",
                "?y has a value already: the result needs another name.",
                "SELECT (COUNT(?x) AS ?y2) { ?x ?y ?z } GROUP BY ?y",
            ),
        ],
    ),
    (
        "SELECT * { VALUES (?x ?y) { (1) (1 2) (UNDEF 1) } }",
        [
            ("(1)", "This row has 1 value for 2 variables. UNDEF is none.", None),
        ],
    ),
    (
        "SELECT * { } VALUES (?x ?y) { (1 2 3) }",
        [
            ("(1 2 3)", "This row has 3 values for 2 variables. UNDEF is none.", None),
        ],
    ),
    (
        "SELECT ?s { ?s ?p ?o } GROUP BY STR(?s)",
        [
            (
                "?s",
                "?s has many values in a group: add it to GROUP BY, or take SAMPLE(?s).",
                "SELECT ?s { ?s ?p ?o } GROUP BY STR(?s) ?s",
            ),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o } GROUP BY (STR(?s) AS ?t)",
        [
            (
                "*",
                "Of groups, SELECT names what it takes: what they are grouped by, and COUNT and the like.",
                "SELECT ?t { ?s ?p ?o } GROUP BY (STR(?s) AS ?t)",
            ),
        ],
    ),
    (
        "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }",
        [
            (
                "?s",
                "?s has many values in a group: add it to GROUP BY, or take SAMPLE(?s).",
                "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s",
            ),
        ],
    ),
    (
        "SELECT ?s ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s ORDER BY ?n",
        [
            (
                "?p",
                "?p has many values in a group: add it to GROUP BY, or take SAMPLE(?p).",
                "SELECT ?s ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s ?p ORDER BY ?n",
            ),
        ],
    ),
    (
        "SELECT ?titel { ?s rdfs:label ?title }",
        [
            (
                "?titel",
                "?titel gets no value: it stands in no pattern of WHERE. Did you mean ?title?",
                "SELECT ?title { ?s rdfs:label ?title }",
            ),
            (
                "rdfs:label",
                "The prefix 'rdfs' is not declared. Add PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> at the top.",
                "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nSELECT ?titel { ?s rdfs:label ?title }",
            ),
        ],
    ),
    (
        "SELECT ?s ?s {?s ?p ?o}",
        [
            ("?s", "?s is selected twice.", "SELECT ?s  {?s ?p ?o}"),
        ],
    ),
    (
        "SELECT * {?s ?p ?o BIND(1 AS ?o)}",
        [
            (
                "?o",
                "?o has a value already: BIND takes a new name, or FILTER compares.",
                "SELECT * {?s ?p ?o BIND(1 AS ?o2)}",
            ),
        ],
    ),
    (
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        [
            ("SERVICE", "This endpoint asks no other: SERVICE is refused. Ask there, and join the results.", None),
        ],
    ),
    (
        "SELECT * { ?s dcta:title ?o . ?o dcta:title ?t }",
        [
            (
                "dcta:title",
                "The prefix 'dcta' is not declared. Did you mean dcat:?",
                "PREFIX dcat: <http://www.w3.org/ns/dcat#>\nSELECT * { ?s dcat:title ?o . ?o dcat:title ?t }",
            ),
        ],
    ),
    (
        "SELECT * { ?s foo:title ?o }",
        [
            ("foo:title", "The prefix 'foo' is not declared. Add PREFIX foo: <…> at the top.", None),
        ],
    ),
    (
        "SELECT (STRLEN(?o) AS ?l) (COUNT(*) AS ?n) {?s ?p ?o}",
        [
            (
                "?o",
                "?o has many values in a group: add it to GROUP BY, or take SAMPLE(?o).",
                "SELECT (STRLEN(?o) AS ?l) (COUNT(*) AS ?n) {?s ?p ?o} GROUP BY ?o",
            ),
        ],
    ),
    (
        "BASE <http://x/> SELECT * {?s a dcat:Dataset}",
        [
            (
                "dcat:Dataset",
                "The prefix 'dcat' is not declared. Add PREFIX dcat: <http://www.w3.org/ns/dcat#> at the top.",
                "BASE <http://x/>\nPREFIX dcat: <http://www.w3.org/ns/dcat#>\n SELECT * {?s a dcat:Dataset}",
            ),
        ],
    ),
    (
        "SELECT ?x { { SELECT ?y { ?x a ?y } } }",
        [
            ("?x", "?x gets no value: it stands in no pattern of WHERE. It stays empty.", None),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o FILTER(?o > ) }",
        [
            (
                ")",
                "Something is missing before ): a variable such as ?x, a name such as dcat:Dataset, an IRI, a text, a number, ( or EXISTS.",
                None,
            ),
        ],
    ),
    (
        "SELECT * { ?s ?p }",
        [
            ("}", "Something is missing before }: a value, such as a variable, a name or a text.", None),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o. OPTINAL { ?s a ?t } }",
        [
            (
                "OPTINAL",
                "'OPTINAL' is no word of SPARQL. Did you mean OPTIONAL?",
                "SELECT * { ?s ?p ?o. OPTIONAL { ?s a ?t } }",
            ),
        ],
    ),
    (
        "SELECT * WHRE { ?s ?p ?o }",
        [
            ("WHRE", "'WHRE' is no word of SPARQL. Did you mean WHERE?", "SELECT * WHERE { ?s ?p ?o }"),
        ],
    ),
    (
        "SELECT DISTICT ?s { ?s ?p ?o }",
        [
            ("DISTICT", "'DISTICT' is no word of SPARQL. Did you mean DISTINCT?", "SELECT DISTINCT ?s { ?s ?p ?o }"),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o FILTER(?o in (1, 2) }",
        [
            ("}", "The ( is not closed: a ) is missing.", "SELECT * { ?s ?p ?o FILTER(?o in (1, 2)) }"),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o HAVING(?o > 1) }",
        [
            ("HAVING", "The { is not closed: a } is missing.", "SELECT * { ?s ?p ?o } HAVING(?o > 1) }"),
            ("}", "} is too much here.", "SELECT * { ?s ?p ?o HAVING(?o > 1) "),
        ],
    ),
    (
        "SELECT * { ?s ?p [ ?q ?r }",
        [
            ("}", "The [ is not closed: a ] is missing.", "SELECT * { ?s ?p [ ?q ?r] }"),
        ],
    ),
    (
        "SELECT * { ?s ?p ( 1 2 }",
        [
            ("}", "The ( is not closed: a ) is missing.", "SELECT * { ?s ?p ( 1 2) }"),
        ],
    ),
    (
        "CONSTRUCT { ?s ?p ?o WHERE { ?s ?p ?o }",
        [
            ("WHERE", "The { is not closed: a } is missing.", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"),
        ],
    ),
    (
        "ASK ?s ?p ?o",
        [
            ("?s", "ASK takes its pattern in braces: { … }.", "ASK { ?s ?p ?o }"),
        ],
    ),
    (
        "DESCRIBE",
        [
            ("", "What to ask for is missing: variables, or * for all.", "DESCRIBE *"),
        ],
    ),
    (
        "SELECT * { ?s ?p 'a'@en- }",
        [
            ("-", "- is too much here.", "SELECT * { ?s ?p 'a'@en }"),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o MINUS ?s a ?t }",
        [
            ("?s", "MINUS takes its pattern in braces: { … }.", "SELECT * { ?s ?p ?o MINUS { ?s a ?t } }"),
        ],
    ),
    (
        "SELECT * { GRAPH ?g ?s ?p ?o }",
        [
            ("?s", "GRAPH takes its pattern in braces: { … }.", "SELECT * { GRAPH ?g { ?s ?p ?o } }"),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o } ORDER ?s",
        [
            ("?s", "BY is missing.", "SELECT * { ?s ?p ?o } ORDER BY ?s"),
        ],
    ),
    (
        "SELECT * { BIND(?x + 1 ?y) ?s ?p ?x }",
        [
            ("?y", "AS is missing between a value and its name.", "SELECT * { BIND(?x + 1 AS ?y) ?s ?p ?x }"),
        ],
    ),
    (
        "SELECT (COUNT(DISTINCT ?s) ?n) { ?s ?p ?o }",
        [
            ("?n", "AS is missing between a value and its name.", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o FILTER regex(?o, 'a' }",
        [
            ("}", "The ( is not closed: a ) is missing.", "SELECT * { ?s ?p ?o FILTER regex(?o, 'a') }"),
        ],
    ),
    (
        "SELECT * { ?s ?p ?o FILTER CONTAIN(?o, 'a') }",
        [
            (
                "CONTAIN",
                "'CONTAIN' is no word of SPARQL. Did you mean CONTAINS?",
                "SELECT * { ?s ?p ?o FILTER CONTAINS(?o, 'a') }",
            ),
        ],
    ),
    (
        "SELECT * { ?s rdfs:label 'a b }\nLIMIT 3",
        [
            (
                "rdfs:label",
                "The prefix 'rdfs' is not declared. Add PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> at the top.",
                "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nSELECT * { ?s rdfs:label 'a b }\nLIMIT 3",
            ),
            ("'a b", "This text is not closed: a ' is missing.", "SELECT * { ?s rdfs:label 'a b' }\nLIMIT 3"),
        ],
    ),
]
