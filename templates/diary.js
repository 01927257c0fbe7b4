/**
 * The diary: boxes to fill in, night by night, and a picture of the cramps. The table is in the page, and every word; what
 * notes.js keeps for the reader is kept as there, and nothing is sent.
 */
(() => {
  "use strict";
  const { make, button, focus, ask, close, keep } = notes;
  const table = /** @type {HTMLTableElement | null} */ (document.getElementById("diary"));
  const tools = document.getElementById("diary-tools"), status = document.getElementById("diary-status");
  if (!table || !tools || !status) return;
  const t = /** @type {Record<string, string>} */ (tools.dataset);
  const heads = [...table.tHead?.rows[0].cells ?? []], rows = [...table.tBodies[0].rows];
  /** The most that can be chosen, or the most letters that can be typed, by column. */
  const most = [20, 20, 10, 80], chosen = [true, false, true, false];
  /** @param {string} text */
  const say = text => { status.textContent = text; };

  /** @typedef {HTMLSelectElement | HTMLInputElement | HTMLTextAreaElement} Box */
  /** @param {number} night @param {number} column @returns {Box} */
  const box = (night, column) => {
    if (!chosen[column]) {
      const e = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (make(column === 3 ? "textarea" : "input", ""));
      e.maxLength = most[column];
      return e;
    }
    const e = /** @type {HTMLSelectElement} */ (make("select", ""));
    e.append(new Option("", ""));
    for (let n = 0; n <= most[column]; n++) e.append(new Option(String(n)));
    return e;
  };
  heads.forEach((head, column) => { head.id = "diary-" + column; });
  const boxes = rows.map((row, night) => {
    const [first, ...cells] = row.cells;
    first.id = "night-" + (night + 1);
    first.dataset.head = heads[0].textContent ?? "";
    return cells.map((cell, column) => {
      const e = box(night, column), head = heads[column + 1];
      e.autocomplete = "off";
      e.setAttribute("aria-labelledby", `diary-0 ${first.id} ${head.id}`);
      cell.dataset.head = head.textContent ?? "";
      cell.append(e);
      return e;
    });
  });
  table.classList.add("live");

  const figure = make("figure", ""), caption = make("figcaption", "");
  figure.hidden = true;
  table.after(figure);
  /** @param {string} tag @param {Record<string, string | number>} at @param {Element} parent @param {string} [text] */
  const draw = (tag, at, parent, text = "") => {
    const e = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(at).forEach(([name, value]) => e.setAttribute(name, String(value)));
    e.textContent = text;
    parent.append(e);
    return e;
  };
  /** @param {string} words @param {Record<string, number>} numbers */
  const put = (words, numbers) => Object.entries(numbers).reduce((words, [name, n]) => words.replace(`{${name}}`, String(n)), words);
  /** A bar for each night with cramps, a 0 for one without, nothing for one that is not filled in. */
  const plot = () => {
    const counts = boxes.map(([count]) => count.value), known = counts.filter(count => count).map(Number);
    figure.hidden = !known.length;
    figure.replaceChildren(caption);
    if (!known.length) return;
    const top = Math.max(4, ...known), width = 20 * counts.length;
    caption.textContent = put(t.sum, {
      filled: known.length, nights: counts.length, with: known.filter(n => n).length, total: known.reduce((a, b) => a + b),
    });
    const nights = counts.map((count, i) => count && put(t.each, { night: i + 1, count: Number(count) }));
    const svg = draw("svg", { viewBox: `0 0 ${width} 150`, role: "img", "aria-label": t.plot + " " + nights.filter(Boolean).join(" ") }, figure);
    counts.forEach((count, i) => {
      const middle = 20 * i + 10, high = 100 * Number(count) / top;
      if (high) draw("rect", { x: middle - 7, y: 125 - high, width: 14, height: high }, svg);
      if (count) draw("text", { x: middle, y: 120 - high }, svg, count);
      if (i % 2 === 0) draw("text", { x: middle, y: 146 }, svg, String(i + 1));
    });
    draw("path", { d: `M0 125.5h${width}` }, svg);
    figure.prepend(make("p", t.plot), svg);
  };

  const update = () => {
    rows.forEach((row, night) => boxes[night].forEach((e, column) => { row.cells[column + 1].dataset.value = e.value.trim(); }));
    document.body.classList.toggle("filled", boxes.flat().some(e => e.value.trim()));
    plot();
  };
  /** @param {string[][]} lines */
  const fill = lines => {
    boxes.forEach((night, i) => night.forEach((e, column) => { e.value = lines[i]?.[column] ?? ""; }));
    update();
  };
  const read = () => {
    const lines = boxes.map(night => night.map(e => e.value.trim()));
    while (lines.length && !lines[lines.length - 1].some(value => value)) lines.pop();
    return lines;
  };
  /** @param {any} value @param {number} column */
  const isValue = (value, column) => typeof value === "string" && (chosen[column]
    ? value === "" || /^\d{1,2}$/.test(value) && String(Number(value)) === value && Number(value) <= most[column]
    : value.length <= most[column] && !/[\r\n]/.test(value));
  /** @param {any} data */
  const fits = data => Array.isArray(data) && data.length <= rows.length && data.every(night =>
    Array.isArray(night) && night.length === most.length && night.every(isValue));

  table.before(make("p", t.fill, null, "screen"));
  /** @param {Event} event */
  const changed = event => {
    const e = event.target;
    // a night is one line
    if (e instanceof HTMLTextAreaElement && /[\r\n]/.test(e.value)) e.value = e.value.replace(/[\r\n]+/g, " ");
    update();
  };
  table.addEventListener("input", changed);
  table.addEventListener("change", changed);
  button(t.print, tools, () => print());
  const forget = keep({ tools, say, read: () => read(), fits, show: fill });
  // where something can be kept, a reader is told how it lasts for all nights
  if (tools.children.length > 1) table.before(make("p", t.keep, null, "screen"));
  const clear = button(t.clear, tools, () => {
    say("");
    ask(clear, t.question, t.yes, t.no, () => {
      const gone = forget();
      fill([]);
      focus(/** @type {HTMLElement} */ (document.querySelector("h1")));
      say(gone ? t.cleared : t.failed);
    });
  }, "quiet");
  // a page brought back from memory must not show the last reader's nights
  addEventListener("pageshow", event => {
    if (!event.persisted) return;
    close();
    say("");
    fill([]);
  });
})();
