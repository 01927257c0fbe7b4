// What the tests of the checklist ask of its page, beside what is in `probes.js`.

// The words of an element, or of the first that a selector finds.
const words = (from) => {
  const element = typeof from === "string" ? document.querySelector(from) : from;
  return (element?.innerText ?? "").trim().replace(/\s+/g, " ");
};

// What a reader could tell about the page.
const state = () => {
  const all = (root, selector) => (root ? [...root.querySelectorAll(selector)] : []);
  const ids = (list) => list.map((element) => element.id);
  const [main, form, summary] = ["main", "form", "#checklist-summary"].map((selector) => document.querySelector(selector));
  const alert = document.querySelector("[role=alert]");
  const made = summary && !summary.hidden;
  const lists = made ? all(summary, "h3").map((h3) => [words(h3), all(h3.nextElementSibling, "li").map(words)]) : [];
  const field = made ? summary.querySelector("textarea") : null;
  const first = alert ? document.getElementById(alert.querySelector("a")?.hash.slice(1)) : null;
  return {
    title: document.title,
    address: location.href,
    focus: focused(),
    status: words(document.querySelector("[role=status]")),
    ticked: ids(all(form, ":checked")),
    typed: all(form, "textarea").map((area) => area.value),
    alert: words(alert),
    alert_is_first: Boolean(alert) && alert === main.firstElementChild,
    alert_links: all(alert, "a").map(words),
    alert_target: first?.id ?? "",
    group_errors: all(form, "fieldset[aria-describedby]")
      .flatMap((group) => group.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id)))
      .filter((element) => element?.matches(".error"))
      .map(words),
    summary: made ? words(summary) : "",
    advice: made ? all(summary, "strong").map(words) : [],
    fits: ids(all(main, ".fits")),
    lists,
    buttons: all(main, "button").filter((button) => button.checkVisibility()).map(words),
    field: field && { text: field.value, read_only: field.readOnly, selected: field.value.slice(field.selectionStart, field.selectionEnd) },
    markup: all(summary, "img, script, iframe, [onerror]").map(named),
  };
};

// Where the focus is: an id, else words.
const focused = () => {
  const { id, textContent } = document.activeElement;
  return id || (document.activeElement === document.body ? "" : textContent.trim().replace(/\s+/g, " "));
};

// Everything kept in the browser on behalf of the page.
const stored = async () => [
  ...Object.keys(localStorage).map((key) => `keeps ${key} in localStorage`),
  ...Object.keys(sessionStorage).map((key) => `keeps ${key} in sessionStorage`),
  ...(document.cookie ? [`keeps a cookie: ${document.cookie}`] : []),
  ...(await indexedDB.databases()).map(({ name }) => `keeps a database: ${name}`),
  ...(window.caches ? await caches.keys() : []).map((name) => `keeps a cache: ${name}`),
];

// The strength of the advice for each pair of boxes in a group, by the id of its line: every box ticked alone or with
// another gives what the stronger of the two gives.
const pairs = (group, make, strengths) => {
  const boxes = [...document.getElementById(group).querySelectorAll("[type=checkbox]:not([data-none])")];
  const button = [...document.querySelectorAll("button")].find((button) => button.textContent === make);
  const strength = (...ticks) => {
    boxes.forEach((box) => (box.checked = ticks.includes(box)));
    button.click();
    const lines = [...document.querySelectorAll(".fits")].map((line) => strengths[line.id]).filter(Boolean);
    return lines.length === 1 ? lines[0] : `${lines.length} lines`;
  };
  const alone = boxes.map((box) => strength(box));
  const found = [];
  boxes.forEach((one, i) => boxes.slice(i + 1).forEach((two, j) => {
    const [both, stronger] = [strength(one, two), Math.max(alone[i], alone[i + 1 + j])];
    if (both !== stronger) found.push(`${one.id} with ${two.id}: strength ${both}, not ${stronger}`);
  }));
  boxes.forEach((box) => (box.checked = false));
  return found;
};

// Ticks boxes as a pointer would.
const tick = (ids) => ids.forEach((id) => document.getElementById(id).click());

// Counts how often the page asks to be printed, in place of printing.
const watchPrint = () => {
  window.plainleafPrints = 0;
  window.print = () => (window.plainleafPrints += 1);
};
const prints = () => window.plainleafPrints;

// Refuses the clipboard as a browser would, where no setting does.
const allowClipboard = (allowed) => {
  const { clipboard } = navigator;
  if (allowed) delete clipboard.writeText;
  else clipboard.writeText = () => Promise.reject(new Error("refused"));
};
