//! `[rules]` in `site.toml`: how much a finding matters on this site, and where a rule draws its line.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Span, did_you_mean};
use crate::rule::{self, Rule};

/// Settings of rules, by code.
pub type Levels = BTreeMap<String, Setting>;

/// What a site says of one rule: `"warning"`, or `{ level = "error", limit = 6 }`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Setting {
    /// How much its findings matter; as the rule says, if not set.
    pub level: Option<Level>,
    /// Where it draws its line, for rules that have one.
    pub limit: Option<f64>,
}

/// How much the findings of a rule matter on a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// They are left out.
    Off,
    /// Good to know.
    Note,
    /// Worth a look.
    Warning,
    /// Nothing is published.
    Error,
}

impl Level {
    /// The severity of findings at this level: none where they are left out.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Note => Some(Severity::Note),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

impl<'de> Deserialize<'de> for Setting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            level: Option<Level>,
            limit: Option<f64>,
        }
        // An untagged enum would lose the place of a mistake; a visitor keeps it.
        struct SettingVisitor;
        impl<'de> Visitor<'de> for SettingVisitor {
            type Value = Setting;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a level, or a table such as `{ level = \"error\", limit = 6 }`")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Setting, E> {
                let level = Level::deserialize(serde::de::value::StrDeserializer::new(text))?;
                Ok(Setting { level: Some(level), limit: None })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Setting, A::Error> {
                let Table { level, limit } = Table::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Setting { level, limit })
            }
        }
        deserializer.deserialize_any(SettingVisitor)
    }
}

impl Config {
    /// How much a finding of a rule matters on this site: nothing where it is left out.
    pub fn severity(&self, rule: &Rule, own: Severity) -> Option<Severity> {
        match self.rules.get(rule.code).and_then(|setting| setting.level) {
            // What protects readers can only be raised; that a site tries to lower it is reported.
            Some(level) if rule.protected => Some(level.severity().map_or(own, |severity| severity.min(own))),
            Some(level) => level.severity(),
            None => Some(own),
        }
    }

    /// Where a rule draws its line on this site.
    pub fn limit(&self, rule: &Rule, usual: f64) -> f64 {
        self.rules.get(rule.code).and_then(|setting| setting.limit).unwrap_or(usual)
    }
}

/// Codes that no rule has, and levels that a rule may not have.
pub(super) fn check(rules: &Levels, place: &dyn Fn(&str) -> Span) -> Diagnostics {
    let mut found = Diagnostics::default();
    for (code, setting) in rules {
        let Some(rule) = rule::named(code) else {
            found.push(
                Diagnostic::new(&rule::UNKNOWN_ID, place(code), format!("there is no rule `{code}`"))
                    .help("`plainleaf explain` lists them all")
                    .maybe_help(did_you_mean(code, rule::ALL.iter().map(|rule| rule.code))),
            );
            continue;
        };
        // The most pressing severity comes first.
        let lowered = setting.level.is_some_and(|level| level.severity().is_none_or(|s| s > rule.severity));
        if rule.protected && lowered {
            let message = format!("`{code}` protects readers, so no site may lower it");
            found.push(
                Diagnostic::new(&rule::BAD_VALUE, place(code), message)
                    .help("take this line out, and mend what the rule finds"),
            );
        }
    }
    found
}
