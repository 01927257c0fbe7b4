/**
 * What pages that gather notes share: small pieces of page, questions asked in the page, and notes kept on the device.
 *
 * Nothing is kept before the reader asks, nothing is sent, and nothing is read from the address but the page's own path.
 * A page loads this file before its own script, which then says what there is to keep:
 *
 *     const forget = notes.keep({ tools, say, read: more => data, fits: data => true, show: data => {} });
 *
 * `keep` puts "Save on this device" into `tools` and, where notes were saved before, offers them above the form; boxes
 * stay empty until the reader wants them shown. `forget()` deletes what this page saved, and tells whether it could.
 * Its words are the attributes of the component `saving`. Without it, from a disk, or inside another page, nothing is
 * offered, read or kept.
 *
 * Kept is one entry `notes` of at most 4,096 characters, with a part for each page by its path, so that pages and sites
 * of one host leave each other alone: {"version": 1, "pages": {"/list/": {"date": "2026-05-03", "data": …}}}
 * Whatever is not whole, was not saved by this page, or is older than 30 days, is deleted without a word.
 */
const notes = (() => {
  "use strict";
  /** @typedef {{date: string, data: any}} Note */
  /**
   * @typedef {object} Page
   * @property {Element} tools the row of buttons
   * @property {(text: string) => void} say writes the status line
   * @property {(more: boolean) => any} read what is to be kept; more: also what the extra box is for
   * @property {(data: any) => boolean} fits whether this page could have kept this
   * @property {(data: any) => void} show puts it into the form
   */
  /** @param {string} tag @param {string} text @param {Element | null} [parent] @param {string} [name] @returns {any} */
  const make = (tag, text, parent, name) => {
    const e = document.createElement(tag);
    e.textContent = text;
    if (name) e.className = name;
    if (parent) parent.append(e);
    return e;
  };
  /** @param {string} text @param {Element} parent @param {() => void} act @param {string} [name] @returns {HTMLElement} */
  const button = (text, parent, act, name) => {
    const b = make("button", text, parent, name);
    b.type = "button";
    b.onclick = act;
    return b;
  };
  /** @param {HTMLElement} e */
  const focus = e => { e.tabIndex = -1; e.focus(); };
  /** @param {string} text @param {Date} date the text with the day in the words of the page's language, in the site's order */
  const dated = (text, date) => {
    const month = date.toLocaleDateString(document.documentElement.lang, { month: "long" });
    return text.replace("{day}", String(date.getDate())).replace("{month}", month).replace("{year}", String(date.getFullYear()));
  };

  /** @type {HTMLElement | null} */
  let asked = null;
  /** Takes an open question back. */
  const close = () => {
    if (asked) asked.remove();
    asked = null;
  };
  /**
   * Asks in the page, below the row of the button `from`; one question at a time. `more` is an extra box to tick.
   * @param {HTMLElement} from @param {string} question @param {string} yes @param {string} no
   * @param {(more: boolean) => void} act @param {string} [more]
   */
  const ask = (from, question, yes, no, act, more) => {
    close();
    const box = asked = make("div", "", null, "sure");
    /** @type {Element} */ (from.parentElement).after(box);
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", question);
    make("p", question, box);
    const label = more && make("label", "", box, "tick"), extra = label && make("input", "", label);
    if (extra) {
      extra.type = "checkbox";
      make("span", more || "", label);
    }
    const row = make("p", "", box, "tools"), done = () => { close(); from.focus(); };
    button(yes, row, () => { done(); act(Boolean(extra && extra.checked)); });
    button(no, row, done, "quiet");
    focus(box);
  };

  /** @param {Record<string, Note>} pages @returns {boolean} whether they could be kept */
  const store = pages => {
    const text = JSON.stringify({ version: 1, pages });
    try {
      if (!Object.keys(pages).length) localStorage.removeItem("notes");
      else if (text.length > 4096) return false;
      else localStorage.setItem("notes", text);
      return true;
    } catch {
      return false;
    }
  };
  const today = () => {
    const now = new Date();
    now.setMinutes(now.getMinutes() - now.getTimezoneOffset());
    return now.toISOString().slice(0, 10);
  };
  /** @param {any} date whether it is a day of the last 30; travellers may be a day ahead */
  const recent = date => {
    const age = /^\d{4}-\d\d-\d\d$/.test(date) ? (Date.parse(today()) - Date.parse(date)) / 864e5 : NaN;
    return age > -2 && age <= 30;
  };

  /** @param {Page} page @returns {() => boolean} */
  const keep = page => {
    const box = document.getElementById("saving"), here = location.pathname;
    if (!box || location.protocol === "file:" || window.top !== window) return () => true;
    const t = /** @type {Record<string, string>} */ (box.dataset);
    /** @returns {Record<string, Note>} */
    const load = () => {
      let text = null, pages = {};
      try {
        text = localStorage.getItem("notes");
        if (text === null) return {};
        const all = text.length > 4096 ? {} : JSON.parse(text);
        if (all.version === 1) pages = Object.fromEntries(Object.entries(all.pages)
          .filter(([path, note]) => recent(note.date) && (path !== here || page.fits(note.data)))
          .map(([path, note]) => [path, { date: note.date, data: note.data }]));
      } catch {}
      if (text !== JSON.stringify({ version: 1, pages })) store(pages);
      return pages;
    };
    const forget = () => {
      const pages = load();
      delete pages[here];
      box.hidden = true;
      return store(pages);
    };
    /** @param {string} text @param {...[string, () => void]} choices */
    const tell = (text, ...choices) => {
      box.replaceChildren();
      box.hidden = false;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", text);
      make("p", text, box);
      const row = choices.length && make("p", "", box, "tools");
      choices.forEach(([words, act]) => button(words, row, act, "quiet"));
    };
    const remove = () => {
      tell(forget() ? t.deleted : t.failed);
      focus(box);
    };
    /** @param {Note} note */
    const when = note => new Date(note.date + "T12:00");
    const show = () => {
      const note = load()[here];
      if (!note) return remove();
      page.show(note.data);
      tell(dated(t.shown, when(note)), [t.delete, remove]);
      focus(box);
    };
    const offer = () => {
      const note = load()[here];
      if (note) tell(dated(t.found, when(note)), [t.show, show], [t.delete, remove]);
    };
    const save = button(t.save, page.tools, () => {
      page.say("");
      ask(save, t.warning, t.yes, t.no, more => {
        const kept = store({ ...load(), [here]: { date: today(), data: page.read(more) } });
        page.say(kept ? t.saved : t.failed);
        offer();
      }, t.more);
    }, "quiet");
    offer();
    return forget;
  };
  return { make, button, focus, dated, ask, close, keep };
})();
