// The SPARQL editor: CodeMirror over the form's own textarea, which keeps the text and is all there is without script.
// It lives in a shadow tree: there its styles are constructed sheets, which the Content-Security-Policy allows; in the
// page itself they would be a style element, which it forbids.
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { nextDiagnostic, previousDiagnostic } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { checks, completions } from "./assist.js";
import { faultList } from "./faults.js";
import { format } from "./format.js";
import { offerKeys } from "./keys.js";
import { language } from "./language.js";
import { Runner } from "./run.js";
import { theme } from "./theme.js";

const HELP = "Control Enter runs the query. Control Space completes. Escape, then Tab, leaves the editor.";

function start(form) {
  const area = form.querySelector("textarea[name=query]");
  const runner = new Runner(form, (text) => setText(view, text));
  const showFaults = faultList(form.querySelector(".faults"), (words) => runner.remark(words), () => view);
  const layOut = () => layOutQuery(view, (words) => runner.say(words));
  const view = mount(area, [
    keymap.of([
      { key: "Mod-Enter", run: () => (form.requestSubmit(), true) },
      { key: "Ctrl-Shift-f", mac: "Cmd-Shift-f", run: layOut },
      { key: "Tab", run: acceptCompletion },
      { key: "F8", run: nextDiagnostic, shift: previousDiagnostic },
    ]),
    autocompletion({ override: [completions(form.dataset.complete)], icons: false }),
    checks(form.dataset.check, showFaults, area.value.replace(/\r\n?/g, "\n")),
  ]);
  form.querySelector("[data-format]").addEventListener("click", layOut);
  form.querySelectorAll("[data-scripted]").forEach((each) => { each.hidden = false; });
  offerKeys(form);
}

// The editor in the place of a textarea, of which it keeps the value, the label and the focus.
function mount(area, extensions) {
  const host = document.createElement("div");
  host.className = "editor-host";
  area.before(host);
  const root = host.attachShadow({ mode: "open" });
  const help = document.createElement("p");
  Object.assign(help, { id: "help", hidden: true, textContent: HELP });
  root.append(help);
  const keep = EditorView.updateListener.of((update) => {
    if (update.docChanged) area.value = update.state.doc.toString();
  });
  const label = area.labels[0];
  const attributes = EditorView.contentAttributes.of({ tabindex: "0", "aria-label": label.textContent.trim(), "aria-describedby": "help" });
  const state = EditorState.create({ doc: area.value, extensions: [...extensions, ...COMMON, attributes, keep] });
  const view = new EditorView({ state, root, parent: root });
  label.addEventListener("click", () => view.focus());
  if (document.activeElement === area) view.focus();
  area.hidden = true;
  return view;
}

// Text typed over a selection. Left to Chromium, it would give the new text the look of the old one in a style attribute,
// which the Content-Security-Policy refuses with an error in the console.
const replacing = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    if (event.inputType !== "insertText" || !event.data || event.isComposing || empty) return false;
    const insert = () => view.state.update(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    const isTaken = view.state.facet(EditorView.inputHandler).some((take) => take(view, from, to, event.data, insert));
    if (!isTaken) view.dispatch(insert());
    return true;
  },
});

const COMMON = [
  replacing,
  lineNumbers(),
  history(),
  language,
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  EditorView.lineWrapping,
  theme,
  keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
];

function setText(view, text) {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}

function layOutQuery(view, say) {
  const text = format(view.state.doc.toString());
  if (text === null) say("Brackets or quotation marks do not match, so the query stays as it is.");
  else setText(view, text.trimEnd());
  return true;
}

const form = document.querySelector("form.editor");
if (form) start(form);
