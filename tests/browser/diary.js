// What the tests of the diary ask of its page, beside what is in `probes.js` and `checklist.js`.

// The name of a box, as its labels give it, else what has the focus.
const boxName = (box) => {
  const ids = box.getAttribute("aria-labelledby")?.split(" ") ?? [];
  return ids.map((id) => document.getElementById(id).textContent).join(" ");
};
const focusedBox = () => boxName(document.activeElement) || focused();

// What a reader could tell about the diary.
const diary = () => {
  const main = document.querySelector("main");
  const seen = (element) => (element && element.checkVisibility() ? words(element) : "");
  const rows = [...main.querySelectorAll(".diary tbody tr")];
  const boxes = (row) => [...row.querySelectorAll("td > *")];
  const svg = main.querySelector("figure:not([hidden]) svg");
  return {
    focus: focusedBox(),
    status: words("[role=status]"),
    names: rows.length ? boxes(rows[0]).map(boxName) : [],
    lines: rows.map((row) => boxes(row).map((box) => box.value)).map((values, night) => [String(night + 1), ...values]).filter((line) => line.slice(1).some(Boolean)),
    plot: svg ? svg.getAttribute("aria-label") : "",
    bars: svg ? svg.querySelectorAll("rect").length : 0,
    caption: seen(main.querySelector("figcaption")),
    saving: seen(document.getElementById("saving")),
    asked: seen(main.querySelector(".sure")),
    buttons: [...main.querySelectorAll("button")].filter((button) => button.checkVisibility()).map(words),
    kept: location.protocol === "file:" ? null : localStorage.getItem("notes"),
    markup: [...main.querySelectorAll("img, script, iframe, [onerror]")].map(named),
  };
};

// Keeps this for the site, or nothing.
const keepNotes = (text) => (text === null ? localStorage.removeItem("notes") : localStorage.setItem("notes", text));

// Fills in boxes of many nights in one go.
const fillNights = (nights) => {
  nights.forEach((values, night) => values.forEach((value, column) => {
    const box = document.querySelectorAll(".diary tbody tr")[night].cells[column + 1].firstElementChild;
    box.value = value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }));
};
