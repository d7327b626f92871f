// What the pages do more with script: copy buttons, filter boxes, facets that answer at once. All works without it.
"use strict";
(() => {
  const NARROW = matchMedia("(max-width: 48rem)");
  const all = (root, selector) => [...root.querySelectorAll(selector)];

  // One live region for all that is to be said; made by script, as only script has anything to say.
  const region = document.createElement("p");
  region.className = "hidden";
  region.setAttribute("role", "status");
  document.body.append(region);
  const say = (words) => { region.textContent = words; };

  function enhance(root) {
    all(root, "[data-scripted]:not(.editor *)").forEach((each) => { each.hidden = false; });
    all(root, "figure.code").forEach(offerCopy);
    all(root, "input[data-filter]").forEach(offerFilter);
    all(root, ".result-count").forEach((count) => tellTime(count, root.dataset?.milliseconds ?? loadedIn()));
    if (NARROW.matches) all(root, "details[data-wide]").forEach((each) => { each.open = false; });
  }

  // How long the query took: a page that said it itself would be another page each time.
  function tellTime(count, milliseconds) {
    if (milliseconds === undefined || milliseconds === "" || count.querySelector(".time")) return;
    const time = Object.assign(document.createElement("span"), { className: "time quiet" });
    time.textContent = `${Math.max(1, Math.round(milliseconds)).toLocaleString("en")} ms. `;
    count.querySelector(".quiet").before(time);
  }

  const loadedIn = () => performance.getEntriesByType("navigation")[0]?.serverTiming?.find(({ name }) => name === "query")?.duration;

  function offerCopy(figure) {
    if (figure.querySelector(".copy")) return;
    const what = figure.querySelector("figcaption")?.textContent.trim() ?? "";
    const button = Object.assign(document.createElement("button"), { type: "button", className: "copy second", textContent: "Copy" });
    button.setAttribute("aria-label", `Copy ${what}`);
    button.addEventListener("click", () => copy(figure.querySelector("pre"), button));
    figure.append(button);
  }

  async function copy(pre, button) {
    try {
      await navigator.clipboard.writeText(pre.textContent);
      answer(button, "Copied");
    } catch { // no permission, or no https: the text is marked, for the reader to copy
      getSelection().selectAllChildren(pre);
      answer(button, "Marked: press Ctrl C");
    }
  }

  function answer(button, words) {
    button.textContent = words;
    say(words);
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  }

  // The box shows those options of its group whose words contain all of what is typed, with what is above and below them.
  function offerFilter(box) {
    box.addEventListener("input", () => filter(box));
    box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    if (box.value) filter(box);
  }

  const wasOpen = new WeakMap();

  function filter(box) {
    const group = box.closest("fieldset");
    const wanted = plain(box.value).split(/\s+/).filter(Boolean);
    const fits = (text) => wanted.every((word) => plain(text).includes(word));
    const whole = new Set();
    const options = all(group, "li");
    options.forEach((option) => {
      const own = option.querySelector(":scope > label") ?? option;
      if (fits(own.textContent) || whole.has(option.parentElement.closest("li"))) whole.add(option);
      option.hidden = !whole.has(option) && !fits(option.textContent);
    });
    all(group, "details").forEach((each) => {
      if (!wasOpen.has(each)) wasOpen.set(each, each.open);
      each.open = wanted.length > 0 || wasOpen.get(each);
      if (!wanted.length) wasOpen.delete(each);
    });
    say(wanted.length ? `${options.filter((option) => !option.hidden).length} of ${options.length} shown` : "All shown");
  }

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

  // Pages with facets: a choice is answered by the same page, of which the main part takes the place of the one shown.
  let waiting = null;
  let shown = location.search;

  const main = () => document.querySelector("main");
  const isFaceted = () => main().querySelector("form.facets") !== null;

  function addressOf(form) {
    const filters = new Set(all(form, "[data-filter]").map((box) => box.name)); // these are at work here already
    const fields = [...new FormData(form)].filter(([name, value]) => value !== "" && !filters.has(name));
    const asked = new URLSearchParams(fields).toString();
    return form.action.split("?")[0] + (asked ? `?${asked}` : "");
  }

  async function go(address, { from = null, isBack = false } = {}) {
    waiting?.abort();
    const mine = (waiting = new AbortController());
    main().setAttribute("aria-busy", "true");
    try {
      const reply = await fetch(address, { headers: { Accept: "text/html" }, signal: mine.signal });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      if (!page.querySelector("form.facets")) throw new Error("another kind of page");
      swap(page, from);
      if (!isBack) history.pushState(null, "", address);
      shown = location.search;
    } catch (fault) {
      if (fault.name !== "AbortError") location.assign(address);
    }
  }

  function swap(page, from) {
    const before = main();
    const kept = new Map(all(before, "details[id]").map((each) => [each.id, each.open]));
    const typed = new Map(all(before, "input[data-filter][id]").map((each) => [each.id, each.value]));
    const scrolled = new Map(all(before, "fieldset [id]").filter((each) => each.scrollTop).map((each) => [each.id, each.scrollTop]));
    const after = document.adoptNode(page.querySelector("main"));
    before.replaceWith(after);
    document.title = page.title;
    all(after, "input[data-filter][id]").forEach((each) => { each.value = typed.get(each.id) ?? ""; });
    enhance(after);
    kept.forEach((open, id) => { const found = document.getElementById(id); if (found) found.open = open; });
    scrolled.forEach((top, id) => { const found = document.getElementById(id); if (found) found.scrollTop = top; });
    focusOn(from);
    const said = after.querySelector("#results [role=status], #results h2");
    say(said ? said.textContent.trim().replace(/\s+/g, " ") : page.title);
  }

  // The control that was used keeps the focus; one that is gone, such as the chip of a filter, gives it to the results.
  function focusOn(from) {
    if (from === null) return;
    const same = from ? document.getElementById(from) : null;
    const found = same ?? document.getElementById("results") ?? main();
    if (!same) found.tabIndex = -1;
    found.focus({ preventScroll: Boolean(same) });
  }

  document.addEventListener("change", ({ target }) => {
    const form = target.form;
    if (form?.matches("form.facets") && !target.matches("[data-filter]")) go(addressOf(form), { from: target.id });
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form.facets") || form.method !== "get" || event.submitter?.name) return;
    event.preventDefault();
    go(addressOf(form), { from: event.submitter?.id || document.activeElement?.id || "" });
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("main a[href]");
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || !isFaceted() || link.target || link.hasAttribute("download")) return;
    if (link.origin !== location.origin || link.pathname !== location.pathname || link.hash) return;
    event.preventDefault();
    go(link.href, { from: link.id });
  });

  window.addEventListener("popstate", () => {
    if (isFaceted() && location.search !== shown) go(location.href, { isBack: true }); // else a jump in the page
  });

  // The editor puts new results into its page; they get the same.
  document.addEventListener("medkg:swap", (event) => enhance(event.detail));

  enhance(document);
})();
