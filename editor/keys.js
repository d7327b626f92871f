// The table of keys, and the key that opens it. One key alone can be in the way of speech input, so it can be switched off
// (https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts).

const OFF = "medkg.no-key-for-keys";

export function offerKeys(form) {
  const dialog = document.getElementById("keys");
  const choice = dialog.querySelector("input[type=checkbox]");
  choice.checked = !stored();
  choice.addEventListener("change", () => store(!choice.checked));
  form.querySelector("[data-keys]").addEventListener("click", () => dialog.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || !choice.checked || dialog.open || isTyping(event)) return;
    event.preventDefault();
    dialog.showModal();
  });
}

// The one who types may be inside the editor's own tree.
function isTyping(event) {
  const target = event.composedPath()[0];
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

// A browser may forbid to store anything; then the choice holds for the page.
function stored() {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false;
  }
}

function store(isOff) {
  try {
    if (isOff) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  } catch { /* see above */ }
}
