// What "Lay out" does to a query. Run by tests/web/test_editor_build.py, or: node --test tests/editor/*.test.mjs
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { format } from "../../editor/format.js";
import { tokens } from "../../editor/tokens.js";

const QUERIES = join(import.meta.dirname, "../../queries");
const texts = readdirSync(QUERIES).filter((name) => name.endsWith(".rq")).map((name) => readFileSync(join(QUERIES, name), "utf8"));

const significant = (text) => tokens(text).filter(({ kind }) => kind !== "space").map((token) => token.text);
const inOneLine = (text) => tokens(text).filter(({ kind }) => kind !== "comment").map(({ kind, text }) => (kind === "space" ? " " : text)).join("");

test("there are queries to try", () => assert.ok(texts.length > 50));

test("only white space changes", () => {
  for (const text of [...texts, ...texts.map(inOneLine)]) assert.deepEqual(significant(format(text)), significant(text));
});

test("what is laid out stays as it is", () => {
  for (const text of [...texts, ...texts.map(inOneLine)]) assert.equal(format(format(text)), format(text));
});

test("a query in one line gets a line for each pattern", () => {
  const text = "PREFIX ex: <http://e/> SELECT ?a (COUNT(?b) AS ?n) WHERE{?a ex:p ?b;ex:q ?c.OPTIONAL{?a ex:r ?d} FILTER(?b>3) {?a ex:s 1} UNION {?a ex:t 1.5 . ?a ?b ?c}} GROUP BY ?a LIMIT 3 OFFSET 4";
  assert.equal(format(text), `PREFIX ex: <http://e/>

SELECT ?a (COUNT(?b) AS ?n) WHERE {
  ?a ex:p ?b ;
    ex:q ?c .
  OPTIONAL { ?a ex:r ?d }
  FILTER(?b>3)
  { ?a ex:s 1 } UNION {
    ?a ex:t 1.5 .
    ?a ?b ?c
  }
}
GROUP BY ?a
LIMIT 3 OFFSET 4
`);
});

test("comments stay with their lines, an empty line stays one", () => {
  assert.equal(format("#view:bar\nSELECT * {\n?a ?b ?c. # first\n# second\n\n\n?d ?e ?f }"), `#view:bar
SELECT * {
  ?a ?b ?c . # first
  # second

  ?d ?e ?f
}
`);
});

test("data stay in one line where they fit, else a line is a row's", () => {
  assert.match(format("SELECT * { VALUES (?a ?b) {(1 2)(3 4)} }"), /VALUES \(\?a \?b\) \{ \(1 2\) \(3 4\) \}/);
  const long = format(`SELECT * { VALUES ?a {\n${"'a rather long text'\n".repeat(9)}} }`);
  assert.ok(long.split("\n").every((line) => line.length <= 100));
});

test("braces and points in strings, IRIs and comments are no brackets", () => {
  const text = "SELECT * WHERE {\n  ?a <http://e/.> \"{ . }\" . # }\n}\n";
  assert.equal(format(text), text);
});

test("a query with brackets or quotation marks left open is not laid out", () => {
  for (const text of ["SELECT * {", "SELECT * }", "SELECT (1 AS ?a { }", "SELECT * { ?a ?b \"c }"]) assert.equal(format(text), null);
});
