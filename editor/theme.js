import { EditorView } from "@codemirror/view";

// Colours and fonts of the page, which reach into the shadow tree as custom properties.
export const theme = EditorView.theme({
  "&": { border: "1px solid var(--edge)", borderRadius: ".35rem", background: "var(--page)", color: "var(--text)", fontSize: ".9rem" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5", maxHeight: "60vh" },
  ".cm-content, .cm-gutter": { minHeight: "12rem" },
  ".cm-content": { padding: ".6rem 0", caretColor: "var(--text)" },
  ".cm-gutters": { background: "var(--panel)", color: "var(--quiet)", borderRight: "1px solid var(--line)", borderRadius: ".35rem 0 0 .35rem" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  "&.cm-focused .cm-matchingBracket": { background: "var(--mark)", outline: "1px solid var(--edge)" },
  "&.cm-focused .cm-nonmatchingBracket": { background: "var(--warn-ground)" },
  ".cm-tooltip": { background: "var(--panel)", color: "var(--text)", border: "1px solid var(--edge)", borderRadius: ".35rem", maxWidth: "min(36rem, 94vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxWidth: "min(34rem, 90vw)", maxHeight: "14rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { display: "flex", flexWrap: "wrap", gap: "0 1rem", justifyContent: "space-between", alignItems: "center", minHeight: "24px", padding: ".1rem .5rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--accent)", color: "var(--page)" },
  ".cm-completionDetail": { fontStyle: "normal", fontFamily: "var(--sans)", fontSize: ".8rem", marginLeft: "0" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".cm-tooltip.cm-completionInfo": { padding: ".4rem .6rem", maxWidth: "min(20rem, 90vw)", fontFamily: "var(--sans)" },
  "@media (max-width: 40rem)": { ".cm-tooltip.cm-completionInfo": { display: "none" } }, // it would cover the others
  ".cm-diagnostic": { padding: ".4rem .6rem", fontFamily: "var(--sans)" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--warn)" },
  ".cm-diagnostic-warning": { borderLeft: "4px solid var(--edge)" },
  ".cm-diagnosticAction": { background: "var(--accent)", color: "var(--page)", font: "inherit", minHeight: "24px", padding: ".1rem .6rem" },
  ".cm-lintRange": { backgroundImage: "none", textDecoration: "underline wavy var(--warn) 1.5px", textUnderlineOffset: "4px" },
  ".cm-lintPoint::after": { borderBottomColor: "var(--warn)" },
});
