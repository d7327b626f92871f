// The faults in words, under the query: with the keyboard, by touch and read aloud, each can be gone to and mended.
import { mend } from "./assist.js";

export function faultList(list, announce, view) {
  return (faults) => {
    const doc = view().state.doc;
    list.replaceChildren(...faults.map((fault) => item(fault, doc, view)));
    list.hidden = faults.length === 0;
    announce(summary(faults));
  };
}

function item(fault, doc, view) {
  const made = document.createElement("li");
  const place = button(`Line ${doc.lineAt(Math.min(fault.from, doc.length)).number}`, () => goTo(view(), fault));
  const fixes = fault.fixes.map((fix) => button(fix.label, () => mend(view(), fix, doc)));
  made.append(place, ` ${fault.message} `, ...fixes);
  made.className = fault.severity;
  return made;
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "second";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

function goTo(view, { from, to }) {
  const end = view.state.doc.length;
  view.dispatch({ selection: { anchor: Math.min(from, end), head: Math.min(to, end) }, scrollIntoView: true });
  view.focus();
}

function summary(faults) {
  if (!faults.length) return "";
  return faults.length === 1 ? "One thing to look at under the query." : `${faults.length} things to look at under the query.`;
}
