//! What a user could notice: source in, files and reports out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod architecture;
mod bad_input;
mod bibliography;
mod certainty;
mod cli;
mod findings;
mod folder;
mod golden;
mod laws;
mod overclaiming;
mod publish;
mod reading;
mod real_site;
mod rules;
mod serve;
mod support;
