/** The checklist: gathers ticked lines into one sheet. All advice is in the page; nothing is stored or sent. */
(function () {
  "use strict";
  /** @typedef {{id: string, label: string, type?: string}} Item */
  /** @typedef {{id: string, legend: string, options: Item[]}} Choice */
  /** @typedef {{id: string, required: boolean, legend: string, summary: string, items: Item[], choices?: Choice[]}} Group */
  /** @typedef {{id: string, lead: string, words: string, any?: string[], only?: string[], strength?: number | null}} Result */
  /** @typedef {{groups: Group[], results: Result[], texts: Record<string, string>}} Data */
  /** @param {string} id @returns {any} */
  var get = function (id) { return document.getElementById(id); };
  var form = get("checklist"), box = get("checklist-data");
  if (!form || !box) return;
  /** @type {Data} */
  var data = JSON.parse(box.textContent);
  var t = data.texts, status = get("checklist-status"), tools = get("checklist-tools"), summary = get("checklist-summary");
  var heading = get("checklist-summary-heading"), main = /** @type {HTMLElement} */ (document.querySelector("main"));
  var title = document.title, plain = "";
  /** @type {HTMLElement | null} */
  var asking = null;

  /**
   * @param {string} tag @param {string} text @param {Element | null} [parent] @param {string} [name]
   * @returns {any}
   */
  function make(tag, text, parent, name) {
    var e = document.createElement(tag);
    e.textContent = text;
    if (name) e.className = name;
    if (parent) parent.appendChild(e);
    return e;
  }
  /** @param {string} text @param {Element} parent @param {() => void} act @param {string} [name] */
  function button(text, parent, act, name) {
    var b = make("button", text, parent, name);
    b.type = "button";
    b.onclick = act;
    return b;
  }
  /** @param {string} id */
  function on(id) { var e = get(id); return !!e && e.checked; }
  /** @param {string} text */
  function say(text) { status.textContent = text; }
  /** @param {HTMLElement} e */
  function focus(e) { e.tabIndex = -1; e.focus(); }

  /** @param {Result} r whether a line of advice fits the ticks */
  function fits(r) {
    var only = r.only || [];
    return (r.any || []).some(on) || only.length > 0 && only.every(on) && !data.groups.some(function (g) {
      return g.items.some(function (i) { return only.indexOf(i.id) >= 0; }) &&
        g.items.some(function (i) { return only.indexOf(i.id) < 0 && on(i.id); });
    });
  }
  /** @returns {Result[]} the lines that fit; of those with a strength only the strongest */
  function advice() {
    var all = data.results.filter(fits);
    var top = Math.max.apply(null, all.map(function (r) { return r.strength || 0; }));
    return all.filter(function (r) { return !r.strength || r.strength === top; });
  }
  /** @param {Group} g @returns {string[]} what was ticked or typed in a group */
  function answers(g) {
    var lines = g.items.filter(function (i) { return on(i.id); }).map(function (i) { return i.label; });
    (g.choices || []).forEach(function (c) {
      c.options.forEach(function (o) { if (on(o.id)) lines.push(c.legend + " " + o.label); });
    });
    own(g).forEach(function (e) { if (e.value.trim()) lines.push(e.value.trim()); });
    return lines;
  }
  /** @param {Group} g @returns {HTMLTextAreaElement[]} */
  function own(g) { return [].slice.call(get("group-" + g.id).querySelectorAll("textarea")); }

  function empty() {
    while (heading.nextSibling) heading.nextSibling.remove();
    summary.hidden = true;
    document.body.classList.remove("made");
    data.results.forEach(function (r) { get("result-" + r.id).className = ""; });
  }
  function calm() {
    document.title = title;
    document.querySelectorAll(".problem,.error").forEach(function (e) { e.remove(); });
    data.groups.forEach(function (g) {
      var set = get("group-" + g.id), hint = get("hint-" + g.id);
      set.classList.remove("wrong");
      if (hint) set.setAttribute("aria-describedby", hint.id); else set.removeAttribute("aria-describedby");
    });
  }
  /** @param {Group[]} missing */
  function complain(missing) {
    var alert = make("div", "", null, "problem");
    alert.setAttribute("role", "alert");
    main.insertBefore(alert, main.firstChild);
    make("h2", t.error_heading, alert);
    var list = make("ul", "", alert);
    missing.forEach(function (g) {
      var set = get("group-" + g.id), id = "error-" + g.id;
      var first = get(g.items[0].id), link = make("a", t.error_required, make("li", "", list));
      link.href = "#" + first.id;
      link.onclick = function (/** @type {Event} */ e) { e.preventDefault(); first.focus(); };
      var p = make("p", "", null, "error");
      p.id = id;
      make("span", t.error_prefix + " ", p, "vh");
      p.appendChild(document.createTextNode(t.error_required));
      set.insertBefore(p, set.querySelector(".tick"));
      set.classList.add("wrong");
      set.setAttribute("aria-describedby", ((set.getAttribute("aria-describedby") || "") + " " + id).trim());
    });
    document.title = t.error_prefix + " " + title;
    focus(alert);
  }
  /** @param {string} head @param {string[]} lines */
  function part(head, lines) {
    if (!lines.length) return;
    make("h3", head, summary);
    plain += "\n" + head + "\n";
    var list = make("ul", "", summary);
    lines.forEach(function (l) { make("li", "☑ " + l, list); plain += "- " + l + "\n"; });
  }
  function summarise() {
    calm();
    keep();
    empty();
    say("");
    var missing = data.groups.filter(function (g) { return g.required && !answers(g).length; });
    if (missing.length) return complain(missing);
    var day = new Date().toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long", year: "numeric" });
    day = t.summary_date.replace("{date}", day);
    plain = t.summary_heading + "\n" + day + "\n";
    make("p", t.name_line, summary, "paper");
    make("p", day, summary);
    advice().forEach(function (r) {
      var p = make("p", "", summary), line = get("result-" + r.id);
      make("strong", r.lead, p);
      p.appendChild(document.createTextNode(" " + r.words));
      plain += "\n" + r.lead + " " + r.words + "\n";
      line.className = "fits";
      line.setAttribute("data-fits", t.results_applies);
    });
    // what must be known first, then own questions, then the rest in their order
    data.groups.map(function (g, n) { return { g: g, n: g.required ? 0 : own(g).length ? 1 : 2 + n }; })
      .sort(function (a, b) { return a.n - b.n; })
      .forEach(function (x) { part(x.g.summary, answers(x.g)); });
    make("p", t.not_diagnosis, summary);
    plain += "\n" + t.not_diagnosis + "\n";
    make("p", t.notes_heading, summary, "paper");
    var row = make("p", "", summary, "tools");
    button(t.print, row, function () { window.print(); });
    button(t.copy, row, copy, "quiet");
    summary.hidden = false;
    document.body.classList.add("made");
    heading.focus();
  }
  function copy() {
    var done = function () { say(t.copied); };
    if (navigator.clipboard) navigator.clipboard.writeText(plain).then(done, show); else show();
  }
  function show() {
    var area = summary.querySelector("textarea") || make("textarea", "", summary);
    area.readOnly = true;
    area.rows = 12;
    area.value = plain;
    area.setAttribute("aria-label", t.summary_heading);
    area.focus();
    area.select();
    say(t.copy_failed);
  }
  function keep() {
    if (asking) asking.remove();
    asking = null;
  }
  function ask() {
    keep();
    asking = make("div", "", null, "sure");
    tools.after(asking);
    focus(make("p", t.clear_question, asking));
    var row = make("p", "", asking, "tools");
    button(t.clear_yes, row, clear);
    button(t.clear_no, row, function () { keep(); tools.lastChild.focus(); }, "quiet");
  }
  function wipe() {
    keep();
    form.reset();
    empty();
    calm();
    plain = "";
  }
  function clear() {
    wipe();
    focus(/** @type {HTMLElement} */ (document.querySelector("h1")));
    say(t.cleared);
  }

  form.addEventListener("change", function (/** @type {Event} */ e) {
    var hit = /** @type {HTMLInputElement} */ (e.target);
    if (!hit.checked) return;
    data.groups.forEach(function (g) {
      var me = g.items.filter(function (i) { return i.id === hit.id; })[0];
      if (!me) return;
      var cleared = false;
      g.items.forEach(function (i) {
        if (i !== me && (me.type === "none" || i.type === "none") && on(i.id)) { get(i.id).checked = false; cleared = true; }
      });
      if (cleared) say(me.type === "none" ? t.exclusive_cleared : t.none_cleared);
    });
  });
  // a page brought back from memory must not show the last reader's ticks
  window.addEventListener("pageshow", function (e) { if (e.persisted) wipe(); });

  button(t.make, tools, summarise);
  button(t.clear, tools, ask, "quiet");
})();
