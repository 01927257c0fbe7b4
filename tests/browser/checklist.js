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
  const asked = document.querySelector("#checklist-tools + .sure"), note = document.getElementById("saving");
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
    beside: made ? words(summary.querySelector("[aria-hidden]")) : "",
    field: field && { text: field.value, read_only: field.readOnly, selected: field.value.slice(field.selectionStart, field.selectionEnd) },
    asked: words(asked),
    extra: asked?.querySelector("input")?.checked ?? null,
    note: note?.hidden ? "" : words(note),
    kept: kept(),
    markup: all(summary, "img, script, iframe, [onerror]").map(named),
  };
};

// What is kept as notes, as it stands; nothing where the browser refuses.
const kept = () => {
  try {
    return localStorage.getItem("notes");
  } catch {
    return null;
  }
};

// Keeps this as notes.
const keep = (text) => localStorage.setItem("notes", text);

// Refuses to keep more, as a full store does.
const fillStorage = () => {
  Storage.prototype.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
};

// The day so many days ago: as it is kept, and in words.
const day = (ago) => {
  const date = new Date();
  date.setMinutes(date.getMinutes() - date.getTimezoneOffset());
  date.setDate(date.getDate() - ago);
  return date.toISOString().slice(0, 10);
};
const inWords = (ago) => {
  const date = new Date(`${day(ago)}T12:00`);
  return `${date.getDate()} ${date.toLocaleDateString("en", { month: "long" })} ${date.getFullYear()}`;
};
const path = () => location.pathname;

// The buttons of the page in the first frame.
const framedButtons = () => [...frames[0].document.querySelectorAll("main button")].map(words);

// The lines of advice for each list of ticks, by the page's own script. The page is not drawn meanwhile.
const adviceFor = (combinations, make) => {
  const boxes = [...document.querySelectorAll("#checklist input")];
  const button = [...document.querySelectorAll("button")].find((button) => button.textContent === make);
  document.documentElement.style.display = "none";
  const lines = combinations.map((ids) => {
    const ticks = new Set(ids);
    boxes.forEach((box) => (box.checked = ticks.has(box.id)));
    button.click();
    return [...document.querySelectorAll(".fits")].map((line) => line.id.replace("result-", ""));
  });
  document.documentElement.style.display = "";
  return lines;
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
