// Run and Stop: the page is asked for as the form would ask for it, and its result put in place of the one shown.
// Whoever stops closes the connection, by which the server knows that nobody waits, and ends the query.

const LONGEST_ADDRESS = 8000; // what servers and proxies take for sure; a longer query is posted, and has no address

export class Runner {
  constructor(form, setText) {
    this.form = form;
    this.setText = setText;
    this.stop = form.querySelector("[data-stop]");
    this.elapsed = form.querySelector("[data-elapsed]");
    this.status = form.querySelector("[role=status]");
    this.waiting = null;
    this.isRemark = false;
    this.shown = location.search; // the query of the result that is shown
    form.addEventListener("submit", (event) => this.submit(event));
    this.stop.addEventListener("click", () => this.waiting?.abort());
    window.addEventListener("popstate", () => {
      if (location.search !== this.shown) this.run({ address: location.href, isBack: true }); // else a jump in the page
    });
  }

  submit(event) {
    const fields = new FormData(this.form);
    if (fields.get("format")) return; // a file: the browser downloads it
    fields.delete("format");
    event.preventDefault();
    const asked = new URLSearchParams(fields);
    const address = `${this.form.action}?${asked}`;
    return address.length > LONGEST_ADDRESS ? this.run({ address: this.form.action, body: asked }) : this.run({ address });
  }

  async run({ address, body, isBack }) {
    this.waiting?.abort();
    const waiting = (this.waiting = new AbortController());
    const clock = this.start();
    try {
      const reply = await fetch(address, { method: body ? "POST" : "GET", body, signal: waiting.signal, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      this.show(page, isBack, timeOf(reply));
      if (!isBack && !body && address !== location.href) history.pushState(null, "", address);
      this.shown = location.search;
    } catch (fault) {
      if (this.waiting === waiting) this.say(fault.name === "AbortError" ? "Stopped." : "The server could not be reached. Try again.");
    } finally {
      clearInterval(clock);
      if (this.waiting === waiting) this.end();
    }
  }

  start() {
    const began = Date.now();
    this.stop.hidden = false;
    document.getElementById("result")?.setAttribute("aria-busy", "true");
    this.say("Running.");
    return setInterval(() => { this.elapsed.textContent = `${Math.round((Date.now() - began) / 1000)} s`; }, 1000);
  }

  end() {
    this.waiting = null;
    if (this.stop.matches(":focus")) this.form.querySelector("[data-run]").focus();
    this.stop.hidden = true;
    this.elapsed.textContent = "";
    document.getElementById("result")?.removeAttribute("aria-busy");
  }

  show(page, isBack, milliseconds) {
    const found = page.getElementById("result") ?? resultOf(page);
    found.dataset.milliseconds = milliseconds;
    const old = document.getElementById("result");
    if (old) old.replaceWith(found);
    else this.form.after(found);
    document.title = page.title;
    if (isBack) this.setText(page.querySelector("textarea[name=query]")?.value ?? "");
    document.dispatchEvent(new CustomEvent("medkg:swap", { detail: found }));
    this.say(summary(found));
  }

  // What is found as one types takes nobody's place: neither that of a run, nor, once it is gone, that of its outcome.
  remark(words) {
    if (this.waiting || (!words && !this.isRemark)) return;
    this.say(words);
    this.isRemark = true;
  }

  say(words) {
    this.status.textContent = words;
    this.isRemark = false;
  }
}

// How long the evaluation took stands in a header: see https://www.w3.org/TR/server-timing/.
function timeOf(reply) {
  return /query;dur=([\d.]+)/.exec(reply.headers.get("Server-Timing") ?? "")?.[1] ?? "";
}

// A page without a result says why there is none: its main part, without its heading and form.
function resultOf(page) {
  const found = page.createElement("section");
  found.id = "result";
  const main = page.querySelector("main");
  main?.querySelectorAll("h1, form.editor").forEach((each) => each.remove());
  found.append(...(main?.childNodes ?? []));
  return found;
}

function summary(result) {
  const said = result.querySelector("[data-summary], [role=status], [role=alert], h2");
  return said ? said.textContent.trim().replace(/\s+/g, " ").slice(0, 300) : "Done.";
}
