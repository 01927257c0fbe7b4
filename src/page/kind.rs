//! What a page is for, and what follows from it.
//!
//! Each question about a kind is a method here, and each kind has a line of what is so of it, so that none can be
//! forgotten.

use serde::{Deserialize, Serialize};

/// What a page is for. Each kind has its own duties and may have its own template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Answers the site's question.
    Overview,
    /// What to do this minute.
    Now,
    /// What it is and why it may happen.
    Condition,
    /// How something works.
    Explainer,
    /// What is known and not known.
    Evidence,
    /// How to do or use something safely.
    Treatment,
    /// When and where to get help.
    Care,
    /// A list to tick and take along.
    Checklist,
    /// A sheet to fill in.
    Diary,
    /// Medical words in plain words.
    Glossary,
    /// Every source and claim.
    References,
    /// Who made the site, and how.
    About,
    /// A statement, such as on privacy.
    Statement,
    /// What the build knows about the site.
    Report,
    /// Shown for an address that is not there.
    Error,
    /// Anything else.
    Page,
}

impl Kind {
    /// Its word in front matter and its template's name.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Overview => "overview",
            Kind::Now => "now",
            Kind::Condition => "condition",
            Kind::Explainer => "explainer",
            Kind::Evidence => "evidence",
            Kind::Treatment => "treatment",
            Kind::Care => "care",
            Kind::Checklist => "checklist",
            Kind::Diary => "diary",
            Kind::Glossary => "glossary",
            Kind::References => "references",
            Kind::About => "about",
            Kind::Statement => "statement",
            Kind::Report => "report",
            Kind::Error => "error",
            Kind::Page => "page",
        }
    }

    /// Whether it gives health advice, so that a clinician must have checked it.
    pub fn is_health(self) -> bool {
        self.is(Trait::Health)
    }

    /// Whether it explains or advises at such length that it must show what it rests on.
    pub fn explains(self) -> bool {
        self.is(Trait::Explains)
    }

    /// Whether it tells readers what they can do, so that it must say who must not.
    pub fn advises(self) -> bool {
        self.is(Trait::Advises)
    }

    /// Whether it gives health advice in a text that is read, with a message of its own, and not looked up.
    pub fn has_message(self) -> bool {
        self.is(Trait::HasMessage)
    }

    /// Whether readers look things up in it, or tick them, so that its lists may be long.
    pub fn is_looked_up(self) -> bool {
        self.is(Trait::LookedUp)
    }

    /// Whether it may be long: nobody reads it from end to end.
    pub fn may_be_long(self) -> bool {
        self.is(Trait::MayBeLong)
    }

    /// Whether it is read first or in need, so that it must be easier than others.
    pub fn is_read_first(self) -> bool {
        self.is(Trait::ReadFirst)
    }

    /// Whether it is for this minute, and holds nothing that a reader could do without.
    pub fn is_for_this_minute(self) -> bool {
        self.is(Trait::ThisMinute)
    }

    /// Whether readers fill it in.
    pub fn is_filled_in(self) -> bool {
        self.is(Trait::FilledIn)
    }

    /// Whether the studies that it rests on are its subject.
    pub fn weighs_evidence(self) -> bool {
        self.is(Trait::WeighsEvidence)
    }

    /// Whether its quality is judged: it is written for readers who mean to read it.
    pub fn is_judged(self) -> bool {
        self.is(Trait::Judged)
    }

    fn is(self, this: Trait) -> bool {
        self.traits().contains(&this)
    }

    /// Everything that is so of a kind.
    fn traits(self) -> &'static [Trait] {
        use Trait::*;
        match self {
            Kind::Overview => &[Health, Explains, Advises, HasMessage, ReadFirst, Judged],
            Kind::Now => &[Health, Advises, HasMessage, ReadFirst, ThisMinute, Judged],
            Kind::Condition => &[Health, Explains, HasMessage, Judged],
            Kind::Explainer => &[Health, Explains, Advises, HasMessage, Judged],
            Kind::Evidence => &[Health, Explains, HasMessage, WeighsEvidence, Judged],
            Kind::Treatment => &[Health, Explains, Advises, HasMessage, Judged],
            Kind::Care => &[Health, HasMessage, Judged],
            Kind::Checklist => &[Health, HasMessage, LookedUp, MayBeLong, FilledIn, Judged],
            Kind::Diary => &[Health, HasMessage, FilledIn, Judged],
            Kind::Glossary => &[Health, LookedUp, MayBeLong, Judged],
            Kind::References => &[LookedUp, MayBeLong, Judged],
            Kind::About => &[Judged],
            Kind::Statement => &[Judged],
            Kind::Report => &[MayBeLong],
            Kind::Error => &[],
            Kind::Page => &[Judged],
        }
    }
}

/// What can be so of a kind; the methods of `Kind` say what each means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trait {
    Health,
    Explains,
    Advises,
    HasMessage,
    LookedUp,
    MayBeLong,
    ReadFirst,
    ThisMinute,
    FilledIn,
    WeighsEvidence,
    Judged,
}
