// The terminals of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), for colours and for layout.
// Only as exact as these two need: the server is the judge of what a query means.

const BASE = String.raw`\p{L}`;
const NAME = String.raw`\p{L}\p{N}_\u00B7\u0300-\u036F\u203F-\u2040`;
const ESCAPED = String.raw`%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]`;
const PREFIX = String.raw`${BASE}(?:[${NAME}.\-]*[${NAME}\-])?`;
const LOCAL = String.raw`(?:[${NAME}:]|${ESCAPED})(?:(?:[${NAME}:.\-]|${ESCAPED})*(?:[${NAME}:\-]|${ESCAPED}))?`;

// The first that matches is taken, so the order counts.
const TERMINALS = [
  ["space", String.raw`\s+`],
  ["comment", String.raw`#[^\r\n]*`],
  ["iri", String.raw`<(?:[^<>"{}|^\x60\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>`],
  ["string", String.raw`"""(?:"{0,2}(?:[^"\\]|\\[\s\S]))*"""|'''(?:'{0,2}(?:[^'\\]|\\[\s\S]))*'''`],
  ["string", String.raw`(?!"""|''')(?:"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')`],
  ["variable", String.raw`[?$][${NAME}]+`],
  ["blank", String.raw`_:[${NAME}](?:[${NAME}.\-]*[${NAME}\-])?`],
  ["name", String.raw`(?:${PREFIX})?:(?:${LOCAL})?`],
  ["language", String.raw`@[A-Za-z]+(?:-[A-Za-z0-9]+)*`],
  ["number", String.raw`(?:[0-9]*\.[0-9]+|[0-9]+)(?:[eE][+\-]?[0-9]+)?`],
  ["word", String.raw`[A-Za-z][A-Za-z0-9_]*`],
  ["open", String.raw`[{(\[]`],
  ["close", String.raw`[})\]]`],
  ["stop", String.raw`[.;,]`],
  ["operator", String.raw`&&|\|\||!=|<=|>=|\^\^|[=<>!+\-*/|^?]`],
  ["other", String.raw`[\s\S]`],
].map(([kind, pattern]) => [kind, new RegExp(pattern, "uy")]);

// The kind and the end of the token of a text that starts at a position.
export function tokenAt(text, start) {
  for (const [kind, pattern] of TERMINALS) {
    pattern.lastIndex = start;
    if (pattern.test(text)) return { kind, end: pattern.lastIndex };
  }
  return { kind: "other", end: start + 1 };
}

// All tokens of a text, in order: none is left out, so their texts joined are the text.
export function tokens(text) {
  const found = [];
  for (let start = 0; start < text.length; ) {
    const { kind, end } = tokenAt(text, start);
    found.push({ kind, text: text.slice(start, end) });
    start = end;
  }
  return found;
}

const words = (text) => new Set(text.trim().split(/\s+/));

export const KEYWORDS = words(`
  a as asc ask base bind by construct desc describe distinct exists false filter from graph group having in limit minus
  named not offset optional order prefix reduced select separator service silent true undef union values where`);

export const FUNCTIONS = words(`
  abs avg bnode bound ceil coalesce concat contains count datatype day encode_for_uri floor group_concat hours if iri
  isblank isiri isliteral isnumeric isuri lang langmatches lcase max md5 min minutes month now rand regex replace round
  sameterm sample seconds sha1 sha256 sha384 sha512 str strafter strbefore strdt strends strlang strlen strstarts
  struuid substr sum timezone tz ucase uri uuid year`);
