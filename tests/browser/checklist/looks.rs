//! The checklist in each of its states, as readers bring their settings to it.

use super::{LOOK, Reader, Story, TICKS};
use crate::browser::Result;
use crate::look::{DESKTOP, Look, PHONE};
use serde_json::json;

/// The fresh page, and every state that script brings about from there.
const STATES: &[(&str, Story)] = &[
    ("empty", |_| Ok(())),
    ("error", |reader| reader.press("make")),
    ("summary", makes),
    ("copy refused", |reader| {
        makes(reader)?;
        reader.browser.allow_clipboard(false)?;
        reader.press("copy")?;
        reader.state_saying("copy_failed").map(drop)
    }),
    ("save question", |reader| reader.press_word("save")),
    ("saved", saves),
    ("return note", |reader| {
        saves(reader)?;
        reader.reload()
    }),
    ("shown", |reader| {
        reader.reload()?;
        reader.press_word("show")
    }),
    ("clear question", |reader| reader.press("clear")),
    ("cleared", |reader| {
        reader.press("clear")?;
        reader.press("clear_yes")
    }),
];

fn makes(reader: &mut Reader) -> Result<()> {
    reader.tick_fast(TICKS)?;
    reader.ask(1, &"Longwordwithoutanyspace ".repeat(5))?;
    reader.press("make")
}

fn saves(reader: &mut Reader) -> Result<()> {
    reader.tick_fast(TICKS)?;
    reader.press_word("save")?;
    reader.press("save_yes")
}

/// No state scrolls sideways or cuts words off: narrow, at 400 %, with wider text spacing, in forced colours.
pub(super) fn bends_in_each_state(reader: &mut Reader) -> Result<()> {
    let looks = [
        ("320 px", PHONE),
        ("400 % zoom", Look { width: 320, height: 256, zoom: 4.0, ..DESKTOP }),
        ("forced colours", Look { forced_colors: true, ..PHONE }),
        ("1280 px, dark", DESKTOP.dark()),
    ];
    for (state, story) in STATES {
        reader.browser.look(&LOOK)?;
        reader.open(reader.url)?;
        story(reader)?;
        for (name, look) in &looks {
            reader.browser.look(look)?;
            let found = reader.browser.findings("bends", vec![json!(look.width)])?;
            reader.found.extend(found.into_iter().map(|finding| format!("{state}, {name}: {finding}")));
        }
    }
    reader.browser.allow_clipboard(true)?;
    reader.browser.look(&LOOK)
}
