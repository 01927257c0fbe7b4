// What the tests ask of a page, each question a function. Sent along with every call, so that nothing stays behind in
// the page; works with the page's own script off.

// tag#id.class "first words"
const named = (element) => {
  const words = (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 40);
  const id = element.id ? `#${element.id}` : "";
  const classes = [...element.classList].map((name) => `.${name}`).join("");
  return `<${element.localName}${id}${classes}>${words ? ` “${words}”` : ""}`;
};

// Kept from the eye on purpose, and given to speech: the one-pixel idiom, or off the page until focused.
const forSpeechOnly = (element) => {
  for (let e = element; e && e !== document.body; e = e.parentElement) {
    const box = e.getBoundingClientRect();
    const style = getComputedStyle(e);
    const cut = style.overflow !== "visible" || style.clip !== "auto" || style.clipPath !== "none";
    if (cut && box.width <= 1 && box.height <= 1) return true;
    if (style.position === "absolute" && (box.right <= 0 || box.bottom + scrollY <= 0)) return true;
  }
  return false;
};

// Text that a reader should meet: [text node, its element], without what is code, drawn or a menu of choices.
const texts = (root) => {
  const found = [];
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || parent.closest("script, style, template, datalist, option, svg, noscript")) continue;
    found.push([walk.currentNode, parent]);
  }
  return found;
};

const boxes = (node) => {
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
};

// Sideways scrolling, and who causes it: WCAG 1.4.10.
const overflow = (wanted) => {
  const root = document.documentElement;
  const found = [];
  const width = root.clientWidth;
  if (width !== wanted) {
    found.push(`laid out ${width} px wide in a window of ${wanted} px: is the viewport meta element missing?`);
  }
  if (root.scrollWidth > width) {
    let widest = root;
    let edge = width;
    for (const element of document.body.querySelectorAll("*")) {
      const { right } = element.getBoundingClientRect();
      const scroller = element.parentElement.closest("[tabindex]");
      if (scroller && scroller.scrollWidth > scroller.clientWidth && getComputedStyle(scroller).overflowX !== "visible") continue;
      if (right > edge + 0.5) [widest, edge] = [element, right];
    }
    found.push(`scrolls sideways: ${root.scrollWidth} px in ${width} px, because of ${named(widest)} up to ${Math.round(edge)} px`);
  }
  return found;
};

// Text that is cut off, or runs out of its box into its neighbours: WCAG 1.4.4, 1.4.10, 1.4.12.
const clipped = () => {
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    if (!element.checkVisibility() || element.closest("svg") || forSpeechOnly(element)) continue;
    const cuts = (way) => way === "hidden" || way === "clip";
    if (cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0) {
      found.push(`cut off at the bottom: ${named(element)}`);
    }
    if (cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) {
      found.push(`cut off at the side: ${named(element)}`);
    }
  }
  const spilt = new Set();
  for (const [node, parent] of texts(document.body)) {
    if (!parent.checkVisibility() || forSpeechOnly(parent)) continue;
    const rows = boxes(node);
    for (let box = parent; box !== document.body; box = box.parentElement) {
      const { display, overflow, position } = getComputedStyle(box);
      if (position !== "static" && position !== "relative") break;
      if (overflow !== "visible") break;
      if (/^(inline|contents|table-row.*)$/.test(display)) continue;
      const edge = box.getBoundingClientRect();
      const out = rows.some((row) => row.bottom > edge.bottom + 4 || row.right > edge.right + 4 || row.left < edge.left - 4);
      if (out) spilt.add(box);
    }
  }
  for (const box of spilt) found.push(`text runs out of its box: ${named(box)}`);
  // A bar that stays in place may not take the page away: WCAG 1.4.10, 2.4.11.
  for (const element of document.body.querySelectorAll("*")) {
    const { position } = getComputedStyle(element);
    const { height } = element.getBoundingClientRect();
    if ((position === "fixed" || position === "sticky") && element.checkVisibility() && height > innerHeight / 3) {
      found.push(`stays in place and takes ${Math.round((100 * height) / innerHeight)} % of the window: ${named(element)}`);
    }
  }
  return found;
};

