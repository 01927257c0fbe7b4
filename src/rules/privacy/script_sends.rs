//! `script-sends`

use crate::javascript::tokens;
use crate::rules::script::scripts;
use crate::rules::{BuiltView, Context, Report};

/// What a browser offers to a script for sending, or for knowing a reader again.
const SENDS: [&str; 11] = [
    "cookie",
    "cookieStore",
    "sendBeacon",
    "fetch",
    "fetchLater",
    "XMLHttpRequest",
    "WebSocket",
    "WebTransport",
    "EventSource",
    "RTCPeerConnection",
    "importScripts",
];

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    for script in scripts(page, context) {
        // In quotes they count where they are the whole string, as in `window["fetch"]`.
        for token in tokens(script.code).iter().filter(|token| SENDS.contains(&token.text)) {
            let message = format!("this script could send what a reader does: `{}`", token.text);
            let help = "take it out: pages of this site work without telling anybody anything";
            report.add(script.place(token.bytes(), page, context), message, help);
        }
    }
}
