// SPARQL for CodeMirror: colours and indentation. The colours are the custom properties of the page, so both themes have them.
import { HighlightStyle, LanguageSupport, StreamLanguage, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";
import { FUNCTIONS, KEYWORDS, tokenAt } from "./tokens.js";

const STYLES = {
  comment: "comment",
  iri: "url",
  string: "string",
  language: "string",
  variable: "variableName",
  blank: "variableName",
  name: "namespace",
  number: "number",
};

const LONG_QUOTES = ['"""', "'''"];

const sparql = StreamLanguage.define({
  name: "sparql",
  startState: () => ({ quote: null, depth: 0 }),
  copyState: (state) => ({ ...state }),
  token,
  indent: (state, after, context) => Math.max(0, state.depth - /^\s*[})\]]/.test(after)) * context.unit,
  languageData: {
    commentTokens: { line: "#" },
    closeBrackets: { brackets: ["(", "[", "{", '"'] },
    indentOnInput: /^\s*[})\]]$/,
  },
});

function token(stream, state) {
  if (state.quote) return restOfLongString(stream, state);
  const { kind, end } = tokenAt(stream.string, stream.pos);
  const text = stream.string.slice(stream.pos, end);
  const quote = LONG_QUOTES.find((each) => stream.match(each, false));
  if (quote && kind !== "string") return startOfLongString(stream, state, quote);
  stream.pos = end;
  if (kind === "open") state.depth += 1;
  if (kind === "close") state.depth -= 1;
  return kind === "word" ? styleOfWord(text.toLowerCase()) : STYLES[kind] ?? null;
}

// A string that goes on in the next line is read line by line.
function startOfLongString(stream, state, quote) {
  stream.match(quote);
  state.quote = quote;
  return restOfLongString(stream, state);
}

function restOfLongString(stream, state) {
  const isClosed = stream.skipTo(state.quote);
  if (isClosed) {
    stream.match(state.quote);
    state.quote = null;
  } else stream.skipToEnd();
  return "string";
}

function styleOfWord(word) {
  if (KEYWORDS.has(word)) return "keyword";
  return FUNCTIONS.has(word) ? "macroName" : null;
}

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: tags.macroName, color: "var(--accent)" },
  { tag: tags.variableName, color: "var(--node-3)", whiteSpace: "nowrap" },
  { tag: [tags.url, tags.namespace], color: "var(--link)" },
  { tag: [tags.string, tags.number], color: "var(--warn)" },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
]);

export const language = [
  new LanguageSupport(sparql),
  indentUnit.of("  "),
  syntaxHighlighting(colours),
];
