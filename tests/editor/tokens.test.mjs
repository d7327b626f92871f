import assert from "node:assert/strict";
import { test } from "node:test";
import { tokens } from "../../editor/tokens.js";

const kinds = (text) => tokens(text).filter(({ kind }) => kind !== "space").map(({ kind, text }) => `${kind} ${text}`);

test("the tokens of a text, joined, are the text", () => {
  for (const text of ["", "SELECT ?a { }", "\u{1F600}<\u0000\"'''", "a\\b @en-GB 'x\\'y' ^^ex:a%20b"]) {
    assert.equal(tokens(text).map((token) => token.text).join(""), text);
  }
});

test("an IRI, a comparison, and a path are told apart", () => {
  assert.deepEqual(kinds("?a < 3 && <http://e/#x>/ex:b*"), [
    "variable ?a", "operator <", "number 3", "operator &&", "iri <http://e/#x>", "operator /", "name ex:b", "operator *",
  ]);
});

test("a point ends a pattern, but is part of a name or a number", () => {
  assert.deepEqual(kinds("ex:a.b. 1.5. 1."), ["name ex:a.b", "stop .", "number 1.5", "stop .", "number 1", "stop ."]);
});

test("strings: short, long over lines, and with quotation marks inside", () => {
  assert.deepEqual(kinds(`"a\\"b" """c\n"d" e""" ''`), [`string "a\\"b"`, `string """c\n"d" e"""`, "string ''"]);
});

test("a string that is not closed is none", () => assert.ok(kinds('"abc').includes('other "')));

test("names beyond ASCII, with escapes, without prefix, and blank nodes", () => {
  assert.deepEqual(kinds("größe:ß ex:a\\,b :c _:d"), ["name größe:ß", "name ex:a\\,b", "name :c", "blank _:d"]);
});
