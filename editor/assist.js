// What the server knows of the graph and of the query: completion and faults.
import { linter } from "@codemirror/lint";
import { tokens } from "./tokens.js";

const CHECK_DELAY = 500;
const IS_TYPING = /[\p{L}\p{N}_:?$<]$/u;

async function ask(address, fields, signal) {
  const reply = await fetch(address, { method: "POST", body: new URLSearchParams(fields), signal });
  return reply.ok ? reply.json() : null;
}

// A source of completions; null where the server cannot be asked: then the editor simply has none.
export function completions(address) {
  return async (context) => {
    const before = context.state.sliceDoc(context.state.doc.lineAt(context.pos).from, context.pos);
    if (!context.explicit && !IS_TYPING.test(before)) return null;
    const left = new AbortController();
    context.addEventListener("abort", () => left.abort());
    try {
      const answer = await ask(address, { query: context.state.doc.toString(), at: context.pos }, left.signal);
      return answer?.options.length ? { ...answer, options: answer.options.map(completion), filter: false } : null;
    } catch {
      return null;
    }
  };
}

function completion({ label, insert, detail, info, kind, prefix, caret }) {
  const apply = (view, chosen, from, to) => {
    const changes = view.state.changes([{ from, to, insert }, ...declaration(view.state.doc.toString(), prefix)]);
    const end = changes.mapPos(from, -1) + (caret ?? insert.length);
    view.dispatch({ changes, selection: { anchor: end }, userEvent: "input.complete", scrollIntoView: true });
  };
  return { label, detail, info: info || undefined, type: kind, apply };
}

// The change that declares a prefix: behind the declarations that are there, or before the query.
function declaration(text, prefix) {
  if (!prefix) return [];
  const line = `PREFIX ${prefix.name}: <${prefix.iri}>`;
  const { end, start } = prologue(text);
  return end ? [{ from: end, insert: `\n${line}` }] : [{ from: start, insert: `${line}\n` }];
}

// Where the declarations end (0 where there are none), and where the query starts behind its first comments.
function prologue(text) {
  let at = 0, end = 0, start = null, isDeclared = false;
  for (const token of tokens(text)) {
    at += token.text.length;
    if (token.kind === "space" || token.kind === "comment") continue;
    start ??= at - token.text.length;
    if (token.kind === "word") isDeclared = ["PREFIX", "BASE"].includes(token.text.toUpperCase());
    if (!isDeclared) break;
    if (token.kind === "iri") end = at;
  }
  return { end, start: start ?? text.length };
}

// Marks what is wrong while one types; `show` gets the faults too, for those who see no marks. The query that the page
// came with is not asked about: the page has its verdict.
export function checks(address, show, text) {
  let checked = text;
  let marks = [];
  const source = async (view) => {
    const doc = view.state.doc;
    const query = doc.toString();
    if (query === checked) return marks;
    const answer = await ask(address, { query }).catch(() => null);
    if (!view.state.doc.eq(doc)) return [];
    const faults = answer?.faults ?? [];
    checked = query;
    marks = faults.map((fault) => mark(fault, doc));
    show(faults);
    return marks;
  };
  return linter(source, { delay: CHECK_DELAY });
}

function mark({ from, to, message, severity, fixes }, doc) {
  const actions = fixes.map((fix) => ({ name: fix.label, apply: (view) => mend(view, fix, doc) }));
  return { from, to, message, severity, actions };
}

// Changes the query as a fix says, if it is still the one that was checked.
export function mend(view, { from, to, insert }, doc) {
  if (!view.state.doc.eq(doc)) return;
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: "input.fix" });
  view.focus();
}
