// Shows the findings of the last build, and loads the page anew after a good one.
"use strict";
(() => {
  const version = Number(document.currentScript.dataset.version);
  const panel = document.createElement("div");
  const root = panel.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "pre{position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;margin:0;padding:1rem;" +
      "background:#1a1015;color:#ffe9e4;border-top:4px solid #d33;font:14px/1.4 monospace;" +
      "white-space:pre-wrap;z-index:9}@media print{pre{display:none}}"
  );
  root.adoptedStyleSheets = [sheet];
  const list = document.createElement("pre");
  list.tabIndex = 0;
  new EventSource("/__plainleaf/events").onmessage = (event) => {
    const build = JSON.parse(event.data);
    if (build.version !== version && !build.findings.includes("error[")) return location.reload();
    list.textContent = build.findings;
    if (build.findings) {
      root.append(list);
      document.body.append(panel);
    } else {
      panel.remove();
    }
  };
})();
