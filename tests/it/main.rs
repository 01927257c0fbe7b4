//! What a user could notice: source in, files and reports out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod architecture;
mod bad_input;
mod bibliography;
mod certainty;
mod checklist;
mod checklist_page;
mod cli;
mod effects;
mod findings;
mod folder;
mod formats;
mod golden;
mod laws;
mod lsp;
mod mutations;
mod numbers;
mod offline;
mod overclaiming;
mod output_rules;
mod promises;
mod publish;
mod quality;
mod reader_tests;
mod reading;
mod real_site;
mod rules;
mod safety;
mod serve;
mod sign_off;
mod structure;
mod support;
mod translations;
mod writers_guide;
mod unsourced;
mod words;
