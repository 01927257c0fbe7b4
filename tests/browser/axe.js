// arguments[0]: names of rules, none for all. axe-core, without what it would fetch. Contrast is held to 7:1
// (WCAG 1.4.6), which is off by default.
const [rules] = arguments;
const done = arguments[arguments.length - 1];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const told = ({ id, help, nodes }) => {
  const places = nodes.slice(0, 3).map((node) => `${node.target.join(" ")}\n${node.failureSummary.replace(/\n\s*\n/g, "\n")}`);
  const more = nodes.length > 3 ? [`and ${nodes.length - 3} more`] : [];
  return [`axe ${id}: ${help}`, ...places, ...more].join("\n");
};
// In forced colours the system chooses the colours; the computed ones are not those on the screen.
const colours = !matchMedia("(forced-colors: active)").matches;
axe.run(document, {
  runOnly: rules.length ? { type: "rule", values: rules } : { type: "tag", values: tags },
  rules: {
    "color-contrast": { enabled: colours },
    "color-contrast-enhanced": { enabled: colours },
    "target-size": { enabled: true },
  },
  resultTypes: ["violations"],
  preload: false,
}).then((result) => done(result.violations.map(told)), (problem) => done([`axe stopped: ${problem}`]));