// What gets lost at this width, first as designed, then with the reader's own spacing, as WCAG 1.4.12 lists it. An
// adopted sheet is not subject to the page's policy.
const bends = (wanted) => {
  const found = [...overflow(wanted), ...clipped()];
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }
  `);
  // A copy: the list itself changes along.
  const before = [...document.adoptedStyleSheets];
  document.adoptedStyleSheets = [...before, sheet];
  const more = [...overflow(wanted), ...clipped()].filter((finding) => !found.includes(finding));
  found.push(...more.map((finding) => `${finding} (with wider text spacing)`));
  document.adoptedStyleSheets = before;
  return found;
};

// A table that became a stack of lines says its column headings in front of each cell, and not above all of them.
const repeatedInCells = (element) => {
  const head = element.closest("thead");
  const cells = [...(head?.parentElement.querySelectorAll("tbody td") ?? [])];
  return cells.length > 0 && cells.every((cell) => !/^(none|normal|""|)$/.test(getComputedStyle(cell, "::before").content));
};

// Run with script off. Text of main that nobody sees.
const unseen = (filledByScript) => {
  const main = document.querySelector("main");
  if (!main) return ["has no main element"];
  const found = [];
  if (!main.innerText.trim()) found.push("main shows no text");
  for (const [node, parent] of texts(main)) {
    if (parent.closest(filledByScript) || parent.closest("details:not([open])") || forSpeechOnly(parent)) continue;
    if (repeatedInCells(parent)) continue;
    const seen = parent.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && boxes(node).length > 0;
    if (!seen) found.push(`not shown: “${node.data.trim().replace(/\s+/g, " ").slice(0, 60)}” in ${named(parent)}`);
  }
  return found;
};

// Run with script off. Controls that would do nothing.
const dead = () => {
  const works = (control) =>
    control.matches("[popovertarget], [commandfor], [type=reset]") ||
    (control.matches("button:not([type=button]), input[type=submit], input[type=image]") && control.form?.matches("[action], [method=dialog]"));
  const controls = document.querySelectorAll("button, input[type=button], input[type=submit], input[type=image], input[type=reset], [role=button]");
  const dead = [...controls].filter((control) => control.checkVisibility() && !works(control));
  const links = [...document.querySelectorAll("a:not([href])[tabindex], a[href^='javascript:' i], a[href='#']")];
  const handlers = [...document.querySelectorAll("*")].filter((e) => e.getAttributeNames().some((name) => name.startsWith("on")));
  return [...dead.map((control) => `a dead control: ${named(control)}`),
    ...links.map((link) => `a link that needs script: ${named(link)}`),
    ...handlers.map((element) => `an inline handler: ${named(element)}`)];
};

// Everything the page points at: address, kind of element, words. Then every place in it that can be pointed at.
const uses = () => {
  const from = [
    ["a, area, link", "href"],
    ["script, img, iframe, source, video, audio, embed, input[type=image]", "src"],
    ["form", "action"],
    ["svg use, svg image", "href"],
  ];
  const found = from.flatMap(([selector, attribute]) =>
    [...document.querySelectorAll(selector)].filter((e) => e.hasAttribute(attribute)).map((element) => {
      const written = element.getAttribute(attribute);
      let url = null;
      try {
        url = new URL(written, document.baseURI);
      } catch {}
      const onward = "a, area, form, link:is([rel=canonical], [rel=alternate], [rel=author], [rel=license], [rel=next], [rel=prev])";
      return {
        written,
        name: named(element),
        loads: !element.matches(onward),
        script: element.matches("script"),
        icon: element.matches("link:is([rel~=icon], [rel=apple-touch-icon], [rel=manifest])"),
        scheme: url?.protocol ?? "",
        origin: url?.origin ?? "",
        path: decodeURIComponent(url?.pathname ?? ""),
        sent: url?.pathname ?? "",
        fragment: decodeURIComponent(url?.hash.slice(1) ?? ""),
      };
    }),
  );
  return { uses: found, places: [...document.querySelectorAll("[id]")].map((e) => e.id) };
};

// What the Tab key should reach, in order. A group of radio buttons is one stop.
const stops = () => {
  const oneOfGroup = (radio) => {
    if (radio.type !== "radio" || !radio.name) return true;
    const group = [...(radio.form ?? document).querySelectorAll("input[type=radio]")].filter((other) => other.name === radio.name);
    return radio === (group.find((other) => other.checked) ?? group[0]);
  };
  const selector = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable]";
  return [...document.querySelectorAll(selector)].filter(
    (e) => e.checkVisibility() && !e.disabled && !e.closest("[inert]") && e.tabIndex >= 0 && oneOfGroup(e),
  );
};

// Starts to write down where the focus goes. Returns the stops by name.
const watchFocus = () => {
  const list = stops();
  window.plainleafPath = [];
  addEventListener("focusin", (event) => window.plainleafPath.push(list.indexOf(event.target)));
  return list.map(named);
};

// The places in the list of stops that the focus went through, -1 for others.
const focusPath = () => window.plainleafPath;

// Stops on which the focus does not show: WCAG 2.4.7, 2.4.11. Needs a Tab pressed before, or the focus is not shown.
const unshownFocus = () => {
  // What may show it: the element itself, the label around it, the box it stands in.
  const shows = (element) => [element, element.closest("label") ?? element, element.parentElement];
  const ring = (element) => {
    const style = getComputedStyle(element);
    const clear = /, 0\)$|transparent/.test(style.outlineColor);
    const outline = style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 1 || clear ? "none" : style.outline;
    return [outline, style.boxShadow, style.borderColor, style.borderWidth, style.backgroundColor].join(";");
  };
  const look = (element) => shows(element).map(ring).join("|");
  const list = stops();
  document.activeElement.blur();
  const before = list.map(look);
  const found = [];
  list.forEach((element, index) => {
    element.focus({ focusVisible: true });
    if (document.activeElement !== element) return found.push(`${named(element)} refuses the focus`);
    if (look(element) === before[index]) found.push(`${named(element)} looks the same with the focus`);
    const box = element.getClientRects()[0];
    if (!box || box.width < 1 || box.height < 1) return found.push(`${named(element)} has the focus and takes no place`);
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (!top) found.push(`${named(element)} has the focus outside the window`);
    else if (!top.contains(element) && !element.contains(top) && !element.closest("label")?.contains(top)) {
      found.push(`${named(element)} has the focus behind ${named(top)}`);
    }
  });
  return found;
};

// Families that are drawn in another font than the rest: with the one that `fonts.conf` leaves, none.
const otherFonts = () => {
  const canvas = document.createElement("canvas").getContext("2d");
  const width = (family) => {
    canvas.font = `40px ${family}`;
    return canvas.measureText("Will it be 15?").width;
  };
  const families = ["system-ui", "serif", "monospace", "Arial"];
  return families.filter((family) => width(family) !== width("'DejaVu Sans'"));
};

// Where the browser is.
const address = () => location.href;

// Styles that the page's policy refused, or that say nothing.
const refusedStyles = () =>
  [...document.querySelectorAll("style, link[rel=stylesheet]")].filter((e) => !e.sheet?.cssRules.length).map((e) => `does not apply: ${named(e)}`);

// Whether a served page shows these words and its panel of findings those, or no panel; else what it shows.
const live = (onPage, onPanel) => {
  if (document.readyState !== "complete") return document.readyState;
  const panel = [...document.body.children].find((e) => e.shadowRoot)?.shadowRoot.querySelector("pre");
  const shown = panel?.checkVisibility() && boxes(panel).length > 0;
  const words = document.querySelector("main").innerText;
  const fits = words.includes(onPage) && !words.includes("Broken words") && (onPanel ? shown && panel.textContent.includes(onPanel) : !panel);
  return fits || `…${words.slice(-100)} | ${panel ? panel.textContent : "no panel"}`;
};
