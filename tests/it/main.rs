//! What a user could notice: source in, files and reports out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bibliography;
mod findings;
mod golden;
mod rules;
mod support;
