//! Plainleaf: a static site generator for patient-education microsites.
//!
//! ```text
//!   site folder                                                                        public/
//!       │ read                                                                publish ▲   (stage, exchange)
//!       ▼                                                                             │
//!  ┌────────────┐ inputs   ┌──────────────┐  words    ┌───────┐  draw     ┌────────────┐
//!  │ SourceTree │────────▶ │ Pages + Site │─────────▶ │ Words │─────────▶ │ OutputTree │──▶ dev server
//!  └────────────┘ each     │ Card   Body  │ what is   └───────┘ each page └────────────┘    (same value)
//!                 file     └──────────────┘ signed              once,
//!                 alone, ∥   cards only                         checked, ∥
//! ```
//!
//! Each arrow is a plain function; each value is complete when it exists. What is wrong with a site
//! is a [`diagnostic::Diagnostic`] with a place; an error means that nothing is published.
//!
//! A module may use only modules above it in this list. A test holds the order.

pub mod rule;
pub mod language;
pub mod diagnostic;
pub mod digest;
pub mod relative;
pub mod url;
pub mod fold;
pub mod phrase;
pub mod pattern;
pub mod danger;
pub mod plain;
pub mod source;
pub mod report;
pub mod output;
pub mod data;
pub mod config;
pub mod locale;
pub mod bibliography;
pub mod checklist;
pub mod style;
pub mod figure;
pub mod javascript;
pub mod asset;
pub mod page;
pub mod registry;
pub mod reading;
pub mod certainty;
pub mod document;
pub mod sign_off;
pub mod quality;
pub mod site;
pub mod prose;
pub mod render;
pub mod offline;
pub mod emit;
pub mod links;
pub mod rules;
pub mod promise;
pub mod stray;
pub mod passport;
pub mod folder;
pub mod publish;
pub mod record;
pub mod disk;
pub mod memo;
pub mod options;
mod inputs;
pub mod signed;
mod draw;
pub mod build;
pub mod workshop;
pub mod watch;
pub mod serve;
pub mod lsp;
pub mod starter;
pub mod cli;
