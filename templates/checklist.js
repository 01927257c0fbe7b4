/**
 * The checklist: gathers ticked lines into one sheet. All advice and every word is in the page; nothing is sent, and
 * nothing is kept unless the reader asks for it. `notes.js` comes first.
 */
(() => {
  "use strict";
  /** @typedef {{id: string, required?: boolean, summary: string}} Group */
  /** @typedef {{id: string, any?: string[] | null, only?: string[] | null, strength?: number | null}} Result */
  /** @param {string} id @returns {any} */
  const get = id => document.getElementById(id);
  const form = get("checklist"), box = get("checklist-data");
  if (!form || !box) return;
  /** @type {{groups: Group[], results: Result[]}} */
  const data = JSON.parse(box.textContent);
  const tools = get("checklist-tools"), status = get("checklist-status"), summary = get("checklist-summary"), heading = get("checklist-heading");
  const main = /** @type {HTMLElement} */ (document.querySelector("main")), title = document.title;
  /** @type {Record<string, string>} */
  const t = tools.dataset;
  const { make, button, focus, dated, ask, close, keep } = notes;
  let plain = "";

  /** @param {string} text */
  const say = text => { status.textContent = text; };
  // the status line is far from the button that copies: beside that, eyes are told too, and ears only once
  const beside = make("span", "");
  beside.ariaHidden = "true";
  /** @param {string} text */
  const tell = text => { say(text); beside.textContent = text; };
  /** @param {Group} g the group's fieldset */
  const set = g => get("group-" + g.id);
  /** @param {Element} e @param {string} css @returns {any[]} */
  const all = (e, css) => [...e.querySelectorAll(css)];
  /** @param {string} id */
  const on = id => get(id)?.checked;

  /** @param {Result} r whether a line of advice fits the ticks */
  const fits = r => {
    const only = r.only || [];
    return (r.any || []).some(on) || only.length > 0 && only.every(on) && only.every(id =>
      all(get(id).closest("[id^=group-]"), ":checked").every(e => only.includes(e.id)));
  };
  /** The lines that fit; of those with a strength only the strongest. */
  const advice = () => {
    const lines = data.results.filter(fits), top = Math.max(...lines.map(r => r.strength || 0));
    return lines.filter(r => !r.strength || r.strength === top);
  };
  /** @param {Group} g @returns {string[]} what was ticked or typed in a group, in its order */
  const answers = g => all(set(g), ":checked,textarea").map(e => {
    if (e.type === "textarea") return e.value.trim();
    const label = e.nextSibling.firstChild.data.trim();
    return e.type === "radio" ? e.closest("fieldset").firstElementChild.textContent + " " + label : label;
  }).filter(line => line);

  const empty = () => {
    while (heading.nextSibling) heading.nextSibling.remove();
    summary.hidden = true;
    document.body.classList.remove("made");
    all(main, ".fits").forEach(e => { e.className = ""; });
  };
  const calm = () => {
    document.title = title;
    all(main, ".problem,.error").forEach(e => e.remove());
    all(form, ".wrong").forEach(e => {
      e.className = "";
      e.setAttribute("aria-describedby", e.dataset.hint);
    });
  };
  /** @param {Group[]} missing */
  const complain = missing => {
    const alert = make("div", "", null, "problem");
    alert.setAttribute("role", "alert");
    main.prepend(alert);
    make("h2", t.problem, alert);
    const list = make("ul", "", alert);
    missing.forEach(g => {
      const e = set(g), first = e.querySelector("input"), link = make("a", t.required, make("li", "", list)), p = make("p", "", null, "error");
      link.href = "#" + first.id;
      link.onclick = (/** @type {Event} */ click) => { click.preventDefault(); first.focus(); };
      make("span", t.error + " ", p, "vh");
      p.append(t.required);
      p.id = "error-" + g.id;
      e.querySelector("label").before(p);
      e.className = "wrong";
      e.dataset.hint = e.getAttribute("aria-describedby") || "";
      e.setAttribute("aria-describedby", (e.dataset.hint + " " + p.id).trim());
    });
    document.title = t.error + " " + title;
    focus(alert);
  };
  const summarise = () => {
    calm();
    close();
    empty();
    say("");
    const missing = data.groups.filter(g => g.required && !answers(g).length);
    if (missing.length) return complain(missing);
    const made = dated(t.made, new Date());
    plain = heading.textContent + "\n" + made + "\n";
    make("p", t.name, summary, "paper");
    make("p", made, summary);
    advice().forEach(r => {
      const line = get("result-" + r.id);
      make("p", "", summary).append(...line.cloneNode(true).childNodes);
      plain += "\n" + line.textContent + "\n";
      line.className = "fits";
      line.dataset.fits = t.fits;
    });
    // what must be known first, then own questions, then the rest in their order
    /** @param {Group} g */
    const rank = g => g.required ? 0 : set(g).querySelector("textarea") ? 1 : 2;
    [...data.groups].sort((a, b) => rank(a) - rank(b)).forEach(g => {
      const lines = answers(g);
      if (!lines.length) return;
      make("h3", g.summary, summary);
      plain += "\n" + g.summary + "\n";
      const list = make("ul", "", summary);
      lines.forEach(line => { make("li", "☑ " + line, list); plain += "- " + line + "\n"; });
    });
    make("p", t.end, summary);
    plain += "\n" + t.end + "\n";
    make("p", t.notes, summary, "paper");
    const row = make("p", "", summary, "tools");
    button(t.print, row, () => print());
    button(t.copy, row, copy, "quiet");
    row.append(beside);
    beside.textContent = "";
    summary.hidden = false;
    document.body.classList.add("made");
    heading.focus();
  };
  const copy = () => {
    if (navigator.clipboard) navigator.clipboard.writeText(plain).then(() => tell(t.copied), show); else show();
  };
  const show = () => {
    const area = summary.querySelector("textarea") || make("textarea", "", summary);
    area.readOnly = true;
    area.rows = 12;
    area.value = plain;
    area.setAttribute("aria-label", heading.textContent);
    area.focus();
    area.select();
    tell(t.copyFailed);
  };
  const wipe = () => {
    close();
    form.reset();
    empty();
    calm();
    plain = "";
  };

  form.addEventListener("input", (/** @type {Event} */ e) => {
    const hit = /** @type {HTMLInputElement} */ (e.target), told = [];
    if (hit.type === "checkbox" && hit.checked) {
      // "none of these" and the other boxes of its group rule each other out
      const none = "none" in hit.dataset, fieldset = /** @type {Element} */ (hit.closest("fieldset"));
      const cleared = all(fieldset, none ? "[type=checkbox]:checked" : "[data-none]:checked").filter(i => i !== hit);
      cleared.forEach(i => { i.checked = false; });
      if (cleared.length) told.push(none ? t.othersCleared : t.noneCleared);
    }
    // what was gathered from other answers must not stay: its advice could be wrong by now
    if (!summary.hidden) {
      empty();
      told.push(t.changed);
    }
    if (told.length) say(told.join(" "));
  });
  // a page brought back from memory must not show the last reader's ticks
  addEventListener("pageshow", e => { if (e.persisted) wipe(); });

  button(t.make, tools, summarise);
  const boxes = all(form, "input"), own = all(form, "textarea");
  /** @param {any} list @param {(item: any, at: number) => boolean} fits */
  const listed = (list, fits) => Array.isArray(list) && list.every(fits);
  const forget = keep({
    tools,
    say,
    read: more => ({ ids: boxes.filter(e => e.checked).map(e => e.id), own: more ? own.map(e => e.value) : [] }),
    fits: data => listed(data.ids, id => boxes.some(e => e.id === id))
      && listed(data.own, (text, at) => typeof text === "string" && at < own.length && text.length <= own[at].maxLength),
    show: data => {
      wipe();
      boxes.forEach(e => { e.checked = data.ids.includes(e.id); });
      data.own.forEach((/** @type {string} */ text, /** @type {number} */ at) => { own[at].value = text; });
    },
  });
  const clear = button(t.clear, tools, () => {
    say("");
    ask(clear, t.question, t.yes, t.no, () => {
      wipe();
      focus(/** @type {HTMLElement} */ (document.querySelector("h1")));
      say(forget() ? t.cleared : t.failed);
    });
  }, "quiet");
})();
