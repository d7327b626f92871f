// The layout of a query. Only white space changes: the tokens stay, so the query means what it meant.
import { tokens } from "./tokens.js";

const UNIT = "  ";
const WIDTH = 100;
const QUERY_FORMS = new Set(["SELECT", "CONSTRUCT", "ASK", "DESCRIBE"]);
const CLAUSES = new Set([...QUERY_FORMS, "PREFIX", "BASE", "FROM", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"]);
const PATTERNS = new Set(["FILTER", "BIND", "OPTIONAL", "MINUS", "GRAPH", "SERVICE", ...CLAUSES]);
const CONSTRAINTS = new Set(["FILTER", "BIND"]);
const CLOSING = { "{": "}", "(": ")", "[": "]" };

// The query laid out: a pattern a line, blocks indented. Null where brackets or quotation marks do not match.
export function format(text) {
  const read = significant(text);
  return isBalanced(read) ? new Layout(read).write() : null;
}

// The tokens without white space, each with what stood before it.
function significant(text) {
  const found = [];
  let space = "";
  for (const token of tokens(text)) {
    if (token.kind === "space") space = token.text;
    else {
      const word = token.kind === "word" ? token.text.toUpperCase() : "";
      found.push({ ...token, word, spaced: space !== "", lines: space.split(/\r\n|\r|\n/).length - 1 });
      space = "";
    }
  }
  return found;
}

function isBalanced(read) {
  const open = [];
  for (const { kind, text } of read) {
    if (kind === "other") return false;
    if (kind === "open") open.push(CLOSING[text]);
    if (kind === "close" && open.pop() !== text) return false;
  }
  return open.length === 0;
}

class Layout {
  constructor(read) {
    this.read = read;
    this.lines = [];
    this.line = "";
    this.open = []; // the brackets that are open: "block" breaks lines, "short" (a block in one line) and "inline" do not
    this.statement = ""; // the word that began the statement
    this.isStart = true; // of a statement
    this.mustBreak = false;
  }

  write() {
    this.read.forEach((token, at) => this.add(token, this.read[at - 1], at));
    this.flush();
    return this.lines.join("\n") + "\n";
  }

  get inner() {
    return this.open[this.open.length - 1];
  }

  get isPattern() {
    return this.inner === undefined || this.inner === "block";
  }

  add(token, before, at) {
    const closed = token.kind === "close" ? this.open.pop() : undefined;
    if (this.breaksBefore(token, before, closed)) this.breakLine(token, before, closed);
    else if (this.line && needsSpace(token, before, closed, this)) this.line += " ";
    this.line += token.text;
    this.goOn(token, closed, at);
  }

  breaksBefore(token, before, closed) {
    if (!before || token.kind === "comment") return Boolean(before) && token.lines > 0;
    if (before.kind === "comment") return true;
    if (closed === "block") return before.text !== "{";
    if (token.text === "." && before.kind === "close") return false;
    if (["UNION", "WHERE"].includes(token.word) && before.text === "}") return false;
    if (token.kind === "close" && closed !== "block") return token.lines > 0 && token.text !== "}";
    if (this.mustBreak) return true;
    if (token.word === "WHERE" && this.statement === "FROM") return true;
    if (!this.isPattern) return token.lines > 0 && this.inner !== "short";
    return this.startsClause(token, before) || token.lines > 0 && !isAttached(token);
  }

  startsClause(token, before) {
    if (!PATTERNS.has(token.word)) return false;
    const isSecond = ["LIMIT", "OFFSET"].includes(token.word) && ["LIMIT", "OFFSET"].includes(this.statement);
    return !isSecond && !(token.word === "GRAPH" && before.word === "SILENT");
  }

  breakLine(token, before, closed) {
    this.flush();
    const startsBody = QUERY_FORMS.has(token.word) && this.open.length === 0 && ["PREFIX", "BASE"].includes(this.statement);
    if ((token.lines > 1 && before.text !== "{" && closed !== "block") || startsBody) this.lines.push("");
    const starts = this.isStart || PATTERNS.has(token.word) || token.word === "WHERE" || closed !== undefined;
    const depth = this.open.filter((kind) => kind === "block").length;
    const isInside = this.open.some((kind) => kind === "inline");
    this.line = UNIT.repeat(depth + Number(isInside || !starts));
    this.mustBreak = false;
  }

  flush() {
    if (this.line.trim() || !this.lines.length) this.lines.push(this.line.trimEnd());
    this.line = "";
  }

  // What the token means for those that follow.
  goOn(token, closed, at) {
    if (token.kind === "comment") return;
    if (token.kind === "open") return this.enter(token, at);
    if (closed) return this.leave(closed);
    if (!this.isPattern) return;
    if (PATTERNS.has(token.word) || this.isStart) this.statement = token.word;
    this.isStart = token.text === ".";
    this.mustBreak = token.text === "." || token.text === ";";
  }

  enter(token, at) {
    if (token.text !== "{") this.open.push("inline");
    else this.open.push(this.isShort(at) ? "short" : "block");
    this.isStart = this.inner === "block";
    this.mustBreak = this.isStart;
    if (this.isStart) this.statement = "";
  }

  leave(closed) {
    const isDone = closed !== "inline" || CONSTRAINTS.has(this.statement);
    if (!this.isPattern || !isDone) return;
    this.isStart = this.mustBreak = true;
    this.statement = "";
  }

  // Whether a block stays in one line: the rows of VALUES, or one triple that its author put there.
  isShort(at) {
    const end = this.read.findIndex((token, index) => index > at && token.text === "}");
    const inside = this.read.slice(at + 1, end);
    const length = inside.reduce((sum, token) => sum + token.text.length + 1, this.line.length);
    if (length > WIDTH || inside.some((token) => token.kind === "comment")) return false;
    if (this.statement === "VALUES" && this.isPattern) return true;
    const isPlain = inside.every((token) => !"{.;".includes(token.text) && !PATTERNS.has(token.word));
    return this.open.length > 0 && isPlain && this.read.slice(at + 1, end + 1).every((token) => token.lines === 0);
  }
}

function isAttached(token) {
  return token.text === "{" || token.kind === "stop";
}

function needsSpace(token, before, closed, layout) {
  if (token.kind === "comment" || "{}".includes(token.text)) return true;
  if (before.text === "{" || before.text === "}") return true;
  if (before.text === "(" || token.text === ")" || token.text === ",") return false;
  if (token.kind === "stop") return layout.isPattern;
  return token.spaced || before.text === "," || (before.text === ")" && token.text === "(");
}
